using Azure.Core;
using HelpDesk.Renewals.Vaults;
using HelpDesk.RenewalService.Entra;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Vault;

/// <summary>
/// The service's own token for the vault, in the vendor's tenant. The vault's challenge names a resource and a tenant; neither is followed
/// anywhere else than where the configuration says, so that no host can get a token for something else.
/// </summary>
internal sealed class KeyVaultCredential(TenantTokens tokens, IOptions<EntraOptions> entra, IOptions<VaultOptions> options) : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        GetTokenAsync(requestContext, cancellationToken).AsTask().GetAwaiter().GetResult();

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var scope = options.Value.AzureKeyVault.Scope;
        if (requestContext.Scopes is not [var asked] || asked != scope)
        {
            throw new VaultException($"Key Vault asks for a token for '{string.Join(' ', requestContext.Scopes)}', and this service gives it one for '{scope}' only. "
                + "See that RenewalService:Vault:AzureKeyVault:Uri and Scope are of the same cloud.");
        }

        var tenant = entra.Value.TenantId!;
        if (Guid.TryParse(requestContext.TenantId, out var vaults) && vaults != Guid.Parse(tenant))
        {
            throw new VaultException($"Key Vault belongs to the directory (tenant) {vaults}, and this service to {tenant}. Use a vault of the service's own tenant.");
        }

        var token = await tokens.ForServiceAsync(tenant, scope, cancellationToken);
        return new(token.AccessToken, token.ExpiresOn);
    }
}
