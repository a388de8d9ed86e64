using System.Runtime.CompilerServices;
using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Watching;
using HelpDesk.RenewalService.Entra;
using HelpDesk.RenewalService.Graph;
using HelpDesk.RenewalService.Problems;
using HelpDesk.RenewalService.Registrations;
using HelpDesk.RenewalService.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Checks;

internal static class CheckRoutes
{
    public static void AddChecks(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OwnFacts>();
        builder.Services.AddSingleton<TenantConsent>();
        builder.Services.AddSingleton<AccountChecks>();
    }

    public static void MapChecks(this WebApplication app)
    {
        app.MapPost("/v1/registrations/{id:guid}/checks", ForCallerAsync).RequireAuthorization(Policies.Check).WithTags("Checks").Produces<Checklist>()
            .WithSummary("The known issues for the signed-in admin, read on their behalf; as application/x-ndjson each time that more is known");
        var person = app.MapPersonRoutes();
        person.MapPost("registrations/{id:guid}/checks", ForPersonAsync).Produces<Checklist>()
            .WithSummary("The known issues for a person's own account, read with the service's consent; as application/x-ndjson each time that more is known");
        person.MapPost("registrations/{id:guid}/checks/{name}/confirmation", ConfirmAsync)
            .WithSummary("Keeps a person's word that a known issue is in order");
        person.MapGet("registrations/{id:guid}/accounts/{loginOrId}", AccountAsync)
            .WithSummary("Whether an account is in the registration's tenant, deleted or gone; nothing about its name or its roles");
    }

    private static async Task<IResult> ForCallerAsync(
        Guid id,
        Caller caller,
        [FromHeader(Name = "Accept-Language")] string? language,
        HttpRequest http,
        IRegistrations registrations,
        GraphDirectories directories,
        IOptions<EntraOptions> entra,
        AccountChecks checks,
        CancellationToken cancellation)
    {
        if (await registrations.FindAsync(caller.TenantId, id, cancellation) is not { } registration)
        {
            return Problem.NoSuchRegistration();
        }

        var (directory, mayWrite) = await directories.OnBehalfOfAsync(caller.TenantId, caller.Assertion, cancellation);
        var request = new CheckRequest
        {
            Registration = registration,
            PersonId = caller.PersonId,
            Directory = directory,
            Consent = new(null, SignedIn: true, mayWrite, entra.Value.ConsentPageOf(caller.TenantId)),
            RolesOfToken = caller.Roles,
            Texts = CheckTexts.For(AcceptedLanguage.Of(language)),
        };
        return ChecklistAnswer.Of(http, WatchAsync(checks.RunAsync(request, cancellation), caller, registration, registrations, cancellation));
    }

    private static async Task<IResult> ForPersonAsync(
        Guid tenantId,
        Guid personId,
        Guid id,
        [FromHeader(Name = "Accept-Language")] string? language,
        HttpRequest http,
        IRegistrations registrations,
        IDirectories directories,
        TenantConsent consent,
        AccountChecks checks,
        CancellationToken cancellation)
    {
        if (await registrations.FindAsync(tenantId.ToString("D"), id, cancellation) is not { } registration)
        {
            return Problem.NoSuchRegistration();
        }

        var request = new CheckRequest
        {
            Registration = registration,
            PersonId = personId.ToString("D"),
            Directory = directories.AsService(registration.TenantId),
            Consent = await consent.ReadAsync(registration.TenantId, cancellation),
            Texts = CheckTexts.For(AcceptedLanguage.Of(language)),
        };
        return ChecklistAnswer.Of(http, checks.RunAsync(request, cancellation).Select(c => c.Checklist));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ConfirmAsync(
        Guid personId, Guid id, string name, ConfirmationInput input, ICheckConfirmations confirmations, TimeProvider time, CancellationToken cancellation)
    {
        if (!KnownIssues.IsKnown(name) || string.IsNullOrWhiteSpace(input.PersonName))
        {
            return Problem.Of(StatusCodes.Status400BadRequest, Problem.BadRequest, "A confirmation needs the name of a known issue and the name of who says so.");
        }

        await confirmations.AddAsync(id, new(name, personId.ToString("D"), input.PersonName, time.GetUtcNow()), cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<AccountPresence>, ProblemHttpResult>> AccountAsync(
        Guid tenantId, string loginOrId, IDirectories directories, CancellationToken cancellation) =>
        AccountLogin.IsWellFormed(loginOrId) || Guid.TryParseExact(loginOrId, "D", out _)
            ? TypedResults.Ok(await directories.AsService(tenantId.ToString("D")).FindAccountAsync(loginOrId, cancellation))
            : Problem.Of(StatusCodes.Status400BadRequest, Problem.BadRequest, "An account is named by its login, such as temp.admin@contoso.onmicrosoft.com, or by its object ID.");

    /// <summary>Whoever turns out to be able to renew is told of the registration from then on.</summary>
    private static async IAsyncEnumerable<Checklist> WatchAsync(
        IAsyncEnumerable<(Checklist Checklist, AccountFacts? Facts)> results,
        Caller caller,
        Registration registration,
        IRegistrations registrations,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var (checklist, facts) in results.WithCancellation(cancellation))
        {
            if (checklist.IsComplete && facts is not null && MayRenew(facts))
            {
                await registrations.WatchAsync(caller.TenantId, caller.PersonId, registration.Id, cancellation);
            }

            yield return checklist;
        }
    }

    private static bool MayRenew(AccountFacts facts) =>
        (facts.ActiveRoles.IsRead && facts.ActiveRoles.Value.Any(DirectoryRoles.MayRenew)) || facts.OwnsApp is { IsRead: true, Value: true };
}

/// <summary>What comes with a person's word.</summary>
internal sealed record ConfirmationInput(string? PersonName);
