using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Teams;

namespace HelpDesk.Sandbox.TokenService;

/// <summary>What the bot tells about a sign-in in <c>state</c>: base64 of JSON with names in PascalCase.</summary>
public sealed record SignInState
{
    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    public required string ConnectionName { get; init; }

    public required string UserId { get; init; }

    public required string ChannelId { get; init; }

    public required string ServiceUrl { get; init; }

    public required string ConversationId { get; init; }

    /// <summary>Without it no token exchange is offered.</summary>
    public string? AppId { get; init; }

    public TokenKey Key => new(UserId, ConnectionName, ChannelId);

    /// <summary>Null when it is not a state, or lacks what the sign-in needs.</summary>
    public static SignInState? Read(string? state)
    {
        var buffer = new byte[state?.Length ?? 0];
        if (string.IsNullOrEmpty(state) || !Convert.TryFromBase64String(state, buffer, out var length))
        {
            return null;
        }

        try
        {
            return Read(JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, length), AnyCase));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SignInState? Read(JsonNode? state)
    {
        var reference = state.At("Conversation");
        return state.At("ConnectionName").AsText() is { Length: > 0 } connection
            && reference.At("User").At("Id").AsText() is { Length: > 0 } user
            && reference.At("ChannelId").AsText() is { Length: > 0 } channel
            ? new SignInState
            {
                ConnectionName = connection,
                UserId = user,
                ChannelId = channel,
                ServiceUrl = reference.At("ServiceUrl").AsText() ?? "",
                ConversationId = reference.At("Conversation").At("Id").AsText() ?? "",
                AppId = state.At("MsAppId").AsText(),
            }
            : null;
    }
}
