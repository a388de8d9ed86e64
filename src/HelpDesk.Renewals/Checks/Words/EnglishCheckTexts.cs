using System.Globalization;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;

namespace HelpDesk.Renewals.Checks;

internal sealed partial class EnglishCheckTexts : CheckTexts
{
    private const string BrowserDoesNotCare = " This does not block the sign-in in the browser.";

    protected override CultureInfo Culture => CultureInfo.InvariantCulture;

    protected override string DatePattern => "d MMM yyyy";

    public override CheckWords Words(string name, SignInRoute route, bool signedIn) => (name, route) switch
    {
        (CheckNames.Principal, _) => new(
            "HelpDesk's app can be renewed here",
            "HelpDesk's app in your directory: whether it is there, enabled, and registered here.",
            "The secret belongs to an app in the directory. It must be there and enabled, and its registration must be in this directory: a "
            + "registration of another directory is renewed there."),
        (CheckNames.Consent, _) when signedIn => new(
            "The renewal service may renew for you",
            "What your organisation has agreed to, as your sign-in shows it.",
            "The service writes the new secret in your name, and only if an administrator of your organisation has agreed to that."),
        (CheckNames.Consent, _) => new(
            "The renewal service may look into your directory",
            "Whether your organisation has agreed to the renewal service.",
            "The service can warn and check only where an administrator has agreed that it reads the directory's apps. Without your sign-in it "
            + "can change nothing."),
        (CheckNames.Role, SignInRoute.Delegated) => new(
            "The account is an administrator",
            "The account's active and eligible directory roles, and whether it owns the app.",
            "The directory lets only some people write an app's secret: a Global Administrator, an Application Administrator, a Cloud Application "
            + "Administrator, or an owner of the app."),
        (CheckNames.Role, _) => new(
            "The account is a Global Administrator",
            "The account's active and eligible directory roles.",
            "HelpDesk's own renewal by login and password works for a Global Administrator only."),
        (CheckNames.LoginFormat, SignInRoute.Delegated) => new(
            "The login is in the tenant's initial domain",
            "The end of the account's login, and the domains that your directory lists.",
            "The rule was made for logins typed into HelpDesk: a federated domain hands the sign-in to another system, where a typed password "
            + "does not work. You sign in on Microsoft's own page, so it does not matter here."),
        (CheckNames.LoginFormat, _) => new(
            "The login is in the tenant's initial domain",
            "The end of the account's login, and the domains that your directory lists.",
            "A federated domain hands the sign-in to another system, where a password typed into HelpDesk does not work."),
        (CheckNames.MultiFactor, SignInRoute.Delegated) => new(
            "Multi-factor authentication does not stand in the way",
            "The account's own setting, security defaults, and Conditional Access policies.",
            "A login and password alone cannot answer a second factor. You sign in on Microsoft's own page, where you can, so it never blocks "
            + "here: leave it on."),
        (CheckNames.MultiFactor, _) => new(
            "Multi-factor authentication does not stand in the way",
            "The account's own setting, security defaults, and Conditional Access policies.",
            "A login and password alone cannot answer a second factor."),
        (CheckNames.LegacyAuthentication, SignInRoute.Delegated) => new(
            "Legacy authentication is not needed or not blocked",
            "SharePoint's setting, security defaults, and Conditional Access policies for old clients.",
            "Only a sign-in by typed login and password uses it. You sign in on Microsoft's own page, so it never blocks here: leave it blocked."),
        (CheckNames.LegacyAuthentication, _) => new(
            "Legacy authentication is not blocked",
            "SharePoint's setting, security defaults, and Conditional Access policies for old clients.",
            "A sign-in by typed login and password uses it. Microsoft 365 has switched it off for good since May 2026, whatever the settings say."),
        (CheckNames.ConditionalAccess, _) => new(
            "Conditional Access lets this account sign in",
            "All Conditional Access policies that are in force, held against this account and the sign-in for the renewal.",
            "A policy that keeps the account from the sign-in keeps it from the renewal."),
        (CheckNames.AppPolicy, _) => new(
            "Your policies allow a new secret",
            "The app-management policy of your directory, and the one that is assigned to HelpDesk's app, if any.",
            "Such a policy can forbid client secrets, limit how long they last, or forbid the keys that SharePoint needs beside them."),
        (CheckNames.VaultSecret, _) => new(
            "HelpDesk can go on with the old secret",
            "The secret in HelpDesk's vault, compared with the newest one in the directory.",
            "SharePoint takes a new secret only once the old one has run out. Until then HelpDesk needs the old one, and the directory never shows a secret again."),
        (CheckNames.VaultWritable, _) => new(
            "The vault takes a new secret",
            "Whether a trial value can be written into HelpDesk's vault and removed again.",
            "HelpDesk reads its secret there. A secret that cannot be stored is lost, so nothing is begun then."),
        (CheckNames.RecentRenewal, _) => new(
            "Nobody else is renewing it",
            "The renewals of this secret that are running or have just ended.",
            "One secret is renewed by one person at a time, and once is enough."),
        (CheckNames.AccessControl, _) => new(
            "SharePoint still takes this kind of secret",
            "SharePoint's access control (ACS), asked with the secret that HelpDesk has now.",
            "HelpDesk's app uses SharePoint's old access control, which Microsoft ended for SharePoint Online on 2 Apr 2026. Where it is gone, a "
            + "renewed secret is of no use."),
        _ => new(
            "Add-ins and app access are switched on in SharePoint",
            "Two switches of SharePoint that only its own administrators can look up: DisableCustomAppAuthentication and IsSharePointAddInsDisabled.",
            "With add-ins or app access switched off SharePoint turns HelpDesk away, however good its secret is."),
    };

