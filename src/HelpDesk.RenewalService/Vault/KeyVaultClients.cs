using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Vault;

/// <summary>
/// Makes clients that live as long as one operation, because the HTTP connections behind them are the factory's to renew. Challenges are
/// remembered by the SDK and tokens by MSAL, so a new client costs no call.
/// </summary>
internal sealed class KeyVaultClients(IHttpClientFactory http, IOptions<VaultOptions> options, KeyVaultCredential credential)
{
    public const string ClientName = "vault";

    /// <summary>For one attempt.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public SecretClient NewClient()
    {
        var vault = options.Value.AzureKeyVault;
        return new(vault.VaultUri, credential, new SecretClientOptions
        {
            Transport = new HttpClientTransport(http.CreateClient(ClientName)),
            RetryPolicy = new KeyVaultRetries(),
            Retry = { NetworkTimeout = Patience },
            Diagnostics = { IsLoggingContentEnabled = false },
            DisableChallengeResourceVerification = !vault.IsAzure,
        });
    }
}
