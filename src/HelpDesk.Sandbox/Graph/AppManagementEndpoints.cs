using System.Text.Json.Nodes;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Graph;

/// <summary>App-management policies: the tenant's default and those of single objects.</summary>
internal static class AppManagementEndpoints
{
    private static readonly string[] ReadPolicies = ["Policy.Read.All", "Policy.Read.ApplicationConfiguration", "Policy.ReadWrite.ApplicationConfiguration"];

    public static void MapAppManagement(this IEndpointRouteBuilder graph) =>
        graph.MapGet("/policies/defaultAppManagementPolicy", (HttpContext context) =>
            PolicyEndpoints.One(context, Of(context.Caller().Tenant.AppManagement))).Needs(ReadPolicies);

    /// <summary>The policy of one object, as a list of at most one. The object's own permission is the route's.</summary>
    public static IResult Assigned(HttpContext context, CredentialHolder? holder, string asked)
    {
        if (holder is null)
        {
            return GraphError.NotFound(asked);
        }

        if (!context.Caller().Has(ReadPolicies))
        {
            return GraphError.Denied;
        }

        return ODataQuery.Read(context, out var query)
            ?? query.Page(context, "policies/appManagementPolicies", holder.AssignedPolicy is { } policy ? [Of(policy)] : []);
    }

    private static JsonObject Of(AppManagementPolicy policy) => new()
    {
        ["id"] = "00000000-0000-0000-0000-000000000000",
        ["displayName"] = "Default app management tenant policy",
        ["description"] = "Default tenant policy that enforces app management restrictions on applications and service principals.",
        ["isEnabled"] = policy.IsEnabled,
        ["applicationRestrictions"] = Restrictions(policy.Applications),
        ["servicePrincipalRestrictions"] = Restrictions(policy.ServicePrincipals),
    };

    private static JsonObject Of(AssignedAppPolicy policy) => new()
    {
        ["id"] = policy.Id.ToString(),
        ["displayName"] = policy.DisplayName,
        ["description"] = null,
        ["isEnabled"] = policy.IsEnabled,
        ["restrictions"] = Restrictions(policy.Restrictions),
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
