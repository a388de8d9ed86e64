using System.Security.Cryptography.X509Certificates;
using HelpDesk.Bots.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace HelpDesk.Bots.Authentication;

/// <summary>
/// The bot's own tokens, for the channel and for whatever else the bot calls in its own name: by the one credential of its registration,
/// from the login host of its cloud. MSAL keeps each until it is about to expire.
/// </summary>
public sealed class BotAppTokens
{
    private const string FederationAudience = "api://AzureADTokenExchange";
    private const string DefaultScope = "/.default";

    private readonly Lazy<Func<string, CancellationToken, Task<AuthenticationResult>>> _acquire;

    internal BotAppTokens(IOptions<BotChannelOptions> options, ChannelEndpoints endpoints, IMsalHttpClientFactory http) =>
        _acquire = new(() => CreateSource(options.Value, endpoints, http));

    /// <summary>A token for a scope that ends with <c>/.default</c>.</summary>
    /// <exception cref="MsalException">The login host refused.</exception>
    /// <exception cref="HttpRequestException">The login host did not answer.</exception>
    public async Task<string> GetAsync(string scope, CancellationToken cancellationToken) => (await AcquireAsync(scope, cancellationToken)).AccessToken;

    internal Task<AuthenticationResult> AcquireAsync(string scope, CancellationToken cancellationToken) => _acquire.Value(scope, cancellationToken);

    // A managed identity names the resource alone.
    private static string Resource(string scope) => scope.EndsWith(DefaultScope, StringComparison.Ordinal) ? scope[..^DefaultScope.Length] : scope;

    private static Func<string, CancellationToken, Task<AuthenticationResult>> CreateSource(
        BotChannelOptions options, ChannelEndpoints endpoints, IMsalHttpClientFactory http)
    {
        if (options.Credential.Kind == BotCredentialKind.ManagedIdentity)
        {
            var identity = ManagedIdentity(options.Credential.ManagedIdentityClientId ?? options.AppId, http);
            return (scope, ct) => identity.AcquireTokenForManagedIdentity(Resource(scope)).ExecuteAsync(ct);
        }

        var builder = ConfidentialClientApplicationBuilder.Create(options.AppId)
            .WithAuthority($"{endpoints.LoginInstance.TrimEnd('/')}/{options.TenantId}", validateAuthority: endpoints.InstanceDiscovery)
            .WithInstanceDiscovery(endpoints.InstanceDiscovery)
            .WithHttpClientFactory(http);
        var client = WithCredential(builder, options.Credential, http).Build();
        return (scope, ct) => client.AcquireTokenForClient([scope]).ExecuteAsync(ct);
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
}
