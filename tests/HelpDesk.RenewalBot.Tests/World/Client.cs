using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace HelpDesk.RenewalBot.Tests.World;

/// <summary>Somebody at a chat window. Sends what Teams (or the Emulator) sends for what they do, as raw JSON.</summary>
public sealed class Client : IDisposable
{
    private readonly BotWorld _world;
    private readonly HttpClient _http;
    private int _next;

    private Client(BotWorld world, bool isTeams, string conversation, string? person)
    {
        (_world, IsTeams, Conversation, Person) = (world, isTeams, conversation, person);
        _http = world.CreateClient();
    }

    public bool IsTeams { get; }

    public string Conversation { get; }

    public string? Person { get; }

    /// <summary>The language of the chat window; null where the client does not tell.</summary>
    public string? Locale { get; set; } = "en-US";

    public static Client Teams(BotWorld world, string person = FakeService.Admin) => new(world, true, $"a:{person}", person);

    public static Client Emulator(BotWorld world) => new(world, false, "e1|livechat", null);

    public Task<HttpResponseMessage> InstallAsync() => PostAsync(Activity("installationUpdate", ("action", "add")));

    public Task<HttpResponseMessage> UninstallAsync() => PostAsync(Activity("installationUpdate", ("action", "remove")));

    public Task<HttpResponseMessage> JoinAsync() => PostAsync(Activity(
        "conversationUpdate",
        ("membersAdded", new JsonArray(new JsonObject { ["id"] = "28:bot" }, new JsonObject { ["id"] = UserId })),
        ("membersRemoved", new JsonArray())));

    public Task<HttpResponseMessage> SayAsync(string text) =>
        PostAsync(Activity("message", ("text", text), ("textFormat", "plain"), ("attachments", new JsonArray())));

    public async Task<JsonObject> VerifyAsync(string code) => await InvokeAsync("signin/verifyState", new JsonObject { ["state"] = code });

    public Task<HttpResponseMessage> TokenEventAsync(string token) => PostAsync(Activity(
        "event",
        ("name", "tokens/response"),
        ("value", new JsonObject { ["connectionName"] = "HelpDeskRenewal", ["token"] = token })));

    /// <summary>Presses a button as this client's kind of chat window does; the answer's text, when there is one.</summary>
    public async Task<string?> PressAsync(Shown shown, string title)
    {
        ArgumentNullException.ThrowIfNull(shown);
        var action = Button(shown.Card!, title);
        if ((string?)action["type"] == "Action.Execute")
        {
            var answer = await ExecuteAsync(action, shown.Id);
            return (string?)answer["value"];
        }

        await SubmitAsync(action["data"], shown.Id);
        return null;
    }

    public Task<JsonObject> ExecuteAsync(JsonObject action, string cardId) => InvokeAsync(
        "adaptiveCard/action",
        new JsonObject
        {
            ["action"] = new JsonObject
            {
                ["type"] = "Action.Execute",
                ["title"] = action["title"]!.DeepClone(),
                ["verb"] = action["verb"]!.DeepClone(),
                ["data"] = action["data"]!.DeepClone(),
            },
        },
        cardId);

    public Task<HttpResponseMessage> SubmitAsync(JsonNode? data, string cardId) =>
        PostAsync(Activity("message", ("value", data?.DeepClone()), ("replyToId", cardId)));

    public async Task<JsonObject> InvokeAsync(string name, JsonNode value, string? replyTo = null)
    {
        using var response = await PostAsync(Activity("invoke", ("name", name), ("value", value), ("replyToId", replyTo)));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = await response.Content.ReadAsStringAsync();
        return body.Length == 0 ? [] : JsonNode.Parse(body)!.AsObject();
    }

    public async Task<HttpResponseMessage> PostAsync(JsonNode activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        using var content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json");
        return await _http.PostAsync(new Uri("/api/messages", UriKind.Relative), content);
    }

    /// <summary>Waits for a card of this chat whose heading contains the text.</summary>
    public Task<Shown> SeesCardAsync(string heading, int after = 0) => _world.Channel.WaitAsync(
        s => s.Conversation == Conversation && s.Title.Contains(heading, StringComparison.Ordinal), after);

    /// <summary>Waits for a checklist that is complete: one with buttons.</summary>
    public Task<Shown> SeesChecklistAsync(int after = 0) => _world.Channel.WaitAsync(
        s => s.Conversation == Conversation && s.Title.StartsWith("Before renewing", StringComparison.Ordinal) && s.Card!["actions"] is not null, after);

    public Task<Shown> SeesTextAsync(string text, int after = 0) => _world.Channel.WaitAsync(
        s => s.Conversation == Conversation && s.Text?.Contains(text, StringComparison.Ordinal) == true, after);

    public Task<Shown> SeesSignInAsync(int after = 0) => _world.Channel.WaitAsync(s => s.Conversation == Conversation && s.OAuthCard is not null, after);

    /// <summary>The button of this title, below the card or within it.</summary>
    public static JsonObject Button(JsonObject? card, string title) => Actions(card).FirstOrDefault(a => (string?)a["title"] == title)
        ?? throw new InvalidOperationException($"No button '{title}' on {card?.ToJsonString()}");

    public JsonObject Activity(string type, params (string Name, JsonNode? Value)[] members)
    {
        var activity = new JsonObject
        {
            ["type"] = type,
            ["id"] = $"in{Interlocked.Increment(ref _next).ToString(CultureInfo.InvariantCulture)}",
            ["timestamp"] = "2026-11-24T09:00:00.000Z",
            ["channelId"] = IsTeams ? "msteams" : "emulator",
            ["serviceUrl"] = FakeChannel.ServiceUrl,
            ["from"] = IsTeams ? new JsonObject { ["id"] = UserId, ["aadObjectId"] = Person } : new JsonObject { ["id"] = UserId, ["name"] = "User", ["role"] = "user" },
            ["recipient"] = new JsonObject { ["id"] = "28:bot", ["name"] = "HelpDesk Renewal" },
            ["conversation"] = IsTeams
                ? new JsonObject { ["id"] = Conversation, ["conversationType"] = "personal", ["tenantId"] = FakeService.Tenant }
                : new JsonObject { ["id"] = Conversation },
            ["locale"] = Locale,
            ["localTimezone"] = "Europe/Berlin",
        };
        if (IsTeams)
        {
            activity["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = FakeService.Tenant } };
        }

        foreach (var (name, value) in members)
        {
            activity[name] = value;
        }

        return activity;
    }

    public void Dispose() => _http.Dispose();

    private static IEnumerable<JsonObject> Actions(JsonNode? node) => node switch
    {
        JsonObject part when ((string?)part["type"])?.StartsWith("Action.", StringComparison.Ordinal) is true => [part],
        JsonObject part => part.SelectMany(member => Actions(member.Value)),
        JsonArray parts => parts.SelectMany(Actions),
        _ => [],
    };

    private string UserId => IsTeams ? $"29:{Person}" : "5a1f9d9e-user";
}
