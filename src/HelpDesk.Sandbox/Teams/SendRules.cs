using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HelpDesk.Sandbox.Teams;

/// <summary>What Teams refuses of a message's content, whoever gets it.</summary>
internal static partial class SendRules
{
    // 100 KB over the whole payload as UTF-16, embedded pictures not counted.
    private const int MaximumCharacters = 100 * 1024 / sizeof(char);

    public static IResult? Check(JsonObject activity)
    {
        if (EmbeddedPictures().Replace(activity.ToJsonString(), "").Length > MaximumCharacters)
        {
            return BotError.Of(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", "Message size too large.");
        }

        return activity["type"].AsText() switch
        {
            null or "" => Syntax("The activity has no type."),
            "message" => Message(activity),
            "typing" => null,
            var type => BotError.Of(StatusCodes.Status400BadRequest, "BadArgument", $"Unknown activity type '{type}'."),
        };
    }

    private static IResult? Message(JsonObject activity)
    {
        var attachments = (activity["attachments"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (string.IsNullOrEmpty(activity["text"].AsText()) && attachments.Count == 0)
        {
            return Syntax("Activity must have text or attachments.");
        }

        foreach (var attachment in attachments)
        {
            var isCard = attachment["contentType"].AsText()?.StartsWith("application/vnd.microsoft.card.", StringComparison.Ordinal) == true;
            if (isCard && attachment["content"] is not JsonObject)
            {
                return Syntax("The content of a card must be an object.");
            }

            // Omitted is right; null is not.
            if (attachment["content"] is JsonObject content && content.TryGetPropertyValue("tokenExchangeResource", out var resource) && resource is null)
            {
                return Syntax("tokenExchangeResource must not be null.");
            }
        }

        return null;
    }

    private static IResult Syntax(string message) => BotError.Of(StatusCodes.Status400BadRequest, "BadSyntax", message);

    [GeneratedRegex("""data:image/[a-z+.-]+;base64,[^"]*""", RegexOptions.IgnoreCase)]
    private static partial Regex EmbeddedPictures();
}
