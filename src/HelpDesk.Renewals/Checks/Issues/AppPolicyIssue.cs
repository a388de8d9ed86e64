using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.Renewals.Checks.Issues;

/// <summary>Do the tenant's app-management policies allow a new secret?</summary>
internal sealed class AppPolicyIssue : KnownIssue
{
    public override string Name => CheckNames.AppPolicy;

    public override CheckStage Stage => CheckStage.Detail;

    public override IReadOnlyList<Page> Reading => [Page.AppManagementPolicies];

    public override Finding Evaluate(CheckContext context)
    {
        if ((context.Facts.Principal.Why ?? context.Facts.Rules.Why) is { } why)
        {
            return context.Unreadable(why);
        }

        var (rules, texts) = (context.Facts.Rules.Value, context.Texts);
        if (context.Strategy is not { } strategy)
        {
            return Finding.AskAdmin(texts.PolicyWithoutApp) with { MayConfirm = false };
        }

        return (Lifetime.Refusal(strategy, rules), Lifetime.PossibleRefusal(strategy, rules)) switch
        {
            ({ } refused, _) => Finding.Blocks(texts.PolicyRefuses(refused)) with { Steps = texts.PolicySteps },
            (null, { } possible) => Finding.AskAdmin(texts.PolicyMayRefuse(possible)) with { Steps = texts.PolicySteps },
            _ => Finding.Passed(texts.PolicyAllows(Longest(strategy, rules))),
        };
    }

    private static TimeSpan? Longest(Contract.RotationStrategy strategy, CredentialRules rules)
    {
        var key = strategy.NeedsKeyPair() ? rules.LongestSymmetricKey : null;
        return (rules.LongestPassword, key) is ({ } one, { } other) ? (one < other ? one : other) : rules.LongestPassword ?? key;
    }
}
