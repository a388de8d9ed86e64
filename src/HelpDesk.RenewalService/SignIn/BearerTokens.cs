using HelpDesk.RenewalService.Entra;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HelpDesk.RenewalService.SignIn;

/// <summary>
/// Which tokens are tokens for this service at all: signed by the identity platform, for this audience, issued by the tenant that they name,
/// and that tenant is the vendor's or a customer's. What the bearer may do is decided by the policies.
/// </summary>
internal sealed class BearerTokens(IOptions<EntraOptions> options, OnboardedTenants tenants, IHttpClientFactory clients) : IConfigureNamedOptions<JwtBearerOptions>
{
    public void Configure(string? name, JwtBearerOptions bearer)
    {
        if (name != JwtBearerDefaults.AuthenticationScheme)
        {
            return;
        }

        var entra = options.Value;
        bearer.Authority = entra.AuthorityOf("organizations/v2.0");
        bearer.Backchannel = clients.CreateClient("signing-keys");
        bearer.Backchannel.Timeout = TimeSpan.FromSeconds(10);
        bearer.MapInboundClaims = false;
        // The reason of a refusal helps whoever forges a token, and nobody else gets to see it.
        bearer.IncludeErrorDetails = false;
        bearer.SaveToken = false;
        bearer.TokenValidationParameters = new()
        {
            ValidAudiences = [entra.ClientId, $"api://{entra.ClientId}"],
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ValidTypes = ["JWT"],
            IssuerValidator = (issuer, token, _) => ValidIssuer(issuer, token),
            NameClaimType = "name",
            RoleClaimType = "roles",
            RequireSignedTokens = true,
            RequireExpirationTime = true,
        };
    }

    public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

    private string ValidIssuer(string issuer, SecurityToken token)
    {
        var tenant = token is JsonWebToken jwt && jwt.TryGetPayloadValue<string>("tid", out var tid) ? tid : null;
        var known = tenants.Contains(tenant) || string.Equals(tenant, options.Value.TenantId, StringComparison.OrdinalIgnoreCase);
        return known && string.Equals(issuer, options.Value.IssuerOf(tenant!), StringComparison.OrdinalIgnoreCase)
            ? issuer
            : throw new SecurityTokenInvalidIssuerException("The token's issuer is not a tenant of this service.") { InvalidIssuer = issuer };
    }
}
