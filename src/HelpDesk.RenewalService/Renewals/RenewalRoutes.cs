using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Renewing;
using HelpDesk.Renewals.Rotation;
using HelpDesk.Renewals.Watching;
using HelpDesk.RenewalService.Graph;
using HelpDesk.RenewalService.Problems;
using HelpDesk.RenewalService.Registrations;
using HelpDesk.RenewalService.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace HelpDesk.RenewalService.Renewals;

internal static class RenewalRoutes
{
    public static void MapRenewals(this WebApplication app)
    {
        var routes = app.MapGroup("/v1/registrations/{id:guid}/renewals").WithTags("Renewals");
        routes.MapPost("", StartAsync).RequireAuthorization(Policies.Renew).WithSummary("Renews the secret; the same Idempotency-Key again gives the same answer");
        routes.MapGet("{renewalId:guid}", ShowAsync).RequireAuthorization(Policies.Check).WithSummary("One renewal");

        app.MapPersonRoutes().MapGet("registrations/{id:guid}/renewals", ListAsync).WithSummary("The registration's renewals, newest first");
    }

    private static async Task<Results<Accepted<Renewal>, ProblemHttpResult>> StartAsync(
        Guid id,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        Caller caller,
        IRegistrations registrations,
        GraphDirectories directories,
        IRenewals renewals,
        RenewalQueue queue,
        IOutsideCalls calls,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (!Guid.TryParse(idempotencyKey, out var key))
        {
            return Problem.Of(StatusCodes.Status400BadRequest, Problem.IdempotencyKeyMissing, "The header Idempotency-Key has to be a GUID, the same for each repetition.");
        }

        if (await registrations.FindAsync(caller.TenantId, id, cancellation) is not { } registration)
        {
            return Problem.NoSuchRegistration();
        }

        if (registration.Route is SignInRoute.LegacyPassword)
        {
            return Problem.Of(StatusCodes.Status409Conflict, Problem.NotRenewable, "This HelpDesk renews by itself, on its page Settings → About.");
        }

        // A repetition asks nobody: it gets its answer even when the directory is out of reach by now.
        if (await renewals.FindConfirmedAsync(caller.TenantId, id, caller.PersonId, key, cancellation) is { } confirmed)
        {
            return Accepted(confirmed.ToContract());
        }

        using var heard = calls.Listen();
        var (directory, _) = await directories.OnBehalfOfAsync(caller.TenantId, caller.Assertion, cancellation);
        if (await Admins.WhyMayRenewAsync(caller, registration, directory, cancellation) is not { } role)
        {
            return Problem.MayNotRenew();
        }

        await registrations.WatchAsync(caller.TenantId, caller.PersonId, id, cancellation);
        var view = await directory.ViewAsync(registration.ClientId, cancellation);
        var choice = StrategySelection.Choose(view.Principal);
        if (choice.Strategy is not { } strategy)
        {
            return Problem.Of(StatusCodes.Status409Conflict, Problem.NotRenewable, choice.RefusedBecause!);
        }

        var request = new ClaimRequest
        {
            RegistrationId = id,
            TenantId = caller.TenantId,
            Strategy = strategy,
            Person = caller.Actor,
            Login = caller.UserPrincipalName,
            Role = role,
            IdempotencyKey = key,
        };
        var signedIn = new SignedIn(caller.Actor, directory, time.GetUtcNow()) { View = view, Calls = heard.Take() };
        return Answer(await renewals.ClaimAsync(request, cancellation), signedIn, queue);
    }

    private static Results<Accepted<Renewal>, ProblemHttpResult> Answer(Claim claim, SignedIn signedIn, RenewalQueue queue)
    {
        var renewal = claim.Renewal.ToContract();
        switch (claim.Outcome)
        {
            case ClaimOutcome.Busy:
                return Problem.Of(
                    StatusCodes.Status409Conflict, Problem.RenewalActive, $"{renewal.StartedByName} is renewing this secret already.", ("renewal", renewal));
            case ClaimOutcome.CleaningUp:
                return Problem.Of(
                    StatusCodes.Status409Conflict, Problem.CleanUpActive, "Somebody is cleaning up after an earlier renewal at this moment. Try again in a minute.");
            case ClaimOutcome.Taken:
                queue.Add(new(renewal.Id, signedIn));
                break;
        }

        return Accepted(renewal);
    }

    private static Accepted<Renewal> Accepted(Renewal renewal) =>
        TypedResults.Accepted($"/v1/registrations/{renewal.RegistrationId}/renewals/{renewal.Id}", renewal);

    private static async Task<Results<Ok<Renewal>, ProblemHttpResult>> ShowAsync(
        Guid id, Guid renewalId, Caller caller, IRenewals renewals, CancellationToken cancellation) =>
        await renewals.FindAsync(caller.TenantId, renewalId, cancellation) is { } renewal && renewal.RegistrationId == id
            ? TypedResults.Ok(renewal.ToContract())
            : Problem.Of(StatusCodes.Status404NotFound, Problem.RenewalNotFound, "There is no such renewal in this tenant.");

    private static async Task<Ok<IReadOnlyList<Renewal>>> ListAsync(Guid tenantId, Guid id, IRenewals renewals, CancellationToken cancellation) =>
        TypedResults.Ok<IReadOnlyList<Renewal>>([.. (await renewals.ListAsync(tenantId.ToString("D"), id, cancellation)).Select(r => r.ToContract())]);
}
