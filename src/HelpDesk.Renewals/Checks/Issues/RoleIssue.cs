using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Checks.Issues;

/// <summary>Is the account a global administrator, or does it hold a lesser role that suffices?</summary>
internal sealed class RoleIssue : KnownIssue
{
    public override string Name => CheckNames.Role;

    public override CheckStage Stage => CheckStage.Detail;

    public override Finding Evaluate(CheckContext context)
    {
        var (facts, texts) = (context.Facts, context.Texts);
        var sufficient = Held(facts.ActiveRoles).Where(DirectoryRoles.MayRenew).ToList();
        if (sufficient.Find(r => r.Scope is RoleScope.Tenant && DirectoryRoles.IsGlobalAdministrator(r)) is { } global)
        {
            return Finding.Passed(texts.HoldsRole(facts.AccountName, global));
        }

        if (!context.IsDelegated)
        {
            return WithoutActiveRole(context, r => r.Scope is RoleScope.Tenant && DirectoryRoles.IsGlobalAdministrator(r));
        }

        if (sufficient.Count > 0)
        {
            return Finding.Passed(texts.HoldsLesserRole(facts.AccountName, sufficient[0]));
        }

        return facts.OwnsApp is { IsRead: true, Value: true }
            ? Finding.Passed(texts.OwnsApp(facts.AccountName))
            : WithoutActiveRole(context, DirectoryRoles.MayRenew);
    }

    private static Finding WithoutActiveRole(CheckContext context, Func<RoleHolding, bool> suffices)
    {
        var (facts, texts) = (context.Facts, context.Texts);
        // What could not be read might be the role that is missing; one for this app alone suffices in the browser only.
        if ((facts.ActiveRoles.Why ?? (context.IsDelegated ? facts.ScopedRolesUnread : null)) is { } why)
        {
            return context.Unreadable(why);
        }

        if (Held(facts.EligibleRoles).FirstOrDefault(suffices) is { } eligible)
        {
            return Finding.Blocks(texts.RoleNotActive(facts.AccountName, eligible)) with
            {
                Fix = context.Link(Page.ActivateRole),
                Steps = texts.ActivationSteps(eligible.Name),
            };
        }

        List<RoleHolder> people = [.. Others(facts).Where(p => context.IsDelegated || p.Role == DirectoryRoles.NameOf(DirectoryRoles.GlobalAdministrator))];
        return Missing(context) with
        {
            Fix = context.Link(facts.EligibleRoles.IsRead ? Page.AllRoles : Page.ActivateRole),
            People = people,
            Steps = context.IsDelegated ? texts.RoleSteps(people.Count > 0) : [],
        };
    }

    private static Finding Missing(CheckContext context)
    {
        var (facts, texts) = (context.Facts, context.Texts);
        return context.IsDelegated && facts.OwnsApp.Why is { } why
            ? new(CheckResult.CouldNotBeRead, texts.MayOwnApp(facts.AccountName, why))
            : Finding.Blocks(texts.RoleMissing(facts.AccountName, facts.ActiveRoles.Value, facts.EligibleRoles.Why, context.Route));
    }

    private static IReadOnlyList<RoleHolder> Others(AccountFacts facts) => facts.OthersWhoMayRenew.IsRead ? facts.OthersWhoMayRenew.Value : [];

    private static IEnumerable<RoleHolding> Held(Reading<IReadOnlyList<RoleHolding>> roles) => roles.IsRead ? roles.Value : [];
}