    public override string PageTitle(Page page) => page switch
    {
        Page.ContextTokenFlow => "How HelpDesk signs in (context tokens)",
        Page.ReplaceSecret => "Replacing an expiring client secret",
        Page.SetUpMultiFactor => "Setting up multi-factor authentication",
        Page.ConditionalAccessPolicies => "Conditional Access policies",
        Page.BlockLegacyAuthentication => "Conditional Access and legacy authentication",
        Page.ActivateRole => "Activate the role",
        Page.AllRoles => "See who holds the role",
        Page.EnterpriseApps => "Open the enterprise applications",
        Page.AppManagementPolicies => "App-management policies",
        Page.AccessControlRetirement => "The end of SharePoint's access control",
        Page.MoveToEntra => "Move HelpDesk to an Entra application",
        Page.DeletedUsers => "Open the deleted users",
        _ => "Open the users",
    };

    public override string BrowserDoesNotDepend => "The sign-in in the browser does not depend on it.";

    public override string CouldNotBeRead(Unreadable why) => $"This could not be read: {Because(why.Fault)}{Codes(why)}";

    private static string Source(RoleSource source) => source switch
    {
        RoleSource.Direct => " (assigned directly)",
        RoleSource.Group => " (through a group)",
        _ => "",
    };

    private static string Because(DirectoryFault fault) => fault switch
    {
        DirectoryFault.Forbidden => "the permission to read it is missing.",
        DirectoryFault.ConsentMissing => "your organisation has not agreed to it yet.",
        DirectoryFault.SignInAgain => "the sign-in is no longer accepted.",
        DirectoryFault.NotFound => "the directory does not know it.",
        DirectoryFault.Throttled => "the other side is busy or did not answer in time.",
        DirectoryFault.Misconfigured => "the renewal service's own credential was refused.",
        _ => "the other side did not answer as expected.",
    };

    // A missing permission is said in full; of anything else support wants to know more.
    private static string Codes(Unreadable why) => (why.Code, why.CorrelationId) switch
    {
        _ when why.Fault is DirectoryFault.Forbidden => "",
        (null, null) => "",
        ({ } code, null) => $" ({code})",
        (null, { } id) => $" (correlation ID {id})",
        ({ } code, { } id) => $" ({code}, correlation ID {id})",
    };
}
