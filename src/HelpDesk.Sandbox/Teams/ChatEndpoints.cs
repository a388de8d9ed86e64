using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Teams;

/// <summary>
/// Drives the chats from outside (<c>/sandbox/chats</c>), for scripts and other programs' tests: what somebody saw, and
/// installing, writing and clicking in their place.
/// </summary>
internal static class ChatEndpoints
{
    public static void MapChats(this IEndpointRouteBuilder routes)
    {
        var control = routes.MapGuarded();
        var chats = control.MapGroup("/chats");
        chats.MapGet("", (Chats all) => Results.Json(new JsonArray([.. all.All.Select(c => Describe(c, withMessages: false))])));
        chats.MapGet("/{person}", (string person, Teams teams) => teams.With(person, c => Results.Json(Describe(c.Chat, withMessages: true))));
        chats.MapPost("/{person}/install", (string person, Teams teams, CancellationToken ct) => teams.WithAsync(person, async c =>
        {
            await c.InstallAsync(ct);
            return Results.Json(Describe(c.Chat, withMessages: true));
        }));
        chats.MapPost("/{person}/uninstall", (string person, Teams teams, CancellationToken ct) => teams.WithAsync(person, async c =>
        {
            await c.UninstallAsync(ct);
            return Results.Json(Describe(c.Chat, withMessages: false));
        }));
        chats.MapPost("/{person}/say", Say);
        chats.MapPost("/{person}/click", Click);
        chats.MapPost("/{person}/refuse", Refuse);
        control.MapPost("/teams/budgets", Budgets);
    }

    private static Task<IResult> Say(string person, JsonObject body, Teams teams, CancellationToken cancellationToken) => teams.WithAsync(person, async client =>
        body["text"].AsText() is { Length: > 0 } text ? Answer(await client.SayAsync(text, cancellationToken)) : Wrong("Say what: {\"text\": \"status\"}"));

    private static Task<IResult> Click(string person, JsonObject body, Teams teams, CancellationToken cancellationToken) => teams.WithAsync(person, async client =>
    {
        if (body["button"].AsText() is not { Length: > 0 } button)
        {
            return Wrong("Name the button: {\"button\": \"Renew now\"}; \"message\" picks another message than the latest that has it; \"inputs\" fills in the card.");
        }

        var message = body["message"].AsText() is { } id
            ? client.Chat.Find(id)
            : client.Chat.Messages.FindLast(m => m.Author == Author.Bot && !m.IsDeleted && m.Cards.Any(c => c.FindButton(button) is not null));
        if (message is null)
        {
            return Wrong($"No message has the button '{button}'.");
        }

        try
        {
            var result = await client.ClickAsync(message, button, body["inputs"] as JsonObject, cancellationToken);
            return result.Answer is null ? Results.Json(new JsonObject { ["opens"] = result.Opened?.ToString() }) : Answer(result.Answer);
        }
        catch (InvalidOperationException e)
        {
            return Wrong(e.Message);
        }
    });

    private static IResult Refuse(string person, JsonObject body, Teams teams) => teams.With(person, client =>
    {
        if (!Enum.TryParse<Refusal>(body["code"].AsText() ?? nameof(Refusal.None), out var refusal) || !Enum.IsDefined(refusal))
        {
            return Wrong($"Codes: {string.Join(", ", Enum.GetNames<Refusal>())}.");
        }

        client.Chat.Refusal = refusal;
        return Results.NoContent();
    });

    private static IResult Budgets(JsonObject body, SendBudget budget)
    {
        budget.IsEnforced = body["enforce"].IsTrue();
        return Results.NoContent();
    }

    private static IResult Wrong(string message) => Results.Json(new JsonObject { ["error"] = message }, statusCode: StatusCodes.Status400BadRequest);

    private static IResult Answer(BotAnswer answer) =>
        Results.Json(new JsonObject { ["status"] = (int)answer.Status, ["body"] = answer.Body?.DeepClone() });

    private static JsonObject Describe(Chat chat, bool withMessages)
    {
        var description = new JsonObject
        {
            ["person"] = chat.Person.Name,
            ["userPrincipalName"] = chat.Person.UserPrincipalName,
            ["teamsId"] = chat.Person.TeamsId,
            ["conversationId"] = chat.ConversationId,
            ["installed"] = chat.IsInstalled,
        };
        if (withMessages)
        {
            description["messages"] = new JsonArray([.. chat.Messages.Select(Describe)]);
        }

        return description;
    }

    private static JsonNode Describe(ChatMessage message) => new JsonObject
    {
        ["id"] = message.Id,
        ["author"] = JsonNamingPolicy.CamelCase.ConvertName(message.Author.ToString()),
        ["at"] = message.Versions[^1].At,
        ["version"] = message.Versions.Count,
        ["deleted"] = message.IsDeleted,
        ["text"] = message.Text,
        ["asText"] = message.AsText(),
        ["cards"] = new JsonArray([.. message.Cards.Select(c => c.Content.DeepClone())]),
        ["activity"] = message.Activity.DeepClone(),
        ["earlier"] = new JsonArray([.. message.Versions.SkipLast(1).Select(v => new JsonObject { ["at"] = v.At, ["activity"] = v.Activity.DeepClone() })]),
    };

    /// <summary>Finds the client of whom the path names.</summary>
    internal sealed class Teams(TeamsClients clients, SandboxWorld world)
    {
        public IResult With(string person, Func<TeamsClient, IResult> use) =>
            world.FindAnyone(person) is { } found ? use(clients.Of(found)) : Nobody(person);

        public async Task<IResult> WithAsync(string person, Func<TeamsClient, Task<IResult>> use) =>
            world.FindAnyone(person) is { } found ? await use(clients.Of(found)) : Nobody(person);

        private static IResult Nobody(string person) =>
            Results.Json(new JsonObject { ["error"] = $"Nobody is called '{person}'." }, statusCode: StatusCodes.Status404NotFound);
    }
}
