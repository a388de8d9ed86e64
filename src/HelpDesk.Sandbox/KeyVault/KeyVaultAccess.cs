using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Identity;
using HelpDesk.Sandbox.World;
using Microsoft.IdentityModel.JsonWebTokens;

namespace HelpDesk.Sandbox.KeyVault;

/// <summary>
/// The vault is in the vendor's subscription and the renewal service is its only Secrets Officer. Who brings no token is told where to get
/// one; the API version is demanded of everybody.
/// </summary>
/// <seealso href="https://learn.microsoft.com/azure/key-vault/general/authentication-requests-and-responses"/>
public sealed class KeyVaultAccess(SandboxWorld world, TokenSigner signer, SandboxAddresses addresses) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    private static readonly Guid Officer = WorldIds.Vendor.ServiceApp;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (await RefuseAsync(http) is { } refusal)
        {
            return refusal;
        }

        return http.Request.Query["api-version"].ToString().Length > 0
            ? await next(context)
            : KeyVaultError.Bad("The query parameter api-version is missing.");
    }

    private async Task<KeyVaultError?> RefuseAsync(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || header.Length == Scheme.Length)
        {
            return Challenge(http, "AKV10000: Request is missing a Bearer or PoP token.");
        }

        var result = await signer.ValidateEntraAsync(header[Scheme.Length..], addresses.Https);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken token)
        {
            return Challenge(http, "AKV10046: Unable to validate the token.");
        }

        if (!token.Audiences.Contains(Resources.KeyVaultUri))
        {
            return Challenge(http, $"AKV10022: Invalid audience. Expected {Resources.KeyVaultUri}.");
        }

        if (Claim(token, "tid") != WorldIds.Vendor.Tenant.ToString() || !Guid.TryParse(Claim(token, "azp"), out var app))
        {
            return Challenge(http, "AKV10032: Invalid issuer. The token is of another tenant than the vault.");
        }

        http.Note().Caller = world.FindPrincipal(WorldIds.Vendor.Tenant, app)?.DisplayName;
        return app == Officer && Claim(token, "idtyp") == "app" ? null : KeyVaultError.NoRole;
    }

    private KeyVaultError Challenge(HttpContext http, string message)
    {
        http.Response.Headers.WWWAuthenticate = $"Bearer authorization=\"{addresses.Https}{WorldIds.Vendor.Tenant}\", resource=\"{Resources.KeyVaultUri}\"";
        return KeyVaultError.Unauthorized(message);
    }

    private static string Claim(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) ? value : "";
}
