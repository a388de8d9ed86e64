using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Teams;

/// <summary>The Bot Connector as Teams serves it, for personal chats.</summary>
internal static class ConnectorEndpoints
{
    private const string AnyActivity = "/{conversation}/activities/{activity}";

    public static void MapConnector(this IEndpointRouteBuilder routes)
    {
        var conversations = routes.MapGroup("/teams/v3/conversations").OnHttps().InArea(Area.Connector).RequireBot();
        conversations.AddEndpointFilter(async (invocation, next) =>
        {
            // The correlation ID that Microsoft's support asks for.
            invocation.HttpContext.Response.Headers["MS-CV"] = Convert.ToBase64String(Guid.NewGuid().ToByteArray())[..22] + ".0";
            return await next(invocation);
        });

        conversations.MapPost("", Create);
        conversations.MapPost("/{conversation}/activities", (string conversation, HttpContext context, ConnectorCalls calls) => Send(conversation, context, calls));
        conversations.MapPost(AnyActivity, (string conversation, HttpContext context, ConnectorCalls calls) => Send(conversation, context, calls));
        conversations.MapPut(AnyActivity, Update);
        conversations.MapDelete(AnyActivity, (string conversation, string activity, HttpContext context, ConnectorCalls calls) =>
            calls.Delete(conversation, activity, context.Note()));
        conversations.MapGet("/{conversation}/members", (string conversation, ConnectorCalls calls) => calls.Members(conversation));
        conversations.MapGet("/{conversation}/activities/{activity}/members", (string conversation, ConnectorCalls calls) => calls.Members(conversation));
        conversations.MapGet("/{conversation}/pagedmembers", (string conversation, ConnectorCalls calls) => calls.PagedMembers(conversation));
        conversations.MapGet("/{conversation}/members/{member}", (string conversation, string member, ConnectorCalls calls) => calls.Member(conversation, member));
    }

    private static async Task<IResult> Create(HttpContext context, ConnectorCalls calls) =>
        await ReadAsync(context) is { } body ? calls.Create(body, context.Note()) : NotJson();

    private static async Task<IResult> Send(string conversation, HttpContext context, ConnectorCalls calls) =>
        await ReadAsync(context) is { } body ? calls.Send(conversation, body, context.Note()) : NotJson();

    private static async Task<IResult> Update(string conversation, string activity, HttpContext context, ConnectorCalls calls) =>
        await ReadAsync(context) is { } body ? calls.Update(conversation, activity, body, context.Note()) : NotJson();

    private static IResult NotJson() => BotError.Of(StatusCodes.Status400BadRequest, "BadSyntax", "The body is not a JSON object.");

    private static async Task<JsonObject?> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
        {
            return null;
        }

        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What the connector's calls do.</summary>
internal sealed class ConnectorCalls(Chats chats, SandboxWorld world, SendBudget budget)
{
    public IResult Create(JsonObject body, CallNote note)
    {
        var members = body["members"] as JsonArray ?? [];
        if (body["isGroup"].IsTrue() || members.Count != 1)
        {
            return BotError.Of(StatusCodes.Status400BadRequest, "BadSyntax", "Bots create conversations with exactly one member.");
        }

        if (body["tenantId"].AsText() is not { Length: > 0 } tenant)
        {
            return BotError.Of(StatusCodes.Status400BadRequest, "BadSyntax", "tenantId is missing.");
        }

        if (world.FindPersonByTeamsId(members[0].At("id").AsText() ?? "") is not { } person || person.TenantId.ToString() != tenant)
        {
            return BotError.Of(StatusCodes.Status400BadRequest, "BadArgument", "There is no such user in the tenant.");
        }

        var chat = chats.Of(person);
        if (!chat.IsInstalled)
        {
            return ChatRules.Forbidden("ForbiddenOperationException", "The bot is not installed in user's personal scope.");
        }

        if (Refuse(chat) is { } refusal)
        {
            return refusal;
        }

        if (body["activity"] is JsonObject first)
        {
            // Posted at every call, and its ID is not told.
            if (SendRules.Check(first) is { } error)
            {
                return error;
            }

            Keep(chat, first);
        }

        note.Effect = $"Chat with {person.Name}";
        return Results.Json(new JsonObject { ["id"] = chat.ConversationId }, statusCode: StatusCodes.Status201Created);
    }

