using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HelpDesk.Sandbox.Identity;

/// <summary><c>POST /{tenant}/oauth2/v2.0/token</c>.</summary>
public sealed class TokenEndpoint(
    SandboxWorld world, SandboxAddresses addresses, TokenSigner signer, Resources resources, ClientAuthentication clients, GrantStore grants, TokenIssuer issuer)
{
    public const string OnBehalfOf = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private static readonly string[] AnyTenant = ["organizations", "common"];

    public async Task<IResult> HandleAsync(string tenant, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var trace = EntraTrace.Of(context);
        if (!context.Request.HasFormContentType)
        {
            return Refuse(context, trace, EntraError.Missing("grant_type"));
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var result = await GrantAsync(tenant, context, form);
        return result.Failed(out var body, out var error) ? Refuse(context, trace, error) : Results.Json(body);
    }

    private static IResult Refuse(HttpContext context, EntraTrace trace, EntraError error)
    {
        context.Note().Effect = $"refused: AADSTS{error.Code}";
        return Results.Json(error.ToBody(trace), statusCode: error.Status);
    }

    private async Task<Result<JsonObject>> GrantAsync(string tenantName, HttpContext context, IFormCollection form)
    {
        var isAny = AnyTenant.Contains(tenantName, StringComparer.OrdinalIgnoreCase);
        var tenant = world.FindTenant(tenantName);
        if (tenant is null && !isAny)
        {
            return EntraError.TenantNotFound(tenantName);
        }

        var grantType = form["grant_type"].ToString();
        if (grantType.Length == 0)
        {
            return EntraError.Missing("grant_type");
        }

        if ((await clients.AuthenticateAsync(tenant, context, form)).Failed(out var client, out var error))
        {
            return error;
        }

        context.Note().Caller = client.Principal.DisplayName;
        return grantType switch
        {
            "client_credentials" => tenant is null
                ? new EntraError(50059, "invalid_request", "No tenant-identifying information found in the request.")
                : ForApp(context, client, tenant, form["scope"].ToString()),
            "authorization_code" => RedeemCode(context, client, tenant, form),
            "refresh_token" => Refresh(context, client, tenant, form),
            OnBehalfOf => await ForCallerAsync(context, client, tenant, form),
            _ => new EntraError(70003, "unsupported_grant_type", $"The app requested an unsupported grant type '{grantType}'."),
        };
    }

    private Result<JsonObject> ForApp(HttpContext context, AuthenticatedClient client, Tenant tenant, string scope)
    {
        if (scope.Length == 0)
        {
            return EntraError.Missing("scope");
        }

        if (resources.Parse(scope, tenant.Name).Failed(out var requested, out var error))
        {
            return error;
        }

        if (!requested.IsDefault || requested.Resource is not { } resource)
        {
            return new EntraError(1002012, "invalid_scope", $"The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier.");
        }

        context.Note().Effect = $"token for the app at {resource.Uri} with {(client.SecretId is { } id ? $"secret {id}" : "its certificate")}";
        return issuer.ForApp(client, resource);
    }

    private Result<JsonObject> RedeemCode(HttpContext context, AuthenticatedClient client, Tenant? tenant, IFormCollection form)
    {
        if (form["code"].ToString() is not { Length: > 0 } value)
        {
            return EntraError.Missing("code");
        }

        if (grants.TakeCode(value).Failed(out var code, out var error))
        {
            return error;
        }

        if (code.Grant.ClientId != client.AppId)
        {
            return new EntraError(70000, "invalid_grant", "The provided value for the code is not valid: it was issued to another client.");
        }

        if (form["redirect_uri"].ToString() is { Length: > 0 } redirect && redirect != code.RedirectUri)
        {
            return new EntraError(500112, "invalid_grant", "The reply address does not match the one of the authorization request.");
        }

        if (code.Challenge is not null && !ChallengeMatches(code.Challenge, form["code_verifier"].ToString()))
        {
            return new EntraError(501481, "invalid_grant", "The Code_Verifier does not match the code_challenge supplied in the authorization request.");
        }

        return ForPerson(context, client, tenant, form, code.Grant, code.Nonce);
    }

    private Result<JsonObject> Refresh(HttpContext context, AuthenticatedClient client, Tenant? tenant, IFormCollection form)
    {
        if (form["refresh_token"].ToString() is not { Length: > 0 } value)
        {
            return EntraError.Missing("refresh_token");
        }

        return grants.FindRefreshToken(value) is { } grant && grant.ClientId == client.AppId
            ? ForPerson(context, client, tenant, form, grant, nonce: null)
            : new EntraError(50173, "invalid_grant", "The provided grant has expired due to it being revoked; a fresh sign-in is needed.") { SubError = "bad_token" };
    }

    private async Task<Result<JsonObject>> ForCallerAsync(HttpContext context, AuthenticatedClient client, Tenant? tenant, IFormCollection form)
    {
        if (form["requested_token_use"] != "on_behalf_of")
        {
            return EntraError.Missing("requested_token_use");
        }

        if (form["assertion"].ToString() is not { Length: > 0 } assertion)
        {
            return EntraError.Missing("assertion");
        }

        var result = await signer.ValidateEntraAsync(assertion, addresses.Https);
        if (!result.IsValid)
        {
            return result.Exception is SecurityTokenExpiredException
                ? new EntraError(500133, "invalid_grant", "Assertion is not within its valid time range.")
                : new EntraError(50013, "invalid_grant", "Assertion failed signature validation.");
        }

        var token = (JsonWebToken)result.SecurityToken;
        if (!token.Audiences.Contains(client.AppId.ToString(), StringComparer.OrdinalIgnoreCase))
        {
            return new EntraError(50013, "invalid_grant", "Assertion audience claim does not match the required value: the current client.");
        }

        if (!token.TryGetPayloadValue<string>("scp", out _))
        {
            return new EntraError(7000114, "invalid_grant", "The assertion is an app's own token; nobody can be acted for.");
        }

        var grant = new Grant
        {
            ClientId = client.AppId,
            PersonId = Guid.Parse(token.GetPayloadValue<string>("oid")),
            Scope = form["scope"].ToString(),
            // Who got the assertion has passed the second factor when one was demanded.
            MultiFactor = true,
        };
        return ForPerson(context, client, tenant, form, grant, nonce: null);
    }

    private Result<JsonObject> ForPerson(HttpContext context, AuthenticatedClient client, Tenant? tenant, IFormCollection form, Grant grant, string? nonce)
    {
        if (world.FindPerson(grant.PersonId) is not { } person)
        {
            return EntraError.NoSuchUser;
        }

        if (tenant is not null && tenant.Id != person.TenantId)
        {
            return new EntraError(700005, "invalid_grant", "The provided authorization code is intended to use against another tenant.");
        }

        // With /organizations the client was found in its home tenant: the person's tenant decides.
        if (world.FindPrincipal(person.TenantId, client.AppId) is not { } principal)
        {
            return EntraError.AppNotFound(client.AppId.ToString(), world.Tenant(person.TenantId).Name);
        }

        var scope = form["scope"].ToString() is { Length: > 0 } asked ? asked : grant.Scope;
        if (resources.Parse(scope, tenant?.Name ?? "organizations").Failed(out var requested, out var error))
        {
            return error;
        }

        context.Note().Caller = $"{client.Principal.DisplayName} for {person.UserPrincipalName}";
        context.Note().Effect = $"token for {person.UserPrincipalName} at {requested.Resource?.Uri ?? Resources.GraphUri}";
        return issuer.ForPerson(client with { Principal = principal }, person, requested, grant with { Scope = scope }, nonce);
    }

    private static bool ChallengeMatches(string challenge, string verifier) =>
        verifier.Length > 0 && Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) == challenge;
}
