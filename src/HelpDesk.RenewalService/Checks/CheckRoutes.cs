using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Watching;
using HelpDesk.RenewalService.Graph;
using HelpDesk.RenewalService.Problems;
using HelpDesk.RenewalService.Registrations;
using HelpDesk.RenewalService.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HelpDesk.RenewalService.Checks;

internal static class CheckRoutes
{
    public static void AddChecks(this WebApplicationBuilder builder) => builder.Services.AddSingleton<KnownIssues>();

    public static void MapChecks(this WebApplication app)
    {
        app.MapPost("/v1/registrations/{id:guid}/checks", ForCallerAsync).RequireAuthorization(Policies.Check).WithTags("Checks")
            .WithSummary("The known issues for the signed-in admin, read on their behalf");
        app.MapPersonRoutes().MapPost("registrations/{id:guid}/checks", ForPersonAsync)
            .WithSummary("The known issues for a person's own account, read with the service's consent");
    }

    private static async Task<Results<Ok<Checklist>, ProblemHttpResult>> ForCallerAsync(
        Guid id, Caller caller, IRegistrations registrations, GraphDirectories directories, KnownIssues issues, CancellationToken cancellation)
    {
        if (await registrations.FindAsync(caller.TenantId, id, cancellation) is not { } registration)
        {
            return Problem.NoSuchRegistration();
        }

        var directory = await directories.OnBehalfOfAsync(caller.TenantId, caller.Assertion, cancellation);
        var facts = await directory.ReadAccountAsync(caller.PersonId, registration.ClientId, cancellation);
        if (!facts.ActiveRoles.IsRead && caller.Roles is { } roles)
        {
            // The token says it as well as Graph would.
            facts = facts with { ActiveRoles = Reading.Of<IReadOnlyList<RoleHolding>>([.. roles.Select(r => new RoleHolding(r, DirectoryRoles.NameOf(r)))]) };
        }

        if (MayRenew(facts))
        {
            await registrations.WatchAsync(caller.TenantId, caller.PersonId, id, cancellation);
        }

        return TypedResults.Ok(issues.Evaluate(new(facts, registration, SignInRoute.Delegated)));
    }

    private static async Task<Results<Ok<Checklist>, ProblemHttpResult>> ForPersonAsync(
        Guid tenantId, Guid personId, Guid id, IRegistrations registrations, IDirectories directories, KnownIssues issues, CancellationToken cancellation)
    {
        if (await registrations.FindAsync(tenantId.ToString("D"), id, cancellation) is not { } registration)
        {
            return Problem.NoSuchRegistration();
        }

        var facts = await directories.AsService(registration.TenantId).ReadAccountAsync(personId.ToString("D"), registration.ClientId, cancellation);
        return TypedResults.Ok(issues.Evaluate(new(facts, registration, SignInRoute.Delegated)));
    }

    private static bool MayRenew(AccountFacts facts) =>
        (facts.ActiveRoles.IsRead && facts.ActiveRoles.Value.Any(DirectoryRoles.MayRenew)) || facts.OwnsApp is { IsRead: true, Value: true };
}
