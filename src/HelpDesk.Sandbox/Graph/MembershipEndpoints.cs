using System.Text.Json.Nodes;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Graph;

/// <summary>
/// <c>transitiveMemberOf</c>: groups and tenant-wide roles, with and without a cast to roles. Who may read the relation but
/// not a kind of object gets its type and ID, and nulls.
/// </summary>
internal static class MembershipEndpoints
{
    private const string Cast = "{cast:regex(^(microsoft\\.)?graph\\.directoryRole$)}";

    private static readonly string[] ReadRelation = ["User.Read.All", "Directory.Read.All", "Group.Read.All", "GroupMember.Read.All"];
    private static readonly string[] ReadGroups = ["GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"];
    private static readonly string[] ReadRoles = ["RoleManagement.Read.Directory", "Directory.Read.All"];
    private static readonly string[] ReadRoleRelation = [.. ReadRelation, .. RoleEndpoints.ReadRoles];

    public static void MapMemberships(this IEndpointRouteBuilder graph)
    {
        graph.MapGet("/me/transitiveMemberOf", (HttpContext context) => PeopleEndpoints.OfMe(context, me => Memberships(context, me)))
            .Needs(delegated: ["User.Read", .. ReadRelation], application: []);
        graph.MapGet("/users/{id}/transitiveMemberOf", (string id, HttpContext context) =>
            PeopleEndpoints.OfPerson(context, id, ReadRelation, person => Memberships(context, person)))
            .Needs(delegated: ["User.Read", .. ReadRelation], application: ReadRelation);

        graph.MapGet($"/me/transitiveMemberOf/{Cast}", (HttpContext context) => PeopleEndpoints.OfMe(context, me => Roles(context, me)))
            .Needs(delegated: ["User.Read", .. ReadRoleRelation], application: []);
        graph.MapGet($"/users/{{id}}/transitiveMemberOf/{Cast}", (string id, HttpContext context) =>
            PeopleEndpoints.OfPerson(context, id, ReadRoleRelation, person => Roles(context, person)))
            .Needs(delegated: ["User.Read", .. ReadRoleRelation], application: ReadRoleRelation);
    }

    private static IResult Memberships(HttpContext context, Person person) => ODataQuery.Read(context, out var query)
        ?? query.Page(context, "directoryObjects", [.. GroupsOf(context.Caller(), person), .. RolesOf(context.Caller(), person)]);

    private static IResult Roles(HttpContext context, Person person) => ODataQuery.Read(context, out var query)
        ?? query.Page(context, "directoryObjects/microsoft.graph.directoryRole", RolesOf(context.Caller(), person));

    private static IEnumerable<JsonObject> GroupsOf(GraphCaller caller, Person person) =>
        caller.Tenant.GroupsOf(person).Select(g => Shown(GraphJson.Of(g), caller.Has(ReadGroups)));

    private static IEnumerable<JsonObject> RolesOf(GraphCaller caller, Person person) =>
        caller.Tenant.RolesOf(person).Select(r => Shown(GraphJson.Of(r, person.TenantId), caller.Has(ReadRoles)));

    private static JsonObject Shown(JsonObject entity, bool isReadable)
    {
        if (!isReadable)
        {
            foreach (var name in entity.Select(p => p.Key).Where(k => k is not ("@odata.type" or "id")).ToList())
            {
                entity[name] = null;
            }
        }

        return entity;
    }
}
