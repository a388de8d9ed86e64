using System.Text.Json.Nodes;

namespace HelpDesk.Sandbox.Graph;

/// <summary>The tenant: domains, policies, SharePoint's settings.</summary>
internal static class PolicyEndpoints
{
    public static void MapPolicies(this IEndpointRouteBuilder graph)
    {
        graph.MapGet("/organization", (HttpContext context) => ODataQuery.Read(context, out var query)
            ?? query.Page(context, "organization", [GraphJson.Of(context.Caller().Tenant)]))
            .Needs(delegated: ["User.Read", "Organization.Read.All", "Directory.Read.All"], application: ["Organization.Read.All", "Directory.Read.All"]);
        graph.MapGet("/organization/{id:guid}", (Guid id, HttpContext context) => ODataQuery.Read(context, out var query)
            ?? (id == context.Caller().Tenant.Id ? Results.Json(query.Project(GraphJson.Of(context.Caller().Tenant))) : GraphError.NotFound(id.ToString())))
            .Needs(delegated: ["User.Read", "Organization.Read.All", "Directory.Read.All"], application: ["Organization.Read.All", "Directory.Read.All"]);

        graph.MapGet("/policies/identitySecurityDefaultsEnforcementPolicy", (HttpContext context) => One(context, new JsonObject
        {
            ["id"] = "00000000-0000-0000-0000-000000000005",
            ["displayName"] = "Security Defaults",
            ["description"] = "Security defaults is a set of basic identity security mechanisms recommended by Microsoft.",
            ["isEnabled"] = context.Caller().Tenant.SecurityDefaults,
        })).Needs("Policy.Read.All", "Policy.Read.SecurityDefaults");

        graph.MapGet("/identity/conditionalAccess/policies", (HttpContext context) => ODataQuery.Read(context, out var query)
            ?? query.Page(context, "identity/conditionalAccess/policies", context.Caller().Tenant.ConditionalAccess.Select(ConditionalAccessJson.Of)))
            .Needs("Policy.Read.All", "Policy.Read.ConditionalAccess");

        graph.MapGet("/admin/sharepoint/settings", (HttpContext context) =>
            context.Caller() is { Person: not null } caller && !caller.IsReader()
                ? GraphError.Denied
                : One(context, new JsonObject { ["isLegacyAuthProtocolsEnabled"] = context.Caller().Tenant.LegacyAuthProtocols, ["isUnmanagedSyncAppForTenantRestricted"] = false }))
            .Needs("SharePointTenantSettings.Read.All", "SharePointTenantSettings.ReadWrite.All");
    }

    public static IResult One(HttpContext context, JsonObject entity) => ODataQuery.Read(context, out var query) ?? Results.Json(query.Project(entity));
}
