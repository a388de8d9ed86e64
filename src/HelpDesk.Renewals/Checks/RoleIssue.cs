using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Checks;

/// <summary>Is the account a global administrator, or does it hold a lesser role that suffices?</summary>
internal sealed class RoleIssue : IKnownIssue
{
    private static readonly Fix Activate = new(
        "Activate the role", new("https://entra.microsoft.com/#view/Microsoft_Azure_PIMCommon/ActivationMenuBlade/~/aadmigratedroles"));

    private static readonly Fix Assign = new(
        "See who holds the role", new("https://entra.microsoft.com/#view/Microsoft_AAD_IAM/RolesManagementMenuBlade/~/AllRoles"));

    public string Name => "role";

    public string Title => "The account is an administrator";

    public string WhyItMatters(SignInRoute route) =>
        "The directory lets only some people write an app's secret: a Global Administrator, an Application Administrator, a Cloud Application "
        + "Administrator, or an owner of the app.";

    public Finding Evaluate(CheckContext context)
    {
        var facts = context.Facts;
        var sufficient = Held(facts.ActiveRoles).Where(DirectoryRoles.MayRenew).ToList();
        if (sufficient.Find(IsGlobal) is { } global)
        {
            return Finding.Passed($"{facts.AccountName} is {global.Name}.");
        }

        if (sufficient.Count > 0)
        {
            return Finding.Passed($"{facts.AccountName} is not Global Administrator but {sufficient[0].Name}, which suffices to renew.");
        }

        if (facts.OwnsApp is { IsRead: true, Value: true })
        {
            return Finding.Passed($"{facts.AccountName} holds no administrator role but owns the app, which suffices to renew.");
        }

        return WithoutActiveRole(facts);
    }

    private static Finding WithoutActiveRole(AccountFacts facts)
    {
        // What could not be read might be the role that is missing.
        if (!facts.ActiveRoles.IsRead)
        {
            return Finding.Unreadable(facts.ActiveRoles.UnreadableBecause);
        }

        if (Held(facts.EligibleRoles).FirstOrDefault(DirectoryRoles.MayRenew) is { } eligible)
        {
            return new(
                CheckResult.FailedBlocks,
                $"{facts.AccountName} may become {eligible.Name} but has not activated the role now. Activate it, then check again.",
                Activate);
        }

        if (!facts.EligibleRoles.IsRead)
        {
            return new(
                CheckResult.FailedBlocks,
                $"{facts.AccountName} holds no role that suffices now. Whether one could be activated could not be read: {facts.EligibleRoles.UnreadableBecause}",
                Activate);
        }

        var others = facts.ActiveRoles.Value;
        var has = others.Count == 0 ? "no administrator role" : string.Join(", ", others.Select(Describe));
        var owner = facts.OwnsApp.IsRead ? "and does not own the app" : "and whether it owns the app could not be read";
        return new(CheckResult.FailedBlocks, $"{facts.AccountName} holds {has}, {owner}; that does not suffice to renew.", Assign);
    }

    private static IEnumerable<RoleHolding> Held(Reading<IReadOnlyList<RoleHolding>> roles) => roles.IsRead ? roles.Value : [];

    private static bool IsGlobal(RoleHolding role) => string.Equals(role.TemplateId, DirectoryRoles.GlobalAdministrator, StringComparison.OrdinalIgnoreCase);

    private static string Describe(RoleHolding role) => role.IsTenantWide ? role.Name : $"{role.Name} (for a part of the directory only)";
}
