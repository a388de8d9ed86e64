using System.Security.Cryptography.X509Certificates;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HelpDesk.Sandbox.Identity;

/// <summary>A client that has proven who it is, in the tenant that it asks.</summary>
public sealed record AuthenticatedClient(ServicePrincipal Principal, bool ByCertificate)
{
    /// <summary>Which secret it came with, for the call log.</summary>
    public Guid? SecretId { get; init; }

    public Guid AppId => Principal.AppId;

    /// <summary>How the client authenticated, as tokens say it.</summary>
    public string Strength => ByCertificate ? "2" : "1";
}

/// <summary>Checks a client's secret or certificate against what the directory holds.</summary>
public sealed class ClientAuthentication(SandboxWorld world, SandboxClock clock, SandboxAddresses addresses)
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <param name="tenant">The tenant in whose name tokens are asked for; null while only the grant knows it.</param>
    /// <param name="context">The token request, whose basic header may carry the credentials as well.</param>
    /// <param name="form">Its parameters.</param>
    public async Task<Result<AuthenticatedClient>> AuthenticateAsync(Tenant? tenant, HttpContext context, IFormCollection form)
    {
        var (id, secret) = Credentials(context, form);
        if (string.IsNullOrEmpty(id))
        {
            return EntraError.Missing("client_id");
        }

        // Legacy principals have no application behind them: the v2 endpoint does not know them.
        if (!Guid.TryParse(id, out var appId)
            || world.FindApplication(appId) is not { } application
            || world.FindPrincipal(tenant?.Id ?? application.TenantId, appId) is not { Type: PrincipalType.Application } principal)
        {
            return EntraError.AppNotFound(id, tenant?.Name ?? "organizations");
        }

        if (!principal.IsEnabled)
        {
            return EntraError.AppDisabled(appId);
        }

        if (form["client_assertion"].ToString() is { Length: > 0 } assertion)
        {
            return form["client_assertion_type"] != AssertionType
                ? EntraError.Missing("client_assertion_type")
                : await CheckAssertionAsync(application, principal, assertion) is { } refused ? refused : new AuthenticatedClient(principal, true);
        }

        if (string.IsNullOrEmpty(secret))
        {
            return EntraError.CredentialMissing;
        }

        PasswordCredential[] passwords = [.. application.Passwords, .. principal.Passwords];
        return CheckSecret(passwords, appId, secret) is { } error
            ? error
            : new AuthenticatedClient(principal, false) { SecretId = Array.Find(passwords, p => p.Secret.Is(secret))?.KeyId };
    }

    private EntraError? CheckSecret(IEnumerable<PasswordCredential> passwords, Guid appId, string secret)
    {
        var now = clock.GetUtcNow();
        var known = passwords.Where(p => p.Secret.Is(secret) && p.ReplicatedAt <= TimeProvider.System.GetUtcNow()).ToList();
        return known switch
        {
            _ when known.Any(p => p.IsValidAt(now)) => null,
            _ when known.Any(p => p.End <= now) => EntraError.SecretExpired(appId),
            _ => EntraError.SecretWrong(appId),
        };
    }

    private async Task<EntraError?> CheckAssertionAsync(Application application, ServicePrincipal principal, string assertion)
    {
        var now = clock.GetUtcNow();
        var certificates = application.Keys.Concat(principal.Keys)
            .Where(k => k.Type == KeyCredential.Certificate && k.IsValidAt(now))
            .Select(k => X509CertificateLoader.LoadCertificate(k.Key.Span))
            .ToList();
        try
        {
            var result = await new JsonWebTokenHandler().ValidateTokenAsync(assertion, new TokenValidationParameters
            {
                IssuerSigningKeys = certificates.Select(c => new X509SecurityKey(c)),
                TryAllIssuerSigningKeys = true,
                ValidIssuer = application.AppId.ToString(),
                AudienceValidator = (audiences, _, _) => audiences.Any(IsTokenEndpoint),
            });
            return result.IsValid ? null : EntraError.AssertionInvalid(result.Exception?.GetType().Name ?? "not valid");
        }
        finally
        {
            certificates.ForEach(c => c.Dispose());
        }
    }

    private bool IsTokenEndpoint(string audience) =>
        Uri.TryCreate(audience, UriKind.Absolute, out var uri)
        && uri.Authority == addresses.Https.Authority
        && (uri.AbsolutePath.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal) || uri.AbsolutePath.EndsWith("/v2.0", StringComparison.Ordinal));

    private static (string? Id, string? Secret) Credentials(HttpContext context, IFormCollection form)
    {
        if (form["client_id"].ToString() is { Length: > 0 } id)
        {
            return (id, form["client_secret"]);
        }

        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return (null, null);
        }

        var buffer = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..], buffer, out var length))
        {
            return (null, null);
        }

        var parts = System.Text.Encoding.UTF8.GetString(buffer, 0, length).Split(':', 2);
        return parts.Length == 2 ? (Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1])) : (null, null);
    }
}
