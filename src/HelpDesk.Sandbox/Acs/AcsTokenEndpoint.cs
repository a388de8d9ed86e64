using System.Globalization;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Identity;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Acs;

/// <summary>
/// <c>POST {realm}/tokens/OAuth/2</c>. ACS knows one secret per principal: the oldest one that is still valid. A new one
/// works only when the old one has run out, and not before a day has passed since it was written. Keys whose password is gone still count.
/// </summary>
public sealed class AcsTokenEndpoint(SandboxWorld world, SandboxClock clock, SandboxSwitches switches, TokenSigner signer)
{
    public const string ErrorPage = "https://accounts.accesscontrol.windows.net/error";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    public async Task<IResult> HandleAsync(string realm, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (world.FindTenant(realm) is { AcsRetirement: not AcsRetirement.Off } tenant)
        {
            return Retired(context, tenant.AcsRetirement);
        }

        var result = context.Request.HasFormContentType
            ? Issue(realm, context, await context.Request.ReadFormAsync(context.RequestAborted))
            : EntraError.Missing("grant_type");
        if (!result.Failed(out var body, out var error))
        {
            return Results.Json(body);
        }

        context.Note().Effect = $"refused: AADSTS{error.Code}";
        return Results.Json(error.ToBody(EntraTrace.Of(context), ErrorPage), statusCode: error.Status);
    }

    private static IResult Retired(HttpContext context, AcsRetirement retirement)
    {
        context.Note().Effect = "refused: ACS is retired for the tenant";
        return retirement == AcsRetirement.NotFound
            ? Results.NotFound()
            : Results.Json(EntraError.AcsRetired.ToBody(EntraTrace.Of(context), ErrorPage), statusCode: EntraError.AcsRetired.Status);
    }

    private Result<JsonObject> Issue(string realm, HttpContext context, IFormCollection form)
    {
        if (world.FindTenant(realm) is not { } tenant)
        {
            return EntraError.TenantNotFound(realm);
        }

        foreach (var name in (string[])["grant_type", "client_id", "client_secret", "resource"])
        {
            if (form[name].ToString().Length == 0)
            {
                return name == "client_secret" ? EntraError.CredentialMissing : EntraError.Missing(name);
            }
        }

        if (form["grant_type"] != "client_credentials")
        {
            return new EntraError(70003, "unsupported_grant_type", $"The app requested an unsupported grant type '{form["grant_type"]}'.");
        }

        var clientId = form["client_id"].ToString();
        if (clientId.Split('@') is not [var app, var clientRealm] || !IsRealm(tenant, clientRealm))
        {
            return new EntraError(50059, "invalid_request", "The client ID must name the realm of the request: {client}@{realm}.");
        }

        if (!Guid.TryParse(app, out var appId) || world.FindPrincipal(tenant.Id, appId) is not { } principal)
        {
            return EntraError.AppNotFound(app, tenant.Name);
        }

        context.Note().Caller = principal.DisplayName;
        if (!principal.IsEnabled)
        {
            return EntraError.AppDisabled(appId);
        }

        var resource = form["resource"].ToString();
        if (!IsSharePoint(tenant, resource))
        {
            return EntraError.ResourceNotFound(resource, tenant.Name);
        }

        if (CheckSecret(principal, form["client_secret"].ToString()).Failed(out var secret, out var refused))
        {
            return refused;
        }

        context.Note().Effect = $"token for the add-in at {resource} with secret {secret.KeyId}";
        return Body(tenant, appId, resource);
    }

    private Result<PasswordCredential> CheckSecret(ServicePrincipal principal, string presented)
    {
        var application = world.FindApplication(principal.AppId);
        IReadOnlyList<PasswordCredential> passwords = [.. principal.Passwords, .. application?.Passwords ?? []];
        IReadOnlyList<KeyCredential> keys = [.. principal.Keys, .. application?.Keys ?? []];
        var now = clock.GetUtcNow();

        // A secret is a pair of symmetric keys; without the password beside it nobody may use it, and it stands in the others' way all the same.
        var known = keys
            .Where(k => k is { Type: KeyCredential.Symmetric, Usage: "Sign" })
            .Select(sign => (Sign: sign, Verify: Partner(sign, keys), Password: passwords.FirstOrDefault(p => sign.Key.Span.SequenceEqual(p.Secret.ToBytes()))))
            .Where(s => s.Verify is not null && WrittenAt(s) + switches.Values.AcsPropagation <= now)
            .ToList();
        var current = known
            .Where(s => s.Sign.IsValidAt(now) && s.Verify!.IsValidAt(now) && s.Password?.IsValidAt(now) is not false)
            .OrderBy(s => s.Sign.Start)
            .Select(s => s.Password)
            .FirstOrDefault();
        if (current is not null && IsPresented(current))
        {
            return current;
        }

        return known.Any(s => s.Password is { } password && password.End <= now && IsPresented(password))
            ? EntraError.SecretExpired(principal.AppId)
            : EntraError.SecretWrong(principal.AppId);

        bool IsPresented(PasswordCredential password) =>
            new SecretValue(switches.Values.AcsTakesBase64 ? password.Secret.ToBase64() : password.Secret.Reveal()).Is(presented);
    }

    private static KeyCredential? Partner(KeyCredential sign, IReadOnlyList<KeyCredential> keys) =>
        keys.FirstOrDefault(k => k is { Type: KeyCredential.Symmetric, Usage: "Verify" } && k.Key.Span.SequenceEqual(sign.Key.Span));

    private static DateTimeOffset WrittenAt((KeyCredential Sign, KeyCredential? Verify, PasswordCredential? Password) secret) =>
        new[] { secret.Sign.WrittenAt, secret.Verify!.WrittenAt, secret.Password?.WrittenAt ?? DateTimeOffset.MinValue }.Max();

    private JsonObject Body(Tenant tenant, Guid appId, string resource)
    {
        var now = TimeProvider.System.GetUtcNow();
        var claims = new Dictionary<string, object>
        {
            ["identityprovider"] = $"{WorldIds.WellKnown.AccessControlService}@{tenant.Id}",
            ["nameid"] = $"{appId}@{tenant.Id}",
            ["oid"] = appId.ToString(),
            ["trustedfordelegation"] = "false",
        };
        return new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = Number((long)Lifetime.TotalSeconds),
            ["not_before"] = Number(now.ToUnixTimeSeconds()),
            ["expires_on"] = Number((now + Lifetime).ToUnixTimeSeconds()),
            ["resource"] = resource,
            ["access_token"] = signer.SignEntra($"{WorldIds.WellKnown.AccessControlService}@{tenant.Id}", resource, claims, Lifetime),
        };
    }

    /// <summary><c>{SharePoint}/{host}@{realm}</c> with the tenant's own host.</summary>
    private static bool IsSharePoint(Tenant tenant, string resource) =>
        resource.Split('@') is [var principal, var realm]
        && IsRealm(tenant, realm)
        && principal.Split('/') is [var service, var host]
        && Guid.TryParse(service, out var id) && id == WorldIds.WellKnown.SharePoint
        && host.Equals(tenant.SharePointHost, StringComparison.OrdinalIgnoreCase);

    private static bool IsRealm(Tenant tenant, string realm) => Guid.TryParse(realm, out var id) ? id == tenant.Id : tenant.Owns(realm);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
