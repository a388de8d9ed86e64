namespace HelpDesk.Renewals.Checks.Issues;

/// <summary>Are add-ins and app-only access switched on in SharePoint? Graph does not tell, so the admin is asked.</summary>
internal sealed class SharePointAppsIssue : KnownIssue
{
    public override string Name => CheckNames.SharePointApps;

    public override CheckStage Stage => CheckStage.Directory;

    public override bool IsForEveryApp => false;

    public override Finding? Evaluate(CheckContext context) => context.UsesAccessControl && AccessControlIssue.IsOnline(context.Registration.SiteUrl)
        ? Finding.AskAdmin(context.Texts.SharePointAppsAsk) with { Steps = context.Texts.SharePointAppsSteps }
        : null;
}
