using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Identity;

/// <summary>What clients read before they ask for tokens.</summary>
public sealed class IdentityMetadata(SandboxWorld world, SandboxAddresses addresses)
{
    public IResult Configuration(string tenant, HttpContext context)
    {
        string name, issuerTenant;
        if (tenant is "organizations" or "common")
        {
            (name, issuerTenant) = (tenant, "{tenantid}");
        }
        else if (world.FindTenant(tenant) is { } found)
        {
            (name, issuerTenant) = (found.Id.ToString(), found.Id.ToString());
        }
        else
        {
            return Results.Json(EntraError.TenantNotFound(tenant).ToBody(EntraTrace.Of(context)), statusCode: StatusCodes.Status400BadRequest);
        }

        var instance = addresses.Https;
        return Results.Json(new JsonObject
        {
            ["issuer"] = TokenSigner.Issuer(instance, issuerTenant),
            ["authorization_endpoint"] = $"{addresses.Pages}{name}/oauth2/v2.0/authorize",
            ["token_endpoint"] = $"{instance}{name}/oauth2/v2.0/token",
            ["end_session_endpoint"] = $"{addresses.Pages}{name}/oauth2/v2.0/logout",
            ["jwks_uri"] = $"{instance}{name}/discovery/v2.0/keys",
            ["response_types_supported"] = Strings("code"),
            ["response_modes_supported"] = Strings("query", "fragment", "form_post"),
            ["scopes_supported"] = Strings("openid", "profile", "email", "offline_access"),
            ["subject_types_supported"] = Strings("pairwise"),
            ["id_token_signing_alg_values_supported"] = Strings("RS256"),
            ["token_endpoint_auth_methods_supported"] = Strings("client_secret_post", "client_secret_basic", "private_key_jwt"),
            ["code_challenge_methods_supported"] = Strings("S256"),
            ["tenant_region_scope"] = null,
            ["cloud_instance_name"] = instance.Authority,
        });
    }

    /// <summary>Names the sandbox itself as the only cloud, for libraries that ask it.</summary>
    public IResult InstanceDiscovery() => Results.Json(new JsonObject
    {
        ["tenant_discovery_endpoint"] = $"{addresses.Https}common/v2.0/.well-known/openid-configuration",
        ["api-version"] = "1.1",
        ["metadata"] = new JsonArray(new JsonObject
        {
            ["preferred_network"] = addresses.Https.Authority,
            ["preferred_cache"] = addresses.Https.Authority,
            ["aliases"] = Strings(addresses.Https.Authority),
        }),
    });

    private static JsonArray Strings(params string[] values) => new([.. values.Select(v => (JsonNode)v)]);
}
