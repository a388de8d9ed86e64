using HelpDesk.Renewals.Proofs;

namespace HelpDesk.Renewals.Checks.Issues;

/// <summary>Does SharePoint's access control (ACS) still serve this tenant?</summary>
internal sealed class AccessControlIssue : KnownIssue
{
    /// <summary>
    /// Microsoft ended it for all tenants of SharePoint Online.
    /// https://learn.microsoft.com/sharepoint/dev/sp-add-ins/retirement-announcement-for-azure-acs
    /// </summary>
    public static readonly DateTimeOffset EndsOnline = new(2026, 4, 2, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] OnlineHosts = [".sharepoint.com", ".sharepoint.us", ".sharepoint-mil.us", ".sharepoint.cn"];

    public override string Name => CheckNames.AccessControl;

    public override CheckStage Stage => CheckStage.Directory;

    public override bool IsForEveryApp => false;

    public override IReadOnlyList<Page> Reading => [Page.AccessControlRetirement, Page.MoveToEntra];

    public override Finding? Evaluate(CheckContext context)
    {
        // Without a site nothing could be asked, and the app's own check says so.
        if (!context.UsesAccessControl || string.IsNullOrEmpty(context.Registration.SiteUrl))
        {
            return null;
        }

        return IsOnline(context.Registration.SiteUrl) ? Online(context) : Finding.Passed(context.Texts.AccessControlOnServer);
    }

    private static Finding Online(CheckContext context)
    {
        var (texts, answer, hasEnded) = (context.Texts, context.Service.AccessControl, context.Service.Now >= EndsOnline);
        return answer?.Verdict switch
        {
            ProofVerdict.TokenIssued => Finding.Passed(texts.AccessControlAnswers(hasEnded)),
            ProofVerdict.Unreachable => context.Unreadable(new(Directories.DirectoryFault.Throttled)),
            // An app that is disabled gets no token either; that is said elsewhere.
            ProofVerdict.SaysNothing when hasEnded && !IsDisabled(context) => Finding.Blocks(texts.AccessControlGone(answer.Evidence)) with
            {
                Fix = context.Link(Page.MoveToEntra),
                Steps = texts.MoveSteps,
            },
            ProofVerdict.SaysNothing => Finding.AskAdmin(texts.AccessControlSaysNothing(answer.Evidence)),
            _ when !hasEnded => Finding.Passed(texts.AccessControlUntil(EndsOnline)),
            _ => Finding.AskAdmin(texts.AccessControlEnded(EndsOnline)) with { Fix = context.Link(Page.MoveToEntra), Steps = texts.MoveSteps },
        };
    }

    private static bool IsDisabled(CheckContext context) => context.Facts.Principal.Value.ServicePrincipal is { AccountEnabled: false };

    /// <summary>Whether a site is Microsoft's and not on a server of the customer's own.</summary>
    public static bool IsOnline(string? site) =>
        Uri.TryCreate(site, UriKind.Absolute, out var address) && OnlineHosts.Any(o => address.Host.EndsWith(o, StringComparison.OrdinalIgnoreCase));
}
