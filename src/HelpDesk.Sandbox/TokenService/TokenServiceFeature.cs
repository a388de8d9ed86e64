using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.TokenService;

/// <summary>The Bot Framework's token service, and the pages to which its sign-in links lead.</summary>
public static class TokenServiceFeature
{
    public static IServiceCollection AddTokenService(this IServiceCollection services)
    {
        services.AddSingleton(_ => new UserTokens(TimeProvider.System));
        services.AddSingleton(_ => new SignIns(TimeProvider.System));
        services.AddSingleton<IdentityClient>();
        services.AddSingleton<HandOver>();
        services.AddSingleton<SignInFlow>();
        services.AddSingleton<TokenServiceEndpoints>();
        services.AddHttpClient(IdentityClient.ClientName)
            .ConfigurePrimaryHttpMessageHandler(s => s.GetRequiredService<SandboxCertificates>().NewHandler());
        return services;
    }

    public static void MapTokenService(this WebApplication routes)
    {
        TokenServiceEndpoints.Map(routes);
        routes.MapGet("/signin/{id}", (string id, SignInFlow flow) => flow.Start(id)).OnPages().InArea(Area.TokenService);
        routes.MapGet("/.auth/web/redirect", (HttpContext context, SignInFlow flow) => flow.FinishAsync(context)).OnPages().InArea(Area.TokenService);

        var services = routes.Services;
        services.GetRequiredService<SandboxWorld>().WasReset += (_, _) =>
        {
            services.GetRequiredService<UserTokens>().Clear();
            services.GetRequiredService<SignIns>().Clear();
        };
    }
}
