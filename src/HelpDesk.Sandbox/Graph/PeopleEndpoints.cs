using System.Text.Json.Nodes;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Graph;

/// <summary>People and what their sign-in requires.</summary>
internal static class PeopleEndpoints
{
    private static readonly string[] ReadUsers = ["User.ReadBasic.All", "User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];

    public static void MapPeople(this IEndpointRouteBuilder graph)
    {
        graph.MapGet("/me", (HttpContext context) => OfMe(context, me => One(context, me))).Needs(delegated: ["User.Read", .. ReadUsers], application: []);
        graph.MapGet("/users", (HttpContext context) => ODataQuery.Read(context, out var query)
            ?? query.Page(context, "users", context.Caller().Tenant.People.Select(p => GraphJson.Of(p, query.Filter is null ? query.Select : ["all"])))).Needs(ReadUsers);
        graph.MapGet("/users/{id}", (string id, HttpContext context) => OfPerson(context, id, ReadUsers, person => One(context, person)))
            .Needs(delegated: ["User.Read", .. ReadUsers], application: ReadUsers);
    }

    /// <summary>Per-user MFA: documented in beta only.</summary>
    public static void MapRequirements(this IEndpointRouteBuilder beta)
    {
        string[] permissions = ["Policy.Read.All"];
        beta.MapGet("/me/authentication/requirements", (HttpContext context) => OfMe(context, Requirements)).Needs(permissions);
        beta.MapGet("/users/{id}/authentication/requirements", (string id, HttpContext context) => OfPerson(context, id, permissions, person =>
            context.Caller() is { Person: { } me } caller && me.Id != person.Id && !caller.IsReader() ? GraphError.Denied : Requirements(person)))
            .Needs(permissions);
    }

    public static IResult OfMe(HttpContext context, Func<Person, IResult> then) => context.Caller().Person is { } me
        ? then(me)
        : new GraphError(StatusCodes.Status400BadRequest, "BadRequest", "/me request is only valid with delegated authentication flow.");

    /// <summary>Looks up the person. A person who calls without any of <paramref name="forOthers"/> may see only themselves.</summary>
    public static IResult OfPerson(HttpContext context, string idOrName, string[] forOthers, Func<Person, IResult> then)
    {
        var caller = context.Caller();
        var person = caller.Tenant.People.FirstOrDefault(p =>
            p.Id.ToString().Equals(idOrName, StringComparison.OrdinalIgnoreCase) || p.UserPrincipalName.Equals(idOrName, StringComparison.OrdinalIgnoreCase));
        if (person is null)
        {
            return GraphError.NotFound(idOrName);
        }

        var onlySelf = caller.Person is not null && !caller.Has(forOthers);
        return onlySelf && caller.Person!.Id != person.Id ? GraphError.Denied : then(person);
    }

    private static IResult One(HttpContext context, Person person) =>
        ODataQuery.Read(context, out var query) ?? Results.Json(query.Project(GraphJson.Of(person, query.Select)));

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
