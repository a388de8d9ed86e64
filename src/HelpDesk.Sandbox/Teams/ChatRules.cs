using System.Text.Json.Nodes;

namespace HelpDesk.Sandbox.Teams;

/// <summary>Whether the bot may write to a chat at this moment.</summary>
internal static class ChatRules
{
    public static IResult? Check(Chat chat)
    {
        if (chat.Refusal == Refusal.MessageWritesBlocked)
        {
            // This one has a form of its own: a JSON text inside the JSON.
            var inner = new JsonObject { ["subCode"] = "MessageWritesBlocked", ["details"] = "Thread is blocked." };
            return Results.Json(
                new JsonObject { ["errorCode"] = 209, ["message"] = inner.ToJsonString() }, statusCode: StatusCodes.Status403Forbidden);
        }

        if (chat.Refusal != Refusal.None)
        {
            return Forbidden(chat.Refusal.ToString(), "The bot may not write to this conversation.");
        }

        return chat.IsInstalled ? null : Forbidden(nameof(Refusal.BotNotInConversationRoster), "The bot is not part of the conversation roster.");
    }

    public static IResult Forbidden(string code, string message) => BotError.Of(StatusCodes.Status403Forbidden, code, message);
}
