using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Renewing;
using HelpDesk.Renewals.Watching;
using HelpDesk.RenewalService.Graph;
using HelpDesk.RenewalService.Problems;
using HelpDesk.RenewalService.Registrations;
using HelpDesk.RenewalService.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HelpDesk.RenewalService.Renewals;

internal static class CleanUpRoutes
{
    public static void MapCleanUps(this WebApplication app) =>
        app.MapPost("/v1/registrations/{id:guid}/clean-ups", RunAsync).RequireAuthorization(Policies.Renew).WithTags("Renewals")
            .WithSummary("Removes the credentials that earlier renewals left in the directory and that nobody needs; again is as good as once");

    private static async Task<Results<Ok<CleanUpResult>, ProblemHttpResult>> RunAsync(
        Guid id, Caller caller, IRegistrations registrations, GraphDirectories directories, CleanUp cleanUp, TimeProvider time, CancellationToken cancellation)
    {
        if (await registrations.FindAsync(caller.TenantId, id, cancellation) is not { } registration)
        {
            return Problem.NoSuchRegistration();
        }

        var (directory, _) = await directories.OnBehalfOfAsync(caller.TenantId, caller.Assertion, cancellation);
        if (await Admins.WhyMayRenewAsync(caller, registration, directory, cancellation) is null)
        {
            return Problem.MayNotRenew();
        }

        return await cleanUp.RunAsync(registration, new(caller.Actor, directory, time.GetUtcNow()), cancellation) is { } result
            ? TypedResults.Ok(result)
            : Problem.Of(StatusCodes.Status409Conflict, Problem.RenewalActive, "A renewal of this app is worked on at this moment. Clean up after it.");
    }
}
