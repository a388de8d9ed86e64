using System.Globalization;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.Renewals.Checks;

internal sealed class EnglishCheckTexts : CheckTexts
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

    public override string Refused(StrategyRefusal refusal) => refusal.Reason switch
    {
        RefusedApp.ManagedIdentity => "This client ID belongs to a managed identity. Azure renews its credentials by itself; nobody else can.",
        RefusedApp.HomedElsewhere =>
            $"The app registration of this client ID is not in this directory{(refusal.HomeTenantId is { Length: > 0 } home ? $" but in directory {home}" : "")}. "
            + "Only an admin of the directory that holds it can renew its secret: ask the publisher of the app.",
        _ => "The directory holds no app with this client ID. HelpDesk may have been removed, or be registered under another client ID.",
    };

    public override string SiteMissing =>
        "HelpDesk's registration names no SharePoint site, and access control gives tokens for one site only: a new secret could not be proven. "
        + "The operator of the renewal service has to add the site's address.";

    public override string AppWithoutPrincipal(string app) =>
        $"{app} is registered here, but the directory shows no enterprise application for it. If it was made a moment ago, check again; else nobody gets a token for it.";

    public override string AppDisabled(string app) => $"{app} is disabled in the directory; nobody can get a token for it until it is enabled.";

    public override IReadOnlyList<string> EnableApp =>
    [
        "Open the enterprise applications and choose HelpDesk's app.",
        "Under Properties set \"Enabled for users to sign in?\" to Yes, and save.",
        "Find out why it was disabled: somebody may have had a reason.",
    ];

    public override string AppFound(string app, CredentialHolder holder, bool isLocked) =>
        $"{app} was found; its secret is renewed on the {(holder is CredentialHolder.Application ? "app registration" : "service principal")}."
        + (isLocked ? " The registration locks its service principals, which does not concern a renewal on the registration itself." : "");

    public override string ConsentMissing(bool signedIn) => signedIn
        ? "Your sign-in does not let the renewal service write the secret: an administrator of your organisation has not agreed to it yet."
        : "An administrator of your organisation has not agreed yet that the renewal service may read the directory.";

    public override string ConsentGiven(bool mayWrite) => mayWrite
        ? "Your organisation has agreed that the service renews in the name of who signed in."
        : "Your organisation has agreed that the service reads the directory. What it may write shows when you sign in.";

    public override string ConsentUnclear => "Your sign-in does not say what the renewal service may write.";

    public override string GiveConsent => "Give consent";

    public override IReadOnlyList<string> ConsentSteps =>
    [
        "Ask a Global Administrator or a Privileged Role Administrator to open the consent page; an Application Administrator cannot consent to this.",
        "On that page, read what the service asks for and accept it.",
        "Check again after a minute.",
    ];

    public override string HoldsRole(string account, RoleHolding role) => $"{account} is {role.Name}{Source(role.Source)}.";

    public override string HoldsLesserRole(string account, RoleHolding role) =>
        $"{account} is not Global Administrator but {role.Name}{(role.Scope is RoleScope.App ? " for this app" : "")}{Source(role.Source)}, which suffices to renew.";

    public override string OwnsApp(string account) => $"{account} holds no administrator role but owns the app, which suffices to renew.";

    public override string RoleNotActive(string account, RoleHolding role) =>
        $"{account} may become {role.Name} but has not activated the role now. Activate it, then check again.";

    public override IReadOnlyList<string> ActivationSteps(string role) =>
    [
        $"Open \"My roles\" in Privileged Identity Management and activate {role}.",
        "If somebody has to approve it, wait for that.",
        "Check again after a minute or two: the directory takes a moment to know.",
    ];

    public override string RoleMissing(string account, IReadOnlyList<RoleHolding> roles, Unreadable? eligible, SignInRoute route)
    {
        if (eligible is not null)
        {
            return $"{account} holds no role that suffices now. Whether one could be activated could not be read: {Because(eligible.Fault)}{Codes(eligible)}";
        }

        var has = roles.Count == 0 ? "no administrator role" : string.Join(", ", roles.Select(r => r.Scope is RoleScope.Part ? $"{r.Name} (for a part of the directory only)" : r.Name));
        var owner = route is SignInRoute.Delegated ? ", and does not own the app" : "";
        return $"{account} holds {has}{owner}; that does not suffice to renew.";
    }

    public override string MayOwnApp(string account, Unreadable why) =>
        $"{account} holds no role that suffices. Whether it owns the app, which would suffice, could not be read: {Because(why.Fault)}{Codes(why)}";

    public override IReadOnlyList<string> RoleSteps(bool hasPeople) =>
    [
        .. hasPeople ? ["Ask one of the people below to renew: they hold a role that suffices."] : Array.Empty<string>(),
        "Ask a Global Administrator for the role Application Administrator, best as eligible and for a few hours.",
        "Or use another account that holds such a role.",
    ];

    public override string NoInitialDomain(string login) => $"The directory names no initial domain, so {login} cannot be compared with it.";

    public override string LoginIsInitial(string login, string initial) => $"{login} is in the initial domain {initial}.";

    public override string LoginIsElsewhere(string login, string initial, string domain, bool? isFederated, SignInRoute route)
    {
        var federated = isFederated switch
        {
            true => $"{domain} is federated: another system signs its people in",
            false => $"{domain} is not federated",
            null => $"the directory does not list {domain}",
        };
        return $"{login} is not in the initial domain {initial}; {federated}.{(route is SignInRoute.Delegated ? BrowserDoesNotCare : "")}";
    }

    public override string AskedByAccount(string state) => $"the account's own setting is '{state}'";

    public override string AskedByDefaults => "security defaults are on and ask every administrator for it";

    public override string AskedByPolicy(string policy) => $"the Conditional Access policy \"{policy}\" asks for it";

    public override string MultiFactorAsked(IReadOnlyList<string> demands, SignInRoute route) =>
        (route is SignInRoute.Delegated ? "This does not block: you answer it when you sign in. " : "")
        + $"Multi-factor authentication is asked for: {string.Join(", and ", demands)}.";

    public override string MultiFactorStateUnknown => "The directory gives a state of multi-factor authentication that this product does not know.";

    public override string MultiFactorMayBeAsked(IReadOnlyList<string> policies) =>
        $"A Conditional Access policy may ask for it, depending on where and how you sign in: {Quoted(policies)}.";

    public override string MultiFactorNotAsked => "Neither the account's own setting nor security defaults nor a Conditional Access policy asks for it.";

    public override string LegacyBlockedBySharePoint => "SharePoint does not allow it";

    public override string LegacyBlockedByDefaults => "security defaults block it";

    public override string LegacyBlockedByPolicy(string policy) => $"the Conditional Access policy \"{policy}\" keeps old clients out";

    public override string LegacyBlocked(IReadOnlyList<string> blocks, SignInRoute route) =>
        (route is SignInRoute.Delegated ? "This does not block: the sign-in in the browser does not use it. " : "")
        + $"Legacy authentication is blocked: {string.Join(", and ", blocks)}.";

    public override string LegacyMayBeBlocked(IReadOnlyList<string> policies) =>
        $"A Conditional Access policy may keep old clients out, depending on where they sign in: {Quoted(policies)}.";

    public override string LegacyNotBlocked =>
        "Neither SharePoint's setting nor security defaults nor a Conditional Access policy blocks it. Since 1 May 2026 that makes no difference any more.";

    public override string AccessBlocked(IReadOnlyList<string> policies) => $"Conditional Access does not let this account sign in here: {Quoted(policies)}.";

    public override IReadOnlyList<string> AccessSteps =>
    [
        "Use another account that the policy does not cover, or",
        "ask who looks after Conditional Access to exclude this account, or the sign-in app of the renewal, from the policy.",
        "Check again; a changed policy takes a few minutes.",
    ];

    public override string AccessNeedsDevice(IReadOnlyList<string> policies) =>
        $"Conditional Access asks for a managed device: {Quoted(policies)}. Sign in from one, and this is no obstacle.";

    public override string AccessMayNeedDevice(IReadOnlyList<string> policies) =>
        $"Conditional Access may ask for a managed device, depending on where and how you sign in: {Quoted(policies)}.";

    public override string AccessNeedsMore(IReadOnlyList<string> policies) =>
        $"Conditional Access asks for a certain app or for another vendor's control, which a browser may not satisfy: {Quoted(policies)}.";

    public override string AccessMayBeBlocked(IReadOnlyList<string> policies) =>
        $"Conditional Access may stop the sign-in, depending on where and how you sign in: {Quoted(policies)}.";

    public override string AccessOpen(bool asksForMultiFactor, IReadOnlyList<string> wouldBlock) =>
        "No policy that is in force keeps this account out."
        + (asksForMultiFactor ? " You will be asked for a second factor." : "")
        + (wouldBlock.Count > 0 ? $" Only reported, and without effect now: {Quoted(wouldBlock)}." : "");

    public override string PolicyRefuses(RefusedByPolicy refused) => refused is RefusedByPolicy.Passwords
        ? "A policy of this tenant (app management, passwordAddition) forbids new client secrets."
        : "A policy of this tenant (app management, symmetricKeyAddition) forbids the symmetric keys that SharePoint's access control needs.";

    public override string PolicyMayRefuse(RefusedByPolicy refused) =>
        $"{PolicyRefuses(refused)} It covers newer apps only, and how old HelpDesk's app is cannot be read.";

    public override string PolicyAllows(TimeSpan? longest) => longest is { } limit
        ? $"Your policies allow a new secret for at most {limit.TotalDays:0} days; it will not be longer than that."
        : "Your policies allow a new secret and do not limit how long it lasts.";

    public override string PolicyWithoutApp => "HelpDesk's app cannot be renewed here, so there is nothing to hold the policies against.";

    public override IReadOnlyList<string> PolicySteps =>
    [
        "Ask who looks after app-management policies to exempt HelpDesk's app for the renewal.",
        "A Security Administrator can assign a policy to this one app; it then counts instead of the general one.",
        "Check again when that is done.",
    ];

    public override string VaultNotNeeded => "A new secret of this kind works at once, so the old one need not be kept.";

    public override string NothingToKeep => "The old secret has run out, so there is nothing to go on with.";

    public override string VaultEmpty => "HelpDesk's vault does not hold the present secret.";

    public override string VaultOfUnknownKey => "The vault holds a secret, but not which of the directory's secrets it is.";

    public override string VaultIsCurrent => "The vault holds the newest secret of the directory.";

    public override string VaultIsStale(DateTimeOffset? since) =>
        $"The directory has a newer secret than the vault{(since is { } then ? $", made on {Date(then)}" : "")}: somebody has changed it elsewhere, in the portal for example.";

    public override IReadOnlyList<string> VaultSteps =>
    [
        "Ask who runs HelpDesk where its present secret is kept: in its own configuration, or only in the vault.",
        "If HelpDesk's configuration holds it, leave it there until the old secret has run out.",
        "Then say here that this is done.",
    ];

    public override string VaultTakesValues => "A trial value was written and removed again.";

    public override string VaultTakesNoValues => "HelpDesk's vault takes no new value now. The operator of the renewal service has to look into it.";

    public override string RenewalWaits(string person, DateTimeOffset since) =>
        $"A renewal that {person} began on {Instant(since)} waits for a sign-in. If you go on, yours carries it on.";

    public override string RenewalRuns(string person, DateTimeOffset since, RenewalState state) => state is RenewalState.Propagating
        ? $"{person} renewed this secret on {Instant(since)}; SharePoint is taking it over."
        : $"{person} is renewing this secret since {Instant(since)}.";

    public override string RenewedJustNow(string person, DateTimeOffset at, bool isProven) =>
        $"{person} has just renewed this secret ({Instant(at)}{(isProven ? ", proven" : "")}). Is another renewal really wanted?";

    public override string NoRecentRenewal => "No renewal runs, and none has ended within a day.";

    public override string AccessControlOnServer =>
        "The site that HelpDesk works on is not in SharePoint Online. On SharePoint Servers access control goes on.";

    public override string AccessControlAnswers(bool afterItsEnd) => afterItsEnd
        ? "It gave a token for HelpDesk's present secret just now, although Microsoft has announced its end. Plan the move to an Entra application."
        : "It gave a token for HelpDesk's present secret just now.";

    public override string AccessControlGone(string answer) =>
        $"It gives HelpDesk's app no token, and not because of the secret, so a renewed one could not be proven. Microsoft ended it for SharePoint Online on 2 Apr 2026. {answer}";

    public override string AccessControlSaysNothing(string answer) => $"It gave no token, and its answer says nothing of the secret: {answer}";

    public override string AccessControlUntil(DateTimeOffset end) => $"Microsoft ends it for SharePoint Online on {Date(end)}. Until then it takes renewed secrets.";

    public override string AccessControlEnded(DateTimeOffset end) =>
        $"Microsoft ended it for SharePoint Online on {Date(end)}. It could not be asked whether it still serves your organisation.";

    public override IReadOnlyList<string> MoveSteps =>
    [
        "What still works: everything of HelpDesk that does not reach SharePoint Online, and add-ins on SharePoint Servers of your own.",
        "What does not: HelpDesk on SharePoint Online, with any secret of this app.",
        "Ask HelpDesk's vendor for the version that uses an Entra application, and register that application.",
        "Give it access to the sites that it needs (Sites.Selected), and tell the operator of this bot its client ID.",
        "From then on this bot renews that application's secret, which works at once.",
    ];

    public override string SharePointAppsAsk => "Nobody but a SharePoint Administrator can see these two switches.";

    public override IReadOnlyList<string> SharePointAppsSteps =>
    [
        "In the SharePoint Online Management Shell run: Get-SPOTenant | Select DisableCustomAppAuthentication, IsSharePointAddInsDisabled",
        "Both have to be False. If one is True, run: Set-SPOTenant -DisableCustomAppAuthentication $false, or the same for the other one.",
        "Then say here that this is done.",
    ];

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
