using System.Runtime.CompilerServices;
using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.ConditionalAccess;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Watching;

namespace HelpDesk.RenewalService.Checks;

/// <summary>Whose account is checked for which registration, and with whose eyes.</summary>
internal sealed record CheckRequest
{
    public required Registration Registration { get; init; }

    public required string PersonId { get; init; }

    public required IDirectoryReader Directory { get; init; }

    public required ConsentFacts Consent { get; init; }

    /// <summary>The roles that the person's token lists; null before sign-in, or when it lists none.</summary>
    public IReadOnlyList<string>? RolesOfToken { get; init; }

    public required CheckTexts Texts { get; init; }
}

/// <summary>Evaluates the known issues as the facts come in: each time with more of them, the last time with all.</summary>
internal sealed partial class AccountChecks(OwnFacts own, ILogger<AccountChecks> logger)
{
    public async IAsyncEnumerable<(Checklist Checklist, AccountFacts? Facts)> RunAsync(CheckRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var directory = request.Directory.ReadAccountAsync(request.PersonId, request.Registration.ClientId, own.SignInApps, reading.Token).GetAsyncEnumerator(reading.Token);
        // The directory is asked while the service looks into its own things.
        var next = directory.MoveNextAsync().AsTask();
        try
        {
            var (service, accessControl) = await own.ReadAsync(request.Registration, request.Consent, reading.Token);
            var context = new CheckContext(NotYet(request.PersonId), service, request.Registration, request.Texts);
            yield return (KnownIssues.Evaluate(context, CheckStage.Service), null);

            context = context with { Service = service with { AccessControl = await accessControl } };
            for (var stage = CheckStage.Directory; await next; stage = CheckStage.Detail)
            {
                var facts = WithToken(directory.Current, request.RolesOfToken);
                if (stage is CheckStage.Directory)
                {
                    Compare(request.Registration, facts, service.SignInApps);
                }

                yield return (KnownIssues.Evaluate(context with { Facts = facts }, stage), facts);
                next = directory.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // Whoever asked may have gone, and what is still being read has to end before it is given up.
            await reading.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await directory.DisposeAsync();
        }
    }

    /// <summary>The token says which roles are active as well as Graph would.</summary>
    private static AccountFacts WithToken(AccountFacts facts, IReadOnlyList<string>? roles) => facts.ActiveRoles.IsRead || roles is null
        ? facts
        : WithRoles(facts, [.. roles.Select(r => new RoleHolding(r, DirectoryRoles.NameOf(r)))]);

    private static AccountFacts WithRoles(AccountFacts facts, IReadOnlyList<RoleHolding> roles) =>
        facts with { ActiveRoles = Reading.Of(roles), TenantRoles = facts.TenantRoles.IsRead ? facts.TenantRoles : Reading.Of(roles) };

    private static AccountFacts NotYet(string personId)
    {
        var why = new Unreadable(DirectoryFault.Unknown);
        return new()
        {
            AccountId = personId,
            Account = Reading.Unreadable<AccountEntry>(why),
            ActiveRoles = Reading.Unreadable<IReadOnlyList<RoleHolding>>(why),
            EligibleRoles = Reading.Unreadable<IReadOnlyList<RoleHolding>>(why),
            Groups = Reading.Unreadable<IReadOnlyList<string>>(why),
            Domains = Reading.Unreadable<IReadOnlyList<TenantDomain>>(why),
            MultiFactor = Reading.Unreadable<PerUserMultiFactor>(why),
            SecurityDefaults = Reading.Unreadable<bool>(why),
            ConditionalAccess = Reading.Unreadable<IReadOnlyList<ConditionalAccessPolicy>>(why),
            WhatIf = Reading.Unreadable<IReadOnlyList<WhatIfAnswer>>(why),
            SharePointAllowsLegacyAuthentication = Reading.Unreadable<bool>(why),
            Principal = Reading.Unreadable<Principal>(why),
            Rules = Reading.Unreadable<CredentialRules>(why),
            OwnsApp = Reading.Unreadable<bool>(why),
            OthersWhoMayRenew = Reading.Unreadable<IReadOnlyList<RoleHolder>>(why),
        };
    }

    /// <summary>Where the directory tries the policies out itself, and says otherwise, one of the two has to be looked into.</summary>
    private void Compare(Registration registration, AccountFacts facts, IReadOnlyList<string> apps)
    {
        if (!facts.WhatIf.IsRead || SignInAccess.Evaluate(facts, apps, ClientType.Browser) is not { } ours)
        {
            return;
        }

        foreach (var disagreement in WhatIfComparison.Disagreements(ours, facts.WhatIf.Value))
        {
            Log.Disagreement(logger, registration.TenantId, disagreement.Policy.Id, disagreement.Ours, disagreement.Theirs);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2060, LogLevel.Warning, "Tenant {Tenant}: of the Conditional Access policy {Policy} this service thinks that it applies: {Ours}; the directory's own trial says: {Theirs}")]
        public static partial void Disagreement(ILogger logger, string tenant, string policy, bool ours, bool theirs);
    }
}