    public IResult Send(string conversation, JsonObject activity, CallNote note)
    {
        if (chats.Find(conversation) is not { } chat)
        {
            return NoConversation();
        }

        if ((Refuse(chat) ?? SendRules.Check(activity)) is { } refusal)
        {
            return refusal;
        }

        if (activity["type"].AsText() == "typing")
        {
            return Results.StatusCode(StatusCodes.Status202Accepted);
        }

        note.Effect = $"Message to {chat.Person.Name}";
        return Results.Json(Keep(chat, activity), statusCode: StatusCodes.Status201Created);
    }

    public IResult Update(string conversation, string id, JsonObject activity, CallNote note)
    {
        if (chats.Find(conversation) is not { } chat)
        {
            return NoConversation();
        }

        if ((Refuse(chat) ?? SendRules.Check(activity)) is { } refusal)
        {
            return refusal;
        }

        if (!chat.Update(id, Author.Bot, activity))
        {
            return NoActivity();
        }

        note.Effect = $"New version of a message to {chat.Person.Name}";
        return Results.Json(new JsonObject { ["id"] = id });
    }

    public IResult Delete(string conversation, string id, CallNote note)
    {
        if (chats.Find(conversation) is not { } chat)
        {
            return NoConversation();
        }

        if (ChatRules.Check(chat) is { } refusal)
        {
            return refusal;
        }

        note.Effect = $"Deletes a message to {chat.Person.Name}";
        return chat.Delete(id, Author.Bot) ? Results.Ok() : NoActivity();
    }

    public IResult Members(string conversation) =>
        chats.Find(conversation) is { } chat ? Results.Json(new JsonArray(AsMember(chat.Person))) : NoConversation();

    public IResult PagedMembers(string conversation) =>
        chats.Find(conversation) is { } chat ? Results.Json(new JsonObject { ["members"] = new JsonArray(AsMember(chat.Person)) }) : NoConversation();

    public IResult Member(string conversation, string member)
    {
        if (chats.Find(conversation) is not { } chat)
        {
            return NoConversation();
        }

        return member == chat.Person.TeamsId || member == chat.Person.Id.ToString()
            ? Results.Json(AsMember(chat.Person))
            : BotError.Of(StatusCodes.Status404NotFound, "MemberNotFoundInConversation", "The member is not part of the conversation.");
    }

    private IResult? Refuse(Chat chat) => ChatRules.Check(chat)
        ?? (budget.TrySpend(chat.ConversationId) ? null : BotError.Of(StatusCodes.Status429TooManyRequests, "Throttled", "Too many requests."));

    /// <summary>Teams splits text and cards of one activity into two messages, and then tells no ID.</summary>
    private static JsonObject Keep(Chat chat, JsonObject activity)
    {
        var hasText = !string.IsNullOrEmpty(activity["text"].AsText());
        if (!hasText || activity["attachments"] is not JsonArray { Count: > 0 })
        {
            return new JsonObject { ["id"] = chat.Add(Author.Bot, activity) };
        }

        var text = activity.Clone();
        text.Remove("attachments");
        chat.Add(Author.Bot, text);
        var cards = activity.Clone();
        cards.Remove("text");
        chat.Add(Author.Bot, cards);
        return [];
    }

    private static JsonObject AsMember(Person person) => new()
    {
        ["id"] = person.TeamsId,
        ["name"] = person.Name,
        ["objectId"] = person.Id.ToString(),
        ["aadObjectId"] = person.Id.ToString(),
        ["givenName"] = person.GivenName,
        ["surname"] = person.Surname,
        ["email"] = person.UserPrincipalName,
        ["userPrincipalName"] = person.UserPrincipalName,
        ["tenantId"] = person.TenantId.ToString(),
        ["userRole"] = "user",
    };

    private static IResult NoConversation() => BotError.Of(StatusCodes.Status404NotFound, "ConversationNotFound", "Conversation not found.");

    private static IResult NoActivity() => BotError.Of(StatusCodes.Status404NotFound, "ActivityNotFoundInConversation", "The activity is not in the conversation.");
}
