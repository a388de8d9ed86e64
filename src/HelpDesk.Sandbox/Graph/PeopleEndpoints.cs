using System.Text.Json.Nodes;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Graph;

/// <summary>People and their roles.</summary>
internal static class PeopleEndpoints
{
    private static readonly string[] ReadUsers = ["User.ReadBasic.All", "User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];
    private static readonly string[] ReadRoles = ["RoleManagement.Read.Directory", "RoleManagement.ReadWrite.Directory", "RoleManagement.Read.All", "Directory.Read.All"];

    private static readonly string[] ReadEligibility =
        ["RoleEligibilitySchedule.Read.Directory", "RoleEligibilitySchedule.ReadWrite.Directory", "RoleManagement.Read.Directory", "RoleManagement.Read.All"];

    public static void MapPeople(this IEndpointRouteBuilder graph)
    {
        graph.MapGet("/me", (HttpContext context) => OfMe(context, me => One(context, me))).Needs(delegated: ["User.Read", .. ReadUsers], application: []);
        graph.MapGet("/users", (HttpContext context) => ODataQuery.Read(context, out var query)
            ?? query.Page(context, "users", context.Caller().Tenant.People.Select(p => GraphJson.Of(p, query.Filter is null ? query.Select : ["all"])))).Needs(ReadUsers);
        graph.MapGet("/users/{id}", (string id, HttpContext context) => OfPerson(context, id, person => One(context, person)))
            .Needs(delegated: ["User.Read", .. ReadUsers], application: ReadUsers);

        const string Cast = "{cast:regex(^(microsoft\\.)?graph\\.directoryRole$)}";
        graph.MapGet($"/me/transitiveMemberOf/{Cast}", (HttpContext context) => OfMe(context, me => Roles(context, me)))
            .Needs(delegated: ["User.Read", .. ReadUsers, .. ReadRoles], application: []);
        graph.MapGet($"/users/{{id}}/transitiveMemberOf/{Cast}", (string id, HttpContext context) => OfPerson(context, id, person => Roles(context, person)))
            .Needs(delegated: ["User.Read", .. ReadUsers, .. ReadRoles], application: [.. ReadUsers.Except(["User.ReadBasic.All"]), .. ReadRoles]);

        graph.MapGet("/roleManagement/directory/roleAssignments", (HttpContext context) => ODataQuery.Read(context, out var query)
            ?? query.Page(context, "roleManagement/directory/roleAssignments",
                context.Caller().Tenant.People.SelectMany(p => p.ActiveRoles.Select(r => GraphJson.RoleAssignment(p, r))))).Needs(ReadRoles);
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

    /// <summary>Per-user MFA: documented in beta only.</summary>
    public static void MapRequirements(this IEndpointRouteBuilder beta)
    {
        beta.MapGet("/me/authentication/requirements", (HttpContext context) => OfMe(context, Requirements)).Needs("Policy.Read.All");
        beta.MapGet("/users/{id}/authentication/requirements", (string id, HttpContext context) => OfPerson(context, id, person =>
            context.Caller().Person is { } caller && caller.Id != person.Id && !IsReader(caller) ? GraphError.Denied : Requirements(person)))
            .Needs("Policy.Read.All");
    }

    /// <summary>Roles that may read what only administrators and auditors see.</summary>
    public static bool IsReader(Person person) =>
        person.ActiveRoles.Contains(DirectoryRole.GlobalAdministrator) || person.ActiveRoles.Contains(DirectoryRole.GlobalReader);

    private static IResult OfMe(HttpContext context, Func<Person, IResult> then) => context.Caller().Person is { } me
        ? then(me)
        : new GraphError(StatusCodes.Status400BadRequest, "BadRequest", "/me request is only valid with delegated authentication flow.");

    private static IResult OfPerson(HttpContext context, string idOrName, Func<Person, IResult> then)
    {
        var caller = context.Caller();
        var person = caller.Tenant.People.FirstOrDefault(p =>
            p.Id.ToString().Equals(idOrName, StringComparison.OrdinalIgnoreCase) || p.UserPrincipalName.Equals(idOrName, StringComparison.OrdinalIgnoreCase));
        if (person is null)
        {
            return GraphError.NotFound(idOrName);
        }

        // User.Read alone lets people read themselves only.
        var onlySelf = caller.Person is not null && !caller.Has([.. ReadUsers, .. ReadRoles]);
        return onlySelf && caller.Person!.Id != person.Id ? GraphError.Denied : then(person);
    }

    private static IResult One(HttpContext context, Person person) =>
        ODataQuery.Read(context, out var query) ?? Results.Json(query.Project(GraphJson.Of(person, query.Select)));

    private static IResult Roles(HttpContext context, Person person) => ODataQuery.Read(context, out var query)
        ?? query.Page(context, "directoryObjects/microsoft.graph.directoryRole", person.ActiveRoles.Select(r => GraphJson.Of(r, person.TenantId)));

    private static IResult Eligibilities(HttpContext context, DateTimeOffset now)
    {
        // The permission is not enough: a delegated caller needs a role that may look at eligibilities.
        if (context.Caller().Person is { } person && !IsReader(person))
        {
            return GraphError.Denied;
        }

        return ODataQuery.Read(context, out var query)
            ?? query.Page(context, "roleManagement/directory/roleEligibilityScheduleInstances",
                context.Caller().Tenant.People.SelectMany(p => p.EligibleRoles.Select(r => GraphJson.RoleEligibility(p, r, now.AddDays(-30)))));
    }

    private static IEnumerable<DirectoryRole> Activated(HttpContext context) => context.Caller().Tenant.People.SelectMany(p => p.ActiveRoles).Distinct();

    private static IResult Members(HttpContext context, Func<DirectoryRole, bool> which, string asked)
    {
        // Graph knows a role only once somebody has held it.
        if (Activated(context).FirstOrDefault(which) is not { } role)
        {
            return GraphError.NotFound(asked);
        }

        return ODataQuery.Read(context, out var query)
            ?? query.Page(context, "directoryObjects", context.Caller().Tenant.People.Where(p => p.ActiveRoles.Contains(role)).Select(p =>
            {
                var json = GraphJson.Of(p, query.Select);
                json["@odata.type"] = "#microsoft.graph.user";
                return json;
            }));
    }

    private static IResult Requirements(Person person) => Results.Json(new JsonObject
    {
        ["perUserMfaState"] = person.PerUserMfa switch
        {
            PerUserMfa.Enforced => "enforced",
            PerUserMfa.Enabled => "enabled",
            _ => "disabled",
        },
    });
}
