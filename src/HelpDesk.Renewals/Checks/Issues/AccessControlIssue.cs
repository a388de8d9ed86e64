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

    private static readonly string[] Online = [".sharepoint.com", ".sharepoint.us", ".sharepoint-mil.us", ".sharepoint.cn"];

    public override string Name => CheckNames.AccessControl;

    public override CheckStage Stage => CheckStage.Directory;

    public override bool IsForEveryApp => false;

    public override IReadOnlyList<Page> Reading => [Page.AccessControlRetirement, Page.MoveToEntra];

    public override Finding? Evaluate(CheckContext context)
    {
        if (!context.UsesAccessControl)
        {
            return null;
        }

        var (texts, now) = (context.Texts, context.Service.Now);
        if (!IsOnline(context.Registration.SiteUrl))
        {
            return Finding.Passed(texts.AccessControlOnServer);
        }

        return context.Service.AccessControl?.Verdict switch
        {
            ProofVerdict.TokenIssued => Finding.Passed(texts.AccessControlAnswers(now >= EndsOnline)),
            // An app that is disabled gets no token either; that is said elsewhere.
            ProofVerdict.SaysNothing when context.Facts.Principal.Value.ServicePrincipal is not { AccountEnabled: false } => Finding.Blocks(texts.AccessControlGone(now >= EndsOnline)) with
            {
                Fix = context.Link(Page.MoveToEntra),
                Steps = texts.MoveSteps,
            },
            ProofVerdict.Unreachable => context.Unreadable(new(Directories.DirectoryFault.Throttled)),
            _ when now < EndsOnline => Finding.Passed(texts.AccessControlUntil(EndsOnline)),
            _ => Finding.AskAdmin(texts.AccessControlEnded(EndsOnline)) with { Fix = context.Link(Page.MoveToEntra), Steps = texts.MoveSteps },
        };
    }

    private static bool IsOnline(string? site) =>
        Uri.TryCreate(site, UriKind.Absolute, out var address) && Online.Any(o => address.Host.EndsWith(o, StringComparison.OrdinalIgnoreCase));
}
