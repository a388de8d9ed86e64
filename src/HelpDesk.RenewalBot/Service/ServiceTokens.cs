using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace HelpDesk.RenewalBot.Service;

/// <summary>The bot's own token for the renewal service, cached by MSAL until it is about to expire.</summary>
internal sealed class ServiceTokens(
    IOptions<BotIdentityOptions> bot, IOptions<RenewalServiceOptions> service, IMsalHttpClientFactory http)
{
    private const string TokenExchangeAudience = "api://AzureADTokenExchange";

    private readonly Lazy<Func<CancellationToken, Task<AuthenticationResult>>> _source = new(() => Source(bot.Value, service.Value.Scope, http));

    public async Task<string> GetAsync(CancellationToken ct) => (await _source.Value(ct)).AccessToken;

    private static Func<CancellationToken, Task<AuthenticationResult>> Source(BotIdentityOptions bot, string scope, IMsalHttpClientFactory http)
    {
        if (bot.Credential.Kind == "ManagedIdentity")
        {
            var identity = ManagedIdentity(bot.Credential.ManagedIdentityClientId ?? bot.AppId, http);
            var resource = scope[..^"/.default".Length];
            return ct => identity.AcquireTokenForManagedIdentity(resource).ExecuteAsync(ct);
        }

        var client = WithCredential(
                ConfidentialClientApplicationBuilder.Create(bot.AppId)
                    .WithAuthority(new Uri(new Uri(bot.LoginInstance), bot.TenantId).AbsoluteUri)
                    .WithInstanceDiscovery(bot.InstanceDiscovery)
                    .WithHttpClientFactory(http),
                bot,
                http)
            .Build();
        return ct => client.AcquireTokenForClient([scope]).ExecuteAsync(ct);
    }

    private static ConfidentialClientApplicationBuilder WithCredential(
        ConfidentialClientApplicationBuilder builder, BotIdentityOptions bot, IMsalHttpClientFactory http)
    {
        var credential = bot.Credential;
        switch (credential.Kind)
        {
            case "ClientSecret":
                return builder.WithClientSecret(credential.ClientSecret);
            case "Certificate":
                return builder.WithCertificate(Certificate(credential), sendX5C: true);
            case "FederatedCredential" when credential.TokenFile is { } file:
                return builder.WithClientAssertion(async (AssertionRequestOptions request) => await File.ReadAllTextAsync(file, request.CancellationToken));
            case "FederatedCredential":
                var identity = ManagedIdentity(credential.ManagedIdentityClientId, http);
                return builder.WithClientAssertion(async (AssertionRequestOptions request) =>
                    (await identity.AcquireTokenForManagedIdentity(TokenExchangeAudience).ExecuteAsync(request.CancellationToken)).AccessToken);
            default:
                throw new InvalidOperationException($"{BotIdentityOptions.Section}:Credential:Kind '{credential.Kind}' is unknown.");
        }
    }

    private static X509Certificate2 Certificate(BotCredential credential) =>
        Path.GetExtension(credential.CertificatePath) is ".pem"
            ? X509Certificate2.CreateFromPemFile(credential.CertificatePath!)
            : X509CertificateLoader.LoadPkcs12FromFile(credential.CertificatePath!, credential.CertificatePassword);

    private static IManagedIdentityApplication ManagedIdentity(string? clientId, IMsalHttpClientFactory http) =>
        ManagedIdentityApplicationBuilder
            .Create(clientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.WithUserAssignedClientId(clientId))
            .WithHttpClientFactory(http)
            .Build();
}
