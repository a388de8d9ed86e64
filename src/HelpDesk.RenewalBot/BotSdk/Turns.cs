using System.Security.Claims;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>Who speaks in a turn, and turns in chats that are known already.</summary>
internal static class Turns
{
    /// <summary>Where the adapters leave the sender's identity.</summary>
    private const string BotIdentityKey = "BotIdentity";

    /// <summary>Whether the sender of this turn's activity was not authenticated (Development only).</summary>
    public static bool IsAnonymous(this ITurnContext turnContext) =>
        turnContext.TurnState.Get<ClaimsIdentity>(BotIdentityKey)?.AuthenticationType == AuthenticationConstants.AnonymousAuthType;

    /// <summary>Runs a turn in a known chat. Where the last activity was anonymous, so is this turn: a token would not be understood.</summary>
    public static Task ContinueAsync(
        this BotAdapter adapter, string botId, bool isAnonymous, ConversationReference reference, BotCallbackHandler callback, CancellationToken ct) =>
        isAnonymous
            ? adapter.ContinueConversationAsync(new ClaimsIdentity(AuthenticationConstants.AnonymousAuthType), reference, callback, ct)
            : adapter.ContinueConversationAsync(botId, reference, callback, ct);
}
