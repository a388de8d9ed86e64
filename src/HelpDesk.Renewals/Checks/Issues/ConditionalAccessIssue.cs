using HelpDesk.Renewals.ConditionalAccess;

namespace HelpDesk.Renewals.Checks.Issues;

/// <summary>Does Conditional Access let this person sign in to the renewal?</summary>
internal sealed class ConditionalAccessIssue : KnownIssue
{
    public override string Name => CheckNames.ConditionalAccess;

    public override CheckStage Stage => CheckStage.Directory;

    public override bool IsAboutAccount => true;

    public override IReadOnlyList<Page> Reading => [Page.ConditionalAccessPolicies];

    public override Finding? Evaluate(CheckContext context)
    {
        // A password that is typed into HelpDesk is a legacy sign-in, which is looked at there.
        if (!context.IsDelegated)
        {
            return null;
        }

        if (context.Facts.ConditionalAccess.Why is { } why)
        {
            return context.Unreadable(why);
        }

        var (access, texts) = (SignInAccess.Of(context, ClientType.Browser)!, context.Texts);
        return access switch
        {
            { BlockedBy.Count: > 0 } => Finding.Blocks(texts.AccessBlocked(access.BlockedBy)) with
            {
                Fix = context.Link(Page.ConditionalAccessPolicies),
                Steps = texts.AccessSteps,
            },
            { Unread: { } unread } => context.Unreadable(unread),
            { AsksForDevice.Count: > 0 } => Finding.AskAdmin(texts.AccessNeedsDevice(access.AsksForDevice)),
            { MayAskForDevice.Count: > 0 } => Finding.AskAdmin(texts.AccessMayNeedDevice(access.MayAskForDevice)),
            { AsksForMore.Count: > 0 } => Finding.AskAdmin(texts.AccessNeedsMore(access.AsksForMore)),
            { MayBeBlockedBy.Count: > 0 } => Finding.AskAdmin(texts.AccessMayBeBlocked(access.MayBeBlockedBy)),
            _ => Finding.Passed(texts.AccessOpen(access.AsksForMultiFactor.Count > 0, access.WouldBlock)),
        };
    }
}
