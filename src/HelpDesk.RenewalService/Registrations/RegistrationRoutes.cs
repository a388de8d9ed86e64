using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Watching;
using HelpDesk.RenewalService.Graph;
using HelpDesk.RenewalService.Problems;
using HelpDesk.RenewalService.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HelpDesk.RenewalService.Registrations;

internal static class RegistrationRoutes
{
    public static void MapRegistrations(this WebApplication app)
    {
        var me = app.MapGroup("/v1/me").RequireAuthorization(Policies.Check).WithTags("Me");
        me.MapGet("", MeAsync).WithSummary("Who the token speaks for");
        me.MapGet("registrations", MineAsync).WithSummary("The registrations of the caller's tenant");
        me.MapGet("candidates", CandidatesAsync).WithSummary("Apps of the tenant that look like HelpDesk");

        app.MapPersonRoutes().MapGet("registrations", WatchedAsync).WithSummary("The registrations that a person watches");
    }

    /// <summary>Routes on which the bot speaks of a person. A tenant and a person that it names count only if the person watches there.</summary>
    public static RouteGroupBuilder MapPersonRoutes(this WebApplication app)
    {
        var group = app.MapGroup("/v1/tenants/{tenantId:guid}/people/{personId:guid}").RequireAuthorization(Policies.Watch).WithTags("People");
        group.AddEndpointFilter<WatcherFilter>();
        return group;
    }

    private static async Task<Ok<SignedInAdmin>> MeAsync(Caller caller, Admins admins, CancellationToken cancellation) =>
        TypedResults.Ok(await admins.DescribeAsync(caller, cancellation));

    private static async Task<Ok<IReadOnlyList<RegistrationStatus>>> MineAsync(Caller caller, IRegistrations registrations, CancellationToken cancellation)
    {
        if (caller.MayRenewByRole)
        {
            await registrations.WatchAsync(caller.TenantId, caller.PersonId, null, cancellation);
        }

        return TypedResults.Ok(await registrations.ListAsync(caller.TenantId, cancellation));
    }

    private static async Task<Ok<IReadOnlyList<Candidate>>> CandidatesAsync(Caller caller, GraphDirectories directories, CancellationToken cancellation) =>
        TypedResults.Ok(await Candidates.FindAsync((await directories.OnBehalfOfAsync(caller.TenantId, caller.Assertion, cancellation)).Directory, cancellation));

    private static async Task<Ok<IReadOnlyList<RegistrationStatus>>> WatchedAsync(
        Guid tenantId, Guid personId, IRegistrations registrations, CancellationToken cancellation) =>
        TypedResults.Ok(await registrations.ListWatchedAsync(tenantId.ToString("D"), personId.ToString("D"), cancellation));

    private sealed class WatcherFilter(IRegistrations registrations) : IEndpointFilter
    {
        public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        {
            var route = context.HttpContext.Request.RouteValues;
            var (tenant, person) = (Guid.Parse((string)route["tenantId"]!), Guid.Parse((string)route["personId"]!));
            var watched = await registrations.ListWatchedAsync(tenant.ToString("D"), person.ToString("D"), context.HttpContext.RequestAborted);
            var one = route.TryGetValue("id", out var id) ? Guid.Parse((string)id!) : (Guid?)null;
            return watched.Count > 0 && (one is null || watched.Any(r => r.Id == one))
                ? await next(context)
                : Problem.Of(StatusCodes.Status404NotFound, Problem.NotAWatcher, "This person watches no such registration of this tenant.");
        }
    }
}
