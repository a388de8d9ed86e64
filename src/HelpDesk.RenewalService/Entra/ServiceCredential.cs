using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace HelpDesk.RenewalService.Entra;

/// <summary>Gives MSAL what the configuration says the service proves itself with.</summary>
internal sealed class ServiceCredential(IOptions<EntraOptions> options, IMsalHttpClientFactory http) : IDisposable
{
    // The audience under which Entra takes an assertion of a managed identity in place of a secret.
    private const string TokenExchange = "api://AzureADTokenExchange";

    private readonly Lazy<X509Certificate2> _certificate = new(() => Load(options.Value.Credential));
    private readonly Lazy<IManagedIdentityApplication> _identity = new(() => Identity(options.Value.Credential, http));

    public ConfidentialClientApplicationBuilder Apply(ConfidentialClientApplicationBuilder builder)
    {
        var credential = options.Value.Credential;
        return credential.Kind switch
        {
            CredentialKind.ClientSecret => builder.WithClientSecret(credential.ClientSecret),
            CredentialKind.Certificate => builder.WithCertificate(_certificate.Value, sendX5C: true),
            CredentialKind.ManagedIdentity => builder.WithClientAssertion(IdentityAssertionAsync),
            CredentialKind.FederatedCredential => builder.WithClientAssertion(FileAssertionAsync),
            _ => throw new InvalidOperationException($"No credential of kind {credential.Kind}."),
        };
    }

    public void Dispose()
    {
        if (_certificate.IsValueCreated)
        {
            _certificate.Value.Dispose();
        }
    }

    private async Task<string> IdentityAssertionAsync(AssertionRequestOptions request) =>
        (await _identity.Value.AcquireTokenForManagedIdentity(TokenExchange).ExecuteAsync(request.CancellationToken)).AccessToken;

    private async Task<string> FileAssertionAsync(AssertionRequestOptions request) =>
        // Read anew each time: the platform replaces the file before it ends.
        (await File.ReadAllTextAsync(options.Value.Credential.TokenFilePath!, request.CancellationToken)).Trim();

    private static X509Certificate2 Load(CredentialOptions credential) => credential.CertificateKeyPath is { } key
        ? X509Certificate2.CreateFromPemFile(credential.CertificatePath!, key)
        : X509CertificateLoader.LoadPkcs12FromFile(credential.CertificatePath!, credential.CertificatePassword);

    private static IManagedIdentityApplication Identity(CredentialOptions credential, IMsalHttpClientFactory http) =>
        ManagedIdentityApplicationBuilder
            .Create(credential.ManagedIdentityClientId is { Length: > 0 } id ? ManagedIdentityId.WithUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned)
            .WithHttpClientFactory(http)
            .Build();
}
