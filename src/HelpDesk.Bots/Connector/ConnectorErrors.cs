using System.Net;
using System.Text.Json;

namespace HelpDesk.Bots.Connector;

/// <summary>Understands how a channel says no: three JSON shapes, HTML, or nothing.</summary>
internal static class ConnectorErrors
{
    /// <summary>Teams' number for a bot that the person has blocked or removed.</summary>
    private const int WritesBlocked = 209;

    public static ConnectorException ToException(ChannelAnswer answer, string what)
    {
        var code = Code(answer.Body);
        var reason = Reason(answer.Status, code, answer.Body);
        return new ConnectorException(reason, $"{what} failed: {(int)answer.Status} {code ?? answer.Status.ToString()}.", (int)answer.Status, code)
        {
            RetryAfter = answer.RetryAfter,
        };
    }

    private static ConnectorFailure Reason(HttpStatusCode status, string? code, byte[] body) => status switch
    {
        HttpStatusCode.Unauthorized => ConnectorFailure.Unauthorized,
        HttpStatusCode.Forbidden => Forbidden(code),
        // A channel without the route answers with its web server's page, or as the Emulator's server does.
        HttpStatusCode.NotFound => code == "ResourceNotFound" || IsMarkup(body) ? ConnectorFailure.NotSupported : ConnectorFailure.Gone,
        HttpStatusCode.Gone => ConnectorFailure.Gone,
        HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented => ConnectorFailure.NotSupported,
        HttpStatusCode.RequestEntityTooLarge => ConnectorFailure.TooBig,
        HttpStatusCode.TooManyRequests => ConnectorFailure.Throttled,
        HttpStatusCode.PreconditionFailed or HttpStatusCode.ServiceUnavailable => ConnectorFailure.Unavailable,
        // A gateway that gave up, or a server that fell over, may have passed the message on before.
        >= HttpStatusCode.InternalServerError => ConnectorFailure.UnknownOutcome,
        _ => code == "MessageSizeTooBig" ? ConnectorFailure.TooBig : ConnectorFailure.Refused,
    };

    private static ConnectorFailure Forbidden(string? code) => code switch
    {
        "BotDisabledByAdmin" => ConnectorFailure.DisabledByAdmin,
        "BotNotInConversationRoster" or "ForbiddenOperationException" => ConnectorFailure.NotInRoster,
        "ConversationBlockedByUser" or "MessageWritesBlocked" => ConnectorFailure.BlockedByUser,
        _ => ConnectorFailure.Refused,
    };

    private static bool IsMarkup(ReadOnlySpan<byte> body) => body.TrimStart(" \r\n\t"u8).StartsWith("<"u8);

    private static string? Code(byte[] body)
    {
        if (body.Length == 0 || IsMarkup(body))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return Code(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Code(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (root.TryGetProperty("errorCode", out var number) && number.ValueKind == JsonValueKind.Number
            && number.TryGetInt32(out var value) && value == WritesBlocked)
        {
            return SubCode(root) ?? "MessageWritesBlocked";
        }

        var error = root.TryGetProperty("error", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : root;
        return error.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String ? code.GetString() : null;
    }

    /// <summary>The message of error 209 is itself JSON, as text.</summary>
    private static string? SubCode(JsonElement root)
    {
        if (!root.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(message.GetString()!);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("subCode", out var code) && code.ValueKind == JsonValueKind.String
                ? code.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
