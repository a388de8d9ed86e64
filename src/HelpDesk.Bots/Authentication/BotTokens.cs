using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using HelpDesk.Bots.Connector;
using HelpDesk.Bots.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace HelpDesk.Bots.Authentication;

/// <summary>
/// The bot's own token for connector and token service. MSAL holds it; a reference to it is kept for a minute, because even MSAL's
/// cache costs more than the rest of a turn.
/// </summary>
internal sealed class BotTokens(
    IOptions<BotChannelOptions> options,
    ChannelEndpoints endpoints,
    IMsalHttpClientFactory http,
    [FromKeyedServices(WireClock.Key)] TimeProvider clock)
{
    private const string FederationAudience = "api://AzureADTokenExchange";
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    private readonly Lazy<Func<CancellationToken, Task<AuthenticationResult>>> _acquire = new(() => CreateSource(options.Value, endpoints, http));
    private volatile Kept? _kept;

    /// <exception cref="ConnectorException">There is no token to be had.</exception>
    public ValueTask<AuthenticationHeaderValue> GetAsync(CancellationToken cancellationToken) =>
        _kept is { } kept && clock.GetUtcNow() < kept.Until ? ValueTask.FromResult(kept.Header) : AcquireAsync(cancellationToken);

    private async ValueTask<AuthenticationHeaderValue> AcquireAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await _acquire.Value(cancellationToken);
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

    private static Func<CancellationToken, Task<AuthenticationResult>> CreateSource(
        BotChannelOptions options, ChannelEndpoints endpoints, IMsalHttpClientFactory http)
    {
        if (options.Credential.Kind == BotCredentialKind.ManagedIdentity)
        {
            var identity = ManagedIdentity(options.Credential.ManagedIdentityClientId ?? options.AppId, http);
            return ct => identity.AcquireTokenForManagedIdentity(endpoints.Issuer).ExecuteAsync(ct);
        }

        var builder = ConfidentialClientApplicationBuilder.Create(options.AppId)
            .WithAuthority($"{endpoints.LoginInstance.TrimEnd('/')}/{options.TenantId}", validateAuthority: endpoints.InstanceDiscovery)
            .WithInstanceDiscovery(endpoints.InstanceDiscovery)
            .WithHttpClientFactory(http);
        var client = WithCredential(builder, options.Credential, http).Build();
        string[] scopes = [endpoints.Scope];
        return ct => client.AcquireTokenForClient(scopes).ExecuteAsync(ct);
    }

    private static ConfidentialClientApplicationBuilder WithCredential(
        ConfidentialClientApplicationBuilder builder, BotCredentialOptions credential, IMsalHttpClientFactory http)
    {
        switch (credential.Kind)
        {
            case BotCredentialKind.Certificate:
                return builder.WithCertificate(Certificate(credential), sendX5C: true);

            case BotCredentialKind.FederatedCredential when credential.TokenFile is { } file:
                return builder.WithClientAssertion(async (AssertionRequestOptions o) => (await File.ReadAllTextAsync(file, o.CancellationToken)).Trim());

            case BotCredentialKind.FederatedCredential:
                var identity = ManagedIdentity(credential.ManagedIdentityClientId!, http);
                return builder.WithClientAssertion(async (AssertionRequestOptions o) =>
                    (await identity.AcquireTokenForManagedIdentity(FederationAudience).ExecuteAsync(o.CancellationToken)).AccessToken);

            default:
                return builder.WithClientSecret(credential.ClientSecret);
        }
    }

    private static IManagedIdentityApplication ManagedIdentity(string clientId, IMsalHttpClientFactory http) =>
        ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(clientId)).WithHttpClientFactory(http).Build();

    private static X509Certificate2 Certificate(BotCredentialOptions credential) =>
        X509Certificate2.GetCertContentType(credential.CertificatePath!) == X509ContentType.Pkcs12
            ? X509CertificateLoader.LoadPkcs12FromFile(credential.CertificatePath!, credential.CertificatePassword)
            : X509Certificate2.CreateFromPemFile(credential.CertificatePath!);

    private sealed record Kept(AuthenticationHeaderValue Header, DateTimeOffset Until);
}

/// <summary>Lets MSAL use the host's pooled HTTP clients where the host has no factory of its own.</summary>
internal sealed class PooledMsalHttpClients(IHttpClientFactory clients) : IMsalHttpClientFactory
{
    public const string ClientName = "HelpDesk.Bots.Msal";

    public HttpClient GetHttpClient() => clients.CreateClient(ClientName);
}
