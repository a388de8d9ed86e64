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
            return WithoutActiveRole(context, DirectoryRoles.IsGlobalAdministrator);
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
        // What could not be read might be the role that is missing.
        if (facts.ActiveRoles.Why is { } why)
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

        return Finding.Blocks(texts.RoleMissing(facts.AccountName, facts.ActiveRoles.Value, facts.EligibleRoles.Why, ownerUnread: facts.OwnsApp.Why is not null)) with
        {
            Fix = context.Link(facts.EligibleRoles.IsRead ? Page.AllRoles : Page.ActivateRole),
            People = facts.OthersWhoMayRenew.IsRead ? facts.OthersWhoMayRenew.Value : [],
            Steps = context.IsDelegated ? texts.RoleSteps : [],
        };
    }

    private static IEnumerable<RoleHolding> Held(Reading<IReadOnlyList<RoleHolding>> roles) => roles.IsRead ? roles.Value : [];
}
