using HelpDesk.Sandbox.Hosting;

namespace HelpDesk.Sandbox.Identity;

/// <summary>Entra's endpoints: tokens and keys on https for the libraries, pages on plain http for people.</summary>
public static class IdentityFeature
{
    public static IServiceCollection AddIdentity(this IServiceCollection services) => services
        .AddSingleton<GrantStore>()
        .AddSingleton<Resources>()
        .AddSingleton<SignInPolicy>()
        .AddSingleton<TokenIssuer>()
        .AddSingleton<ClientAuthentication>()
        .AddSingleton<TokenEndpoint>()
        .AddSingleton<AuthorizeEndpoint>()
        .AddSingleton<IdentityMetadata>();

    public static void MapIdentity(this IEndpointRouteBuilder routes)
    {
        var secure = routes.MapGroup("").OnHttps().InArea(Area.Identity);
        secure.MapGet("/{tenant}/v2.0/.well-known/openid-configuration",
            (string tenant, HttpContext context, IdentityMetadata metadata) => metadata.Configuration(tenant, context));
        secure.MapGet("/{tenant}/discovery/v2.0/keys", (string tenant, TokenSigner signer) => Results.Json(signer.EntraKeys()));
        secure.MapGet("/common/discovery/instance", (IdentityMetadata metadata) => metadata.InstanceDiscovery());
        secure.MapPost("/{tenant}/oauth2/v2.0/token",
            (string tenant, HttpContext context, TokenEndpoint endpoint) => endpoint.HandleAsync(tenant, context));

        // Libraries build the page's address from the authority: the page itself is on plain http, so that no browser warns.
        routes.MapGet("/{tenant}/oauth2/v2.0/{page:regex(^(authorize|logout)$)}", (
            string tenant, string page, HttpContext context, AuthorizeEndpoint endpoint, SandboxAddresses addresses) => (context.Request.IsHttps, page) switch
            {
                (true, _) => Results.Redirect($"{addresses.Pages.ToString().TrimEnd('/')}{context.Request.Path}{context.Request.QueryString}"),
                (false, "logout") => endpoint.SignOut(context),
                _ => endpoint.Show(tenant, context),
            }).InArea(Area.Identity);
        routes.MapPost("/{tenant}/oauth2/v2.0/authorize",
            (string tenant, HttpContext context, AuthorizeEndpoint endpoint) => endpoint.AnswerAsync(tenant, context))
            .OnPages().InArea(Area.Identity).DisableAntiforgery();
    }
}
