using System.Text.Json.Nodes;
using HelpDesk.Sandbox.World;

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

        graph.MapGet("/policies/defaultAppManagementPolicy", (HttpContext context) => One(context, AppManagement(context.Caller().Tenant.AppManagement)))
            .Needs("Policy.Read.All", "Policy.Read.ApplicationConfiguration");

        graph.MapGet("/admin/sharepoint/settings", (HttpContext context) =>
            context.Caller() is { Person: not null } caller && !caller.IsReader()
                ? GraphError.Denied
                : One(context, new JsonObject { ["isLegacyAuthProtocolsEnabled"] = context.Caller().Tenant.LegacyAuthProtocols, ["isUnmanagedSyncAppForTenantRestricted"] = false }))
            .Needs("SharePointTenantSettings.Read.All", "SharePointTenantSettings.ReadWrite.All");
    }

    private static IResult One(HttpContext context, JsonObject entity) => ODataQuery.Read(context, out var query) ?? Results.Json(query.Project(entity));

    private static JsonObject AppManagement(AppManagementPolicy policy) => new()
    {
        ["id"] = "00000000-0000-0000-0000-000000000000",
        ["displayName"] = "Default app management tenant policy",
        ["description"] = "Default tenant policy that enforces app management restrictions on applications and service principals.",
        ["isEnabled"] = policy.IsEnabled,
        ["applicationRestrictions"] = Restrictions(policy.Applications),
        ["servicePrincipalRestrictions"] = Restrictions(policy.ServicePrincipals),
    };

    private static JsonObject Restrictions(IReadOnlyList<CredentialRestriction> restrictions)
    {
        // Symmetric keys are restricted among the passwords; only certificates are "key credentials" here.
        var ofKeys = restrictions.Where(r => r.RestrictionType is "asymmetricKeyLifetime" or "trustedCertificateAuthority").ToList();
        return new JsonObject
        {
            ["passwordCredentials"] = new JsonArray([.. restrictions.Except(ofKeys).Select(Restriction)]),
            ["keyCredentials"] = new JsonArray([.. ofKeys.Select(Restriction)]),
        };
    }

    private static JsonObject Restriction(CredentialRestriction restriction) => new()
    {
        ["restrictionType"] = restriction.RestrictionType,
        ["state"] = restriction.IsEnabled ? "enabled" : "disabled",
        ["maxLifetime"] = restriction.MaxLifetime is { } longest ? GraphJson.Duration(longest) : null,
        ["restrictForAppsCreatedAfterDateTime"] = restriction.ForAppsCreatedAfter is { } after ? GraphJson.Time(after) : null,
    };
}
