using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Graph;

/// <summary>The part of Microsoft Graph that the renewal needs, at the root as the Graph SDK expects it.</summary>
public static class GraphFeature
{
    private static readonly string[] ReadApps =
        ["Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];

    private static readonly string[] WriteApps = ["Application.ReadWrite.All", "Directory.ReadWrite.All"];
    private static readonly string[] WriteAppsAsApp = ["Application.ReadWrite.All", "Application.ReadWrite.OwnedBy"];

    public static IServiceCollection AddGraph(this IServiceCollection services)
    {
        services.AddSingleton<GraphAccess>();
        services.AddSingleton<CredentialEndpoints>();
        services.AddSingleton<LockCheck>();
        services.AddSingleton<BatchEndpoint>();
        services.AddHttpClient(BatchEndpoint.ClientName).ConfigurePrimaryHttpMessageHandler(s => s.GetRequiredService<SandboxCertificates>().NewHandler());
        return services;
    }

    public static void MapGraph(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup("/{version:regex(^(v1\\.0|beta)$)}").OnHttps().InArea(Area.Graph)
            .AddEndpointFilter(AddRequestIdsAsync)
            .AddEndpointFilter((context, next) => context.HttpContext.RequestServices.GetRequiredService<GraphAccess>().InvokeAsync(context, next));
        var beta = routes.MapGroup("/beta").OnHttps().InArea(Area.Graph)
            .AddEndpointFilter(AddRequestIdsAsync)
            .AddEndpointFilter((context, next) => context.HttpContext.RequestServices.GetRequiredService<GraphAccess>().InvokeAsync(context, next));

        MapHolders<ServicePrincipal>(all, "servicePrincipals", w => w.Principals);
        MapHolders<Application>(all, "applications", w => w.Applications);
        all.MapPeople();
        all.MapMemberships();
        all.MapDeletedItems();
        all.MapRoles();
        all.MapPolicies();
        all.MapAppManagement();
        beta.MapRequirements();
        beta.MapWhatIf();
        all.MapPost("/$batch", (string version, HttpContext context, BatchEndpoint batch) => batch.HandleAsync(version, context));
        all.Map("/{**rest}", (string? rest) =>
            new GraphError(StatusCodes.Status400BadRequest, "BadRequest", $"Resource not found for the segment '{rest?.Split('/')[0]}': the sandbox does not have it."));
    }

    private static void MapHolders<T>(RouteGroupBuilder graph, string collection, Func<SandboxWorld, IEnumerable<T>> all) where T : CredentialHolder
    {
        graph.MapGet($"/{collection}", (HttpContext context, SandboxWorld world) =>
            CredentialEndpoints.List(context, all(world), collection)).Needs(ReadApps);

        foreach (var key in (string[])["/{id}", "(appId='{appId}')"])
        {
            var route = $"/{collection}{key}";
            graph.MapGet(route, (HttpContext context, SandboxWorld world, CredentialEndpoints endpoints) =>
                endpoints.Get(context, Find(context, all(world)), Asked(context))).Needs(ReadApps);
            graph.MapGet($"{route}/owners", (HttpContext context, SandboxWorld world) =>
                CredentialEndpoints.Owners(context, Find(context, all(world)), collection, Asked(context))).Needs(ReadApps);
            graph.MapGet($"{route}/appManagementPolicies", (HttpContext context, SandboxWorld world, SandboxSwitches switches) =>
                context.Request.RouteValues.ContainsKey("appId") && !switches.Values.PoliciesByClientId
                    ? GraphError.Bad("Resource not found for the segment 'appManagementPolicies'.")
                    : AppManagementEndpoints.Assigned(context, Find(context, all(world)), Asked(context))).Needs(ReadApps);
            graph.MapPatch(route, (HttpContext context, SandboxWorld world, CredentialEndpoints endpoints) =>
                endpoints.PatchAsync(context, Find(context, all(world)), Asked(context))).Needs(WriteApps, WriteAppsAsApp);
            graph.MapPost($"{route}/addPassword", (HttpContext context, SandboxWorld world, CredentialEndpoints endpoints) =>
                endpoints.AddPasswordAsync(context, Find(context, all(world)), Asked(context))).Needs(WriteApps, WriteAppsAsApp);
            graph.MapPost($"{route}/removePassword", (HttpContext context, SandboxWorld world, CredentialEndpoints endpoints) =>
                endpoints.RemovePasswordAsync(context, Find(context, all(world)), Asked(context))).Needs(WriteApps, WriteAppsAsApp);
        }
    }

    /// <summary>The object by its ID or by its client ID, never one of another tenant.</summary>
    private static T? Find<T>(HttpContext context, IEnumerable<T> all) where T : CredentialHolder
    {
        var isGuid = Guid.TryParse(Asked(context), out var asked);
        var byAppId = context.Request.RouteValues.ContainsKey("appId");
        return isGuid ? all.FirstOrDefault(h => h.TenantId == context.Caller().Tenant.Id && (byAppId ? h.AppId : h.Id) == asked) : null;
    }

    private static string Asked(HttpContext context) => (context.Request.RouteValues["appId"] ?? context.Request.RouteValues["id"])?.ToString() ?? "";

    private static async ValueTask<object?> AddRequestIdsAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var requestId = Guid.NewGuid().ToString();
        http.Response.Headers["request-id"] = requestId;
        http.Response.Headers["client-request-id"] =
            Guid.TryParse(http.Request.Headers["client-request-id"], out var given) ? given.ToString() : requestId;
        return await next(context);
    }
}
