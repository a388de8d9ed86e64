using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots.Authentication;

/// <summary>
/// The tokens of people at the bot token service. A turn finds it in its state: <c>turnContext.TurnState.Get&lt;UserTokenClient&gt;()</c>.
/// </summary>
public abstract class UserTokenClient : IDisposable
{
    /// <summary>The person's token, or null when they have to sign in (first).</summary>
    public abstract Task<TokenResponse?> GetUserTokenAsync(
        string userId, string connectionName, string channelId, string? magicCode, CancellationToken cancellationToken);

    /// <summary>What a sign-in card needs.</summary>
    public abstract Task<SignInResource> GetSignInResourceAsync(
        string connectionName, Activity activity, string? finalRedirect, CancellationToken cancellationToken);

    public abstract Task SignOutUserAsync(string userId, string connectionName, string channelId, CancellationToken cancellationToken);

    /// <summary>Exchanges a single sign-on token; null when that is not possible, for instance because consent is missing.</summary>
    public abstract Task<TokenResponse?> ExchangeTokenAsync(
        string userId, string connectionName, string channelId, TokenExchangeRequest exchangeRequest, CancellationToken cancellationToken);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The state that the token service takes along: where the sign-in was asked for, and by which bot.</summary>
    protected static string CreateTokenExchangeState(string appId, string connectionName, Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return TokenStateJson.Encode(new TokenExchangeState
        {
            ConnectionName = connectionName,
            Conversation = activity.GetConversationReference(),
            RelatesTo = activity.RelatesTo,
            MsAppId = appId,
        });
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
