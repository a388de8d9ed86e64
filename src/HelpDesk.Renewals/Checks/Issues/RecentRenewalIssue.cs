using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Renewing;

namespace HelpDesk.Renewals.Checks.Issues;

/// <summary>Is a colleague renewing this secret, or has somebody just done so?</summary>
internal sealed class RecentRenewalIssue : KnownIssue
{
    // Long enough for a colleague to have missed the news.
    private static readonly TimeSpan Recent = TimeSpan.FromDays(1);

    public override string Name => CheckNames.RecentRenewal;

    public override CheckStage Stage => CheckStage.Service;

    public override Finding Evaluate(CheckContext context)
    {
        var (renewals, texts, now) = (context.Service.Renewals, context.Texts, context.Service.Now);
        if (renewals.FirstOrDefault(r => RenewalTransitions.IsActive(r.State)) is { } active)
        {
            return active.State is RenewalState.NeedsSignIn
                ? Finding.Passed(texts.RenewalWaits(active.StartedBy.Name, active.StartedAt))
                : Finding.Blocks(texts.RenewalRuns(active.StartedBy.Name, active.StartedAt, active.State));
        }

        return renewals.FirstOrDefault(r => r.HasReachedHelpDesk && r.State is not RenewalState.RolledBack && now - r.UpdatedAt < Recent) is { } recent
            ? Finding.AskAdmin(texts.RenewedJustNow(recent.StartedBy.Name, recent.UpdatedAt, recent.IsProven)) with { MayConfirm = false }
            : Finding.Passed(texts.NoRecentRenewal);
    }
}
