using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.Renewals.Checks;

/// <summary>Words about HelpDesk's app and what it depends on.</summary>
internal sealed partial class EnglishCheckTexts
{
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
}
