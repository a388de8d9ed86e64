using System.Text.Json.Nodes;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Graph;

/// <summary>People who were deleted less than thirty days ago.</summary>
internal static class DeletedItemEndpoints
{
    private const string Cast = "{cast:regex(^(microsoft\\.)?graph\\.user$)}";

    private static readonly string[] Read = ["User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];

    public static void MapDeletedItems(this IEndpointRouteBuilder graph)
    {
        graph.MapGet($"/directory/deletedItems/{Cast}", (HttpContext context, TimeProvider clock) => ODataQuery.Read(context, out var query)
            ?? query.Page(context, "directory/deletedItems/microsoft.graph.user", Deleted(context, clock).Select(Of))).Needs(Read);
        graph.MapGet("/directory/deletedItems/{id:guid}", (Guid id, HttpContext context, TimeProvider clock) =>
            Deleted(context, clock).FirstOrDefault(d => d.Person.Id == id) is { } deleted
                ? PolicyEndpoints.One(context, Typed(Of(deleted)))
                : GraphError.NotFound(id.ToString())).Needs(Read);
    }

    private static IEnumerable<DeletedPerson> Deleted(HttpContext context, TimeProvider clock) =>
        context.Caller().Tenant.DeletedPeople.Where(d => d.IsKeptAt(clock.GetUtcNow()));

    private static JsonObject Of(DeletedPerson deleted)
    {
        var json = GraphJson.Of(deleted.Person, select: []);
        json["userPrincipalName"] = deleted.UserPrincipalName;
        json["deletedDateTime"] = GraphJson.Time(deleted.DeletedAt);
        return json;
    }

    private static JsonObject Typed(JsonObject user)
    {
        user["@odata.type"] = "#microsoft.graph.user";
        return user;
    }
}
