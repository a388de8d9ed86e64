using System.Text.Json.Nodes;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Graph;

/// <summary>Who holds which role, and who may activate one. What a group holds is listed for the group.</summary>
internal static class RoleEndpoints
{
    public static readonly string[] ReadRoles =
        ["RoleManagement.Read.Directory", "RoleManagement.ReadWrite.Directory", "RoleManagement.Read.All", "Directory.Read.All"];

    private const string WholeTenant = "/";

    private static readonly string[] ReadEligibility =
        ["RoleEligibilitySchedule.Read.Directory", "RoleEligibilitySchedule.ReadWrite.Directory", "RoleManagement.Read.Directory", "RoleManagement.Read.All"];

    public static void MapRoles(this IEndpointRouteBuilder graph)
    {
        graph.MapGet("/roleManagement/directory/roleAssignments", (HttpContext context) => ODataQuery.Read(context, out var query)
            ?? query.Page(context, "roleManagement/directory/roleAssignments", Assignments(context.Caller().Tenant))).Needs(ReadRoles);
        graph.MapGet("/roleManagement/directory/roleEligibilityScheduleInstances", (HttpContext context, TimeProvider clock) =>
            Eligibilities(context, clock.GetUtcNow())).Needs(ReadEligibility);

        graph.MapGet("/directoryRoles", (HttpContext context) => ODataQuery.Read(context, out var query)
            ?? query.Page(context, "directoryRoles", Activated(context).Select(r => GraphJson.Of(r, context.Caller().Tenant.Id)))).Needs(ReadRoles);
        graph.MapGet("/directoryRoles(roleTemplateId='{template:guid}')", (Guid template, HttpContext context) =>
            Activated(context).FirstOrDefault(r => r.TemplateId == template) is { } role
                ? Results.Json(GraphJson.Of(role, context.Caller().Tenant.Id))
                : GraphError.NotFound(template.ToString())).Needs(ReadRoles);
        graph.MapGet("/directoryRoles(roleTemplateId='{template:guid}')/members", (Guid template, HttpContext context) =>
            Members(context, r => r.TemplateId == template, template.ToString())).Needs(ReadRoles);
        graph.MapGet("/directoryRoles/{id:guid}/members", (Guid id, HttpContext context) =>
            Members(context, r => GraphJson.RoleObjectId(r, context.Caller().Tenant.Id) == id.ToString(), id.ToString())).Needs(ReadRoles);
    }

    /// <summary>Roles that may read what only administrators and auditors see.</summary>
    public static bool IsReader(this GraphCaller caller) => caller.Person is { } person
        && caller.Tenant.RolesOf(person).Any(r => r == DirectoryRole.GlobalAdministrator || r == DirectoryRole.GlobalReader);

    private static IEnumerable<JsonObject> Assignments(Tenant tenant) =>
    [
        .. tenant.People.SelectMany(p => p.ActiveRoles.Select(r => GraphJson.RoleAssignment(p.Id, r, WholeTenant))),
        .. tenant.People.SelectMany(p => p.ScopedRoles.Select(r => GraphJson.RoleAssignment(p.Id, r.Role, r.Scope))),
        .. tenant.Groups.SelectMany(g => g.ActiveRoles.Select(r => GraphJson.RoleAssignment(g.Id, r, WholeTenant))),
    ];

    private static IResult Eligibilities(HttpContext context, DateTimeOffset now)
    {
        // The permission is not enough: a delegated caller needs a role that may look at eligibilities.
        var caller = context.Caller();
        if (caller.Person is not null && !caller.IsReader())
        {
            return GraphError.Denied;
        }

        return ODataQuery.Read(context, out var query)
            ?? query.Page(context, "roleManagement/directory/roleEligibilityScheduleInstances", Eligibilities(caller.Tenant, now.AddDays(-30)));
    }

    private static IEnumerable<JsonObject> Eligibilities(Tenant tenant, DateTimeOffset since) =>
    [
        .. tenant.People.SelectMany(p => p.EligibleRoles.Select(r => GraphJson.RoleEligibility(p.Id, r, WholeTenant, "Direct", since))),
        .. tenant.People.SelectMany(p => p.ScopedEligibleRoles.Select(r => GraphJson.RoleEligibility(p.Id, r.Role, r.Scope, "Direct", since))),
        .. tenant.People.SelectMany(p => tenant.GroupsOf(p).SelectMany(g => g.EligibleRoles).Distinct()
            .Select(r => GraphJson.RoleEligibility(p.Id, r, WholeTenant, "Group", since))),
        .. tenant.Groups.SelectMany(g => g.EligibleRoles.Select(r => GraphJson.RoleEligibility(g.Id, r, WholeTenant, "Direct", since))),
    ];

    private static IEnumerable<DirectoryRole> Activated(HttpContext context)
    {
        var tenant = context.Caller().Tenant;
        return tenant.People.SelectMany(p => p.ActiveRoles).Concat(tenant.Groups.SelectMany(g => g.ActiveRoles)).Distinct();
    }

    private static IResult Members(HttpContext context, Func<DirectoryRole, bool> which, string asked)
    {
        // Graph knows a role only once somebody has held it.
        if (Activated(context).FirstOrDefault(which) is not { } role)
        {
            return GraphError.NotFound(asked);
        }

        var tenant = context.Caller().Tenant;
        return ODataQuery.Read(context, out var query) ?? query.Page(context, "directoryObjects",
        [
            .. tenant.People.Where(p => p.ActiveRoles.Contains(role)).Select(p => GraphJson.Member(p, query.Select)),
            .. tenant.Groups.Where(g => g.ActiveRoles.Contains(role)).Select(GraphJson.Of),
        ]);
    }
}
