using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Identity;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Acs;

/// <summary>The Access Control Service, which add-ins ask for tokens, and the realm that SharePoint names.</summary>
public static class AcsFeature
{
    public static IServiceCollection AddAcs(this IServiceCollection services) => services.AddSingleton<AcsTokenEndpoint>();

    public static void MapAcs(this IEndpointRouteBuilder routes)
    {
        var acs = routes.MapGroup("").OnHttps().InArea(Area.Acs);
        acs.MapPost("/acs/{realm}/tokens/OAuth/2", (string realm, HttpContext context, AcsTokenEndpoint endpoint) => endpoint.HandleAsync(realm, context));
        acs.MapGet("/acs/metadata/json/1", (string? realm, HttpContext context, SandboxWorld world, SandboxAddresses addresses) =>
            Metadata(realm ?? "", context, world, addresses));
        acs.MapGet("/sites/{host}/_vti_bin/client.svc", Challenge);
    }

    private static IResult Metadata(string realm, HttpContext context, SandboxWorld world, SandboxAddresses addresses)
    {
        if (world.FindTenant(realm) is not { } tenant)
        {
            return Results.Json(
                EntraError.TenantNotFound(realm).ToBody(EntraTrace.Of(context), AcsTokenEndpoint.ErrorPage), statusCode: StatusCodes.Status400BadRequest);
        }

        return Results.Json(new JsonObject
        {
            ["realm"] = tenant.Id.ToString(),
            ["issuer"] = $"{WorldIds.WellKnown.AccessControlService}@{tenant.Id}",
            ["endpoints"] = new JsonArray(new JsonObject
            {
                ["location"] = $"{addresses.Https}acs/{tenant.Id}/tokens/OAuth/2",
                ["protocol"] = "OAuth2",
                ["usage"] = "issuance",
            }),
        });
    }

    /// <summary>SharePoint answers an empty bearer header with the tenant's realm.</summary>
    private static IResult Challenge(string host, HttpContext context, SandboxWorld world)
    {
        if (world.Tenants.FirstOrDefault(t => t.SharePointHost.Equals(host, StringComparison.OrdinalIgnoreCase)) is not { } tenant)
        {
            return Results.NotFound();
        }

        context.Response.Headers.WWWAuthenticate = $"Bearer realm=\"{tenant.Id}\",client_id=\"{WorldIds.WellKnown.SharePoint}\",trusted_issuers=\"{WorldIds.WellKnown.AccessControlService}@*\"";
        return Results.StatusCode(StatusCodes.Status401Unauthorized);
    }
}
