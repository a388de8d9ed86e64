using System.Net.Http.Headers;
using HelpDesk.Bots.Connector;
using HelpDesk.Bots.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Identity.Client;

namespace HelpDesk.Bots.Authentication;

/// <summary>
/// The bot's own token for connector and token service. MSAL holds it; a reference to it is kept for a minute, because even MSAL's
/// cache costs more than the rest of a turn.
/// </summary>
internal sealed class BotTokens(
    BotAppTokens tokens,
    ChannelEndpoints endpoints,
    [FromKeyedServices(WireClock.Key)] TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    private volatile Kept? _kept;

    /// <exception cref="ConnectorException">There is no token to be had.</exception>
    public ValueTask<AuthenticationHeaderValue> GetAsync(CancellationToken cancellationToken) =>
        _kept is { } kept && clock.GetUtcNow() < kept.Until ? ValueTask.FromResult(kept.Header) : AcquireAsync(cancellationToken);

    private async ValueTask<AuthenticationHeaderValue> AcquireAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await tokens.AcquireAsync(endpoints.Scope, cancellationToken);
            var header = new AuthenticationHeaderValue("Bearer", result.AccessToken);
            var now = clock.GetUtcNow();
            var safe = result.ExpiresOn - Margin;
            _kept = new Kept(header, now + KeptFor < safe ? now + KeptFor : safe);
            return header;
        }
        catch (MsalException e)
        {
            throw new ConnectorException(ConnectorFailure.Unauthorized, $"The bot got no token ({e.ErrorCode}).", code: e.ErrorCode, inner: e);
        }
        catch (HttpRequestException e)
        {
            throw new ConnectorException(ConnectorFailure.Unavailable, "The bot got no token: the login host did not answer.", inner: e);
        }
    }

    private sealed record Kept(AuthenticationHeaderValue Header, DateTimeOffset Until);
}

/// <summary>Lets MSAL use the host's pooled HTTP clients where the host has no factory of its own.</summary>
internal sealed class PooledMsalHttpClients(IHttpClientFactory clients) : IMsalHttpClientFactory
{
    public const string ClientName = "HelpDesk.Bots.Msal";

    public HttpClient GetHttpClient() => clients.CreateClient(ClientName);
}
