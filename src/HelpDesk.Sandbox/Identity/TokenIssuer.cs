using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;
using Microsoft.IdentityModel.Tokens;

namespace HelpDesk.Sandbox.Identity;

/// <summary>Builds tokens and the token endpoint's success body.</summary>
public sealed class TokenIssuer(SandboxWorld world, TokenSigner signer, SandboxAddresses addresses, GrantStore grants, SignInPolicy policy)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>A token for an app itself.</summary>
    public JsonObject ForApp(AuthenticatedClient client, Resource resource)
    {
        var roles = Consented(client.Principal, client.Principal.AppRoles, resource.AppId);
        var claims = CommonClaims(client.Principal.TenantId, client.AppId, client.Strength);
        claims["oid"] = client.Principal.Id.ToString();
        claims["sub"] = client.Principal.Id.ToString();
        claims["idtyp"] = "app";
        if (roles.Count > 0)
        {
            claims["roles"] = roles;
        }

        return new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)Lifetime.TotalSeconds - 1,
            ["ext_expires_in"] = (int)Lifetime.TotalSeconds - 1,
            ["access_token"] = Sign(client.Principal.TenantId, resource.Audience, claims),
        };
    }

    /// <summary>Tokens for a person who uses <paramref name="client"/>, or the reason why there are none.</summary>
    public Result<JsonObject> ForPerson(AuthenticatedClient client, Person person, RequestedScope scope, Grant grant, string? nonce = null)
    {
        if (Refusal(client, person, scope, grant.MultiFactor, out var permissions) is { } refusal)
        {
            return refusal;
        }

        var body = new JsonObject
        {
            ["token_type"] = "Bearer",
            ["scope"] = string.Join(' ', GrantedScopes(scope, permissions)),
            ["expires_in"] = (int)Lifetime.TotalSeconds - 1,
            ["ext_expires_in"] = (int)Lifetime.TotalSeconds - 1,
            ["client_info"] = ClientInfo(person),
        };
        body["access_token"] = AccessToken(client, person, scope.Resource, permissions);
        if (scope.WantsRefreshToken)
        {
            body["refresh_token"] = grants.AddRefreshToken(grant);
        }

        if (scope.WantsIdToken)
        {
            body["id_token"] = IdToken(client, person, nonce);
        }

        return body;
    }

    private EntraError? Refusal(AuthenticatedClient client, Person person, RequestedScope scope, bool multiFactor, out IReadOnlyList<string> permissions)
    {
        var resource = scope.Resource?.AppId ?? WorldIds.WellKnown.Graph;
        permissions = Consented(client.Principal, client.Principal.DelegatedPermissions, resource);
        if (policy.Refuses(person, resource) is { } refusal)
        {
            return refusal;
        }

        if (policy.DemandsSecondFactor(person, resource) && !multiFactor)
        {
            return EntraError.MultiFactorNeeded with { Claims = """{"access_token":{"capolids":{"essential":true,"values":["second-factor"]}}}""" };
        }

        // An app may always ask for a token for itself (the Emulator does).
        var own = scope.Resource?.AppId == client.AppId;
        var missing = scope.Permissions.Except(permissions, StringComparer.OrdinalIgnoreCase).Any();
        return !own && (missing || !policy.HasConsented(client.AppId, person)) ? EntraError.ConsentMissing(client.Principal.DisplayName) : null;
    }

    /// <summary>What was granted, less what the tenant withholds from the renewal service.</summary>
    private IReadOnlyList<string> Consented(ServicePrincipal principal, IReadOnlyList<PermissionGrant> grants, Guid resource)
    {
        var isService = principal.AppId == WorldIds.Vendor.ServiceApp && resource == WorldIds.WellKnown.Graph;
        var granted = grants.Where(g => g.ResourceAppId == resource).Select(g => g.Permission);
        return [.. isService ? granted.Except(world.Tenant(principal.TenantId).WithheldPermissions) : granted];
    }

    private string AccessToken(AuthenticatedClient client, Person person, Resource? resource, IReadOnlyList<string> permissions)
    {
        var claims = PersonClaims(person, client);
        claims["scp"] = string.Join(' ', permissions);
        claims["idtyp"] = "user";
        var roles = world.Tenant(person.TenantId).RolesOf(person);
        claims["wids"] = roles.Count > 0 ? roles.Select(r => r.TemplateId.ToString()).ToArray() : [DirectoryRole.OrdinaryMember.ToString()];
        return Sign(person.TenantId, resource?.Audience ?? Resources.GraphUri, claims);
    }

    private string IdToken(AuthenticatedClient client, Person person, string? nonce)
    {
        var claims = PersonClaims(person, client);
        claims.Remove("azp");
        claims.Remove("azpacr");
        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        return Sign(person.TenantId, client.AppId.ToString(), claims);
    }

    private static Dictionary<string, object> PersonClaims(Person person, AuthenticatedClient client)
    {
        var claims = CommonClaims(person.TenantId, client.AppId, client.Strength);
        claims["oid"] = person.Id.ToString();
        claims["sub"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.UTF8.GetBytes($"{person.Id}/{client.AppId}")));
        claims["name"] = person.Name;
        claims["preferred_username"] = person.UserPrincipalName;
        return claims;
    }

    private static Dictionary<string, object> CommonClaims(Guid tenant, Guid client, string strength) => new()
    {
        ["tid"] = tenant.ToString(),
        ["azp"] = client.ToString(),
        ["azpacr"] = strength,
        ["uti"] = Base64UrlEncoder.Encode(Guid.NewGuid().ToByteArray()),
        ["ver"] = "2.0",
    };

    private static IEnumerable<string> GrantedScopes(RequestedScope scope, IReadOnlyList<string> permissions)
    {
        var prefix = scope.Resource is null or { Uri: Resources.GraphUri } ? "" : $"{scope.Resource.Uri}/";
        var named = permissions.Select(p => $"{prefix}{p}").Concat(scope.OpenId);
        return named.Concat(scope.Raw).Distinct(StringComparer.OrdinalIgnoreCase);
    }

    private static string ClientInfo(Person person) => Base64UrlEncoder.Encode(
        new JsonObject { ["uid"] = person.Id.ToString(), ["utid"] = person.TenantId.ToString() }.ToJsonString());

    private string Sign(Guid tenant, string audience, Dictionary<string, object> claims) =>
        signer.SignEntra(TokenSigner.Issuer(addresses.Https, world.Tenant(tenant).Id.ToString()), audience, claims, Lifetime);
}
