using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Identity;
using HelpDesk.Sandbox.World;
using Microsoft.IdentityModel.JsonWebTokens;

namespace HelpDesk.Sandbox.Graph;

/// <summary>Who calls Graph, from the token; what they may is asked of the directory at each call.</summary>
public sealed record GraphCaller
{
    public required Tenant Tenant { get; init; }

    public required ServicePrincipal App { get; init; }

    /// <summary>Null when the app calls for itself.</summary>
    public Person? Person { get; init; }

    /// <summary>Delegated scopes or app roles.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }

    public bool Has(params string[] anyOf) => anyOf.Any(p => Permissions.Contains(p, StringComparer.OrdinalIgnoreCase));
}

/// <summary>The permissions of a route, any of which suffices. Null: this kind of caller never may.</summary>
public sealed record GraphPermissions(IReadOnlyList<string>? Delegated, IReadOnlyList<string>? Application);

/// <summary>Checks the bearer token and the route's permissions before the endpoint runs.</summary>
public sealed class GraphAccess(SandboxWorld world, TokenSigner signer, SandboxAddresses addresses) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var (caller, refusal) = await AuthenticateAsync(http.Request.Headers.Authorization.ToString());
        if (caller is null)
        {
            return refusal;
        }

        http.Note().Caller = caller.Person is { } person ? $"{caller.App.DisplayName} for {person.UserPrincipalName}" : caller.App.DisplayName;
        if (http.GetEndpoint()?.Metadata.GetMetadata<GraphPermissions>() is { } needed)
        {
            var sufficient = caller.Person is null ? needed.Application : needed.Delegated;
            if (sufficient is null || !caller.Has([.. sufficient]))
            {
                return GraphError.Denied;
            }
        }

        http.Features.Set(caller);
        return await next(context);
    }

    private async Task<(GraphCaller? Caller, GraphError? Refusal)> AuthenticateAsync(string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || header.Length == Scheme.Length)
        {
            return (null, GraphError.Unauthenticated("Access token is empty."));
        }

        var result = await signer.ValidateEntraAsync(header[Scheme.Length..], addresses.Https);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken token)
        {
            return (null, GraphError.Unauthenticated("Access token validation failure."));
        }

        if (!token.Audiences.Any(a => a is Resources.GraphUri or "00000003-0000-0000-c000-000000000000"))
        {
            return (null, GraphError.Unauthenticated("Access token validation failure. Invalid audience."));
        }

        var tenant = world.FindTenant(Claim(token, "tid"));
        var app = tenant is null ? null : world.FindPrincipal(tenant.Id, Guid.Parse(Claim(token, "azp")));
        if (tenant is null || app is null)
        {
            return (null, GraphError.Unauthenticated("The identity of the calling application could not be established."));
        }

        var isApp = Claim(token, "idtyp") == "app";
        var person = isApp ? null : tenant.People.FirstOrDefault(p => p.Id.ToString() == Claim(token, "oid"));
        if (!isApp && person is null)
        {
            return (null, GraphError.Unauthenticated("The user of the token is not in the directory any more."));
        }

        return (new GraphCaller
        {
            Tenant = tenant,
            App = app,
            Person = person,
            Permissions = isApp ? [.. token.Claims.Where(c => c.Type == "roles").Select(c => c.Value)] : Claim(token, "scp").Split(' '),
        }, null);
    }

    private static string Claim(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) ? value : "";
}

public static class GraphRouting
{
    /// <summary>Any of these permissions suffices, delegated or as an app.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, params string[] permissions) =>
        route.WithMetadata(new GraphPermissions(permissions, permissions));

    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, string[]? delegated, string[]? application) =>
        route.WithMetadata(new GraphPermissions(delegated, application));

    public static GraphCaller Caller(this HttpContext context) => context.Features.Get<GraphCaller>() ?? throw new InvalidOperationException("The route is not behind GraphAccess.");
}
