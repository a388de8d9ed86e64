using System.Globalization;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.Renewals.Checks;

internal sealed class GermanCheckTexts : CheckTexts
{
    private const string BrowserDoesNotCare = " Die Anmeldung im Browser wird dadurch nicht verhindert.";

    protected override CultureInfo Culture { get; } = CultureInfo.GetCultureInfo("de-DE");

    protected override string DatePattern => "d. MMMM yyyy";

    public override CheckWords Words(string name, SignInRoute route, bool signedIn) => (name, route) switch
    {
        (CheckNames.Principal, _) => new(
            "HelpDesks App lässt sich hier erneuern",
            "HelpDesks App in Ihrem Verzeichnis: ob sie da ist, aktiviert ist und hier registriert wurde.",
            "Das Geheimnis gehört zu einer App im Verzeichnis. Sie muss da und aktiviert sein, und ihre Registrierung muss in diesem Verzeichnis "
            + "liegen: Eine Registrierung aus einem anderen Verzeichnis wird dort erneuert."),
        (CheckNames.Consent, _) when signedIn => new(
            "Der Erneuerungsdienst darf für Sie erneuern",
            "Was Ihre Organisation erlaubt hat, wie es Ihre Anmeldung zeigt.",
            "Der Dienst schreibt das neue Geheimnis in Ihrem Namen, und nur, wenn ein Administrator Ihrer Organisation dem zugestimmt hat."),
        (CheckNames.Consent, _) => new(
            "Der Erneuerungsdienst darf in Ihr Verzeichnis sehen",
            "Ob Ihre Organisation dem Erneuerungsdienst zugestimmt hat.",
            "Der Dienst kann nur dort warnen und prüfen, wo ein Administrator zugestimmt hat, dass er die Apps des Verzeichnisses liest. Ohne Ihre "
            + "Anmeldung kann er nichts ändern."),
        (CheckNames.Role, SignInRoute.Delegated) => new(
            "Das Konto ist Administrator",
            "Die aktiven und die berechtigten Verzeichnisrollen des Kontos, und ob ihm die App gehört.",
            "Das Geheimnis einer App dürfen nur wenige schreiben: Global Administrator, Application Administrator, Cloud Application Administrator "
            + "oder ein Besitzer der App."),
        (CheckNames.Role, _) => new(
            "Das Konto ist Global Administrator",
            "Die aktiven und die berechtigten Verzeichnisrollen des Kontos.",
            "HelpDesks eigene Erneuerung mit Anmeldename und Kennwort gelingt nur einem Global Administrator."),
        (CheckNames.LoginFormat, SignInRoute.Delegated) => new(
            "Der Anmeldename liegt in der Anfangsdomäne",
            "Das Ende des Anmeldenamens und die Domänen Ihres Verzeichnisses.",
            "Die Regel galt für Anmeldenamen, die man in HelpDesk eintippte: Eine Verbunddomäne gibt die Anmeldung an ein anderes System weiter, wo ein "
            + "eingetipptes Kennwort nichts nützt. Sie melden sich auf Microsofts eigener Seite an; deshalb spielt es hier keine Rolle."),
        (CheckNames.LoginFormat, _) => new(
            "Der Anmeldename liegt in der Anfangsdomäne",
            "Das Ende des Anmeldenamens und die Domänen Ihres Verzeichnisses.",
            "Eine Verbunddomäne gibt die Anmeldung an ein anderes System weiter, wo ein in HelpDesk eingetipptes Kennwort nichts nützt."),
        (CheckNames.MultiFactor, SignInRoute.Delegated) => new(
            "Die mehrstufige Anmeldung steht nicht im Weg",
            "Die Einstellung des Kontos, die Sicherheitsstandards und die Richtlinien für bedingten Zugriff.",
            "Anmeldename und Kennwort allein können keinen zweiten Faktor liefern. Sie melden sich auf Microsofts eigener Seite an und können es; hier "
            + "verhindert er also nichts: Lassen Sie ihn eingeschaltet."),
        (CheckNames.MultiFactor, _) => new(
            "Die mehrstufige Anmeldung steht nicht im Weg",
            "Die Einstellung des Kontos, die Sicherheitsstandards und die Richtlinien für bedingten Zugriff.",
            "Anmeldename und Kennwort allein können keinen zweiten Faktor liefern."),
        (CheckNames.LegacyAuthentication, SignInRoute.Delegated) => new(
            "Die Legacyauthentifizierung ist unnötig oder nicht gesperrt",
            "Die Einstellung von SharePoint, die Sicherheitsstandards und die Richtlinien für bedingten Zugriff für alte Clients.",
            "Nur eine Anmeldung mit eingetipptem Kennwort braucht sie. Sie melden sich auf Microsofts eigener Seite an; hier verhindert die Sperre also "
            + "nichts: Lassen Sie sie bestehen."),
        (CheckNames.LegacyAuthentication, _) => new(
            "Die Legacyauthentifizierung ist nicht gesperrt",
            "Die Einstellung von SharePoint, die Sicherheitsstandards und die Richtlinien für bedingten Zugriff für alte Clients.",
            "Eine Anmeldung mit eingetipptem Kennwort braucht sie. Microsoft 365 hat sie seit Mai 2026 endgültig abgeschaltet, was auch immer eingestellt ist."),
        (CheckNames.ConditionalAccess, _) => new(
            "Der bedingte Zugriff lässt dieses Konto zu",
            "Alle Richtlinien für bedingten Zugriff, die gelten, gehalten gegen dieses Konto und die Anmeldung zur Erneuerung.",
            "Eine Richtlinie, die das Konto von der Anmeldung fernhält, hält es auch von der Erneuerung fern."),
        (CheckNames.AppPolicy, _) => new(
            "Ihre Richtlinien erlauben ein neues Geheimnis",
            "Die Richtlinie Ihres Verzeichnisses zur App-Verwaltung und gegebenenfalls die, die HelpDesks App zugewiesen ist.",
            "Eine solche Richtlinie kann Geheimnisse verbieten, ihre Dauer begrenzen oder die Schlüssel verbieten, die SharePoint daneben braucht."),
        (CheckNames.VaultSecret, _) => new(
            "HelpDesk kann mit dem alten Geheimnis weiterarbeiten",
            "Das Geheimnis in HelpDesks Tresor, verglichen mit dem neuesten im Verzeichnis.",
            "SharePoint nimmt ein neues Geheimnis erst, wenn das alte abgelaufen ist. Bis dahin braucht HelpDesk das alte, und das Verzeichnis zeigt ein "
            + "Geheimnis nie ein zweites Mal."),
        (CheckNames.VaultWritable, _) => new(
            "Der Tresor nimmt ein neues Geheimnis an",
            "Ob sich ein Probewert in HelpDesks Tresor schreiben und wieder entfernen lässt.",
            "Dort liest HelpDesk sein Geheimnis. Ein Geheimnis, das sich nicht ablegen lässt, ist verloren; dann wird gar nicht erst begonnen."),
        (CheckNames.RecentRenewal, _) => new(
            "Niemand sonst erneuert gerade",
            "Die Erneuerungen dieses Geheimnisses, die laufen oder eben geendet haben.",
            "Ein Geheimnis wird immer nur von einer Person erneuert, und einmal genügt."),
        (CheckNames.AccessControl, _) => new(
            "SharePoint nimmt Geheimnisse dieser Art noch an",
            "SharePoints Zugriffssteuerung (ACS), gefragt mit dem Geheimnis, das HelpDesk jetzt hat.",
            "HelpDesks App benutzt SharePoints alte Zugriffssteuerung, die Microsoft für SharePoint Online am 2. April 2026 beendet hat. Wo es sie nicht mehr "
            + "gibt, nützt ein erneuertes Geheimnis nichts."),
        _ => new(
            "Add-Ins und App-Zugriff sind in SharePoint eingeschaltet",
            "Zwei Schalter von SharePoint, die nur dessen Administratoren nachsehen können: DisableCustomAppAuthentication und IsSharePointAddInsDisabled.",
            "Sind Add-Ins oder App-Zugriff abgeschaltet, weist SharePoint HelpDesk ab, so gut sein Geheimnis auch ist."),
    };

    public override string PageTitle(Page page) => page switch
    {
        Page.ContextTokenFlow => "Wie HelpDesk sich anmeldet (Kontexttoken)",
        Page.ReplaceSecret => "Ein ablaufendes Geheimnis ersetzen",
        Page.SetUpMultiFactor => "Mehrstufige Anmeldung einrichten",
        Page.ConditionalAccessPolicies => "Richtlinien für bedingten Zugriff",
        Page.BlockLegacyAuthentication => "Bedingter Zugriff und Legacyauthentifizierung",
        Page.ActivateRole => "Rolle aktivieren",
        Page.AllRoles => "Sehen, wer die Rolle hat",
        Page.EnterpriseApps => "Unternehmensanwendungen öffnen",
        Page.AppManagementPolicies => "Richtlinien zur App-Verwaltung",
        Page.AccessControlRetirement => "Das Ende von SharePoints Zugriffssteuerung",
        Page.MoveToEntra => "HelpDesk auf eine Entra-Anwendung umstellen",
        Page.DeletedUsers => "Gelöschte Benutzer öffnen",
        _ => "Benutzer öffnen",
    };

    public override string BrowserDoesNotDepend => "Die Anmeldung im Browser hängt nicht davon ab.";

    public override string CouldNotBeRead(Unreadable why) => $"Das ließ sich nicht lesen: {Because(why.Fault)}{Codes(why)}";

    public override string Refused(StrategyRefusal refusal) => refusal.Reason switch
    {
        RefusedApp.ManagedIdentity => "Diese Client-ID gehört zu einer verwalteten Identität. Azure erneuert ihre Anmeldedaten selbst; sonst kann es niemand.",
        RefusedApp.HomedElsewhere =>
            $"Die App-Registrierung dieser Client-ID liegt nicht in diesem Verzeichnis{(refusal.HomeTenantId is { Length: > 0 } home ? $", sondern im Verzeichnis {home}" : "")}. "
            + "Nur ein Administrator jenes Verzeichnisses kann ihr Geheimnis erneuern: Fragen Sie den Herausgeber der App.",
        _ => "Das Verzeichnis hat keine App mit dieser Client-ID. HelpDesk wurde vielleicht entfernt oder ist unter einer anderen Client-ID registriert.",
    };

    public override string SiteMissing =>
        "Die Registrierung von HelpDesk nennt keine SharePoint-Website, und die Zugriffssteuerung gibt Token nur für eine Website aus: Ein neues Geheimnis ließe "
        + "sich nicht nachweisen. Der Betreiber des Erneuerungsdienstes muss die Adresse der Website ergänzen.";

    public override string AppWithoutPrincipal(string app) =>
        $"{app} ist hier registriert, aber das Verzeichnis zeigt keine Unternehmensanwendung dazu. Entstand sie eben erst, prüfen Sie noch einmal; sonst bekommt niemand ein Token dafür.";

    public override string AppDisabled(string app) => $"{app} ist im Verzeichnis deaktiviert; niemand bekommt ein Token dafür, bis die App aktiviert ist.";

    public override IReadOnlyList<string> EnableApp =>
    [
        "Öffnen Sie die Unternehmensanwendungen und wählen Sie HelpDesks App.",
        "Setzen Sie unter Eigenschaften \"Aktiviert für die Benutzeranmeldung?\" auf Ja und speichern Sie.",
        "Finden Sie heraus, warum sie deaktiviert war: Vielleicht hatte jemand einen Grund.",
    ];

    public override string AppFound(string app, CredentialHolder holder, bool isLocked) =>
        $"{app} wurde gefunden; das Geheimnis wird {(holder is CredentialHolder.Application ? "an der App-Registrierung" : "am Dienstprinzipal")} erneuert."
        + (isLocked ? " Die Registrierung sperrt ihre Dienstprinzipale; eine Erneuerung an der Registrierung selbst betrifft das nicht." : "");

    public override string ConsentMissing(bool signedIn) => signedIn
        ? "Mit Ihrer Anmeldung darf der Erneuerungsdienst das Geheimnis nicht schreiben: Ein Administrator Ihrer Organisation hat dem noch nicht zugestimmt."
        : "Ein Administrator Ihrer Organisation hat noch nicht zugestimmt, dass der Erneuerungsdienst das Verzeichnis liest.";

    public override string ConsentGiven(bool mayWrite) => mayWrite
        ? "Ihre Organisation hat zugestimmt, dass der Dienst im Namen der angemeldeten Person erneuert."
        : "Ihre Organisation hat zugestimmt, dass der Dienst das Verzeichnis liest. Was er schreiben darf, zeigt sich bei Ihrer Anmeldung.";

    public override string ConsentUnclear => "Ihre Anmeldung sagt nicht, was der Erneuerungsdienst schreiben darf.";

    public override string GiveConsent => "Zustimmen";

    public override IReadOnlyList<string> ConsentSteps =>
    [
        "Bitten Sie einen Global Administrator oder einen Privileged Role Administrator, die Zustimmungsseite zu öffnen; ein Application Administrator kann hier nicht zustimmen.",
        "Lesen Sie dort, worum der Dienst bittet, und stimmen Sie zu.",
        "Prüfen Sie nach einer Minute noch einmal.",
    ];

    public override string HoldsRole(string account, RoleHolding role) => $"{account} ist {role.Name}{Source(role.Source)}.";

    public override string HoldsLesserRole(string account, RoleHolding role) =>
        $"{account} ist nicht Global Administrator, sondern {role.Name}{(role.Scope is RoleScope.App ? " für diese App" : "")}{Source(role.Source)}; das genügt zum Erneuern.";

    public override string OwnsApp(string account) => $"{account} hat keine Administratorrolle, ist aber Besitzer der App; das genügt zum Erneuern.";

    public override string RoleNotActive(string account, RoleHolding role) =>
        $"{account} kann {role.Name} werden, hat die Rolle aber gerade nicht aktiviert. Aktivieren Sie sie und prüfen Sie noch einmal.";

    public override IReadOnlyList<string> ActivationSteps(string role) =>
    [
        $"Öffnen Sie \"Meine Rollen\" in Privileged Identity Management und aktivieren Sie {role}.",
        "Muss jemand zustimmen, warten Sie darauf.",
        "Prüfen Sie nach ein, zwei Minuten noch einmal: Das Verzeichnis braucht einen Moment.",
    ];

    public override string RoleMissing(string account, IReadOnlyList<RoleHolding> roles, Unreadable? eligible, SignInRoute route)
    {
        if (eligible is not null)
        {
            return $"{account} hat gerade keine Rolle, die genügt. Ob sich eine aktivieren ließe, war nicht zu lesen: {Because(eligible.Fault)}{Codes(eligible)}";
        }

        var has = roles.Count == 0
            ? "keine Administratorrolle"
            : string.Join(", ", roles.Select(r => r.Scope is RoleScope.Part ? $"{r.Name} (nur für einen Teil des Verzeichnisses)" : r.Name));
        var owner = route is SignInRoute.Delegated ? " und ist nicht Besitzer der App" : "";
        return $"{account} hat {has}{owner}; das genügt nicht zum Erneuern.";
    }

    public override string MayOwnApp(string account, Unreadable why) =>
        $"{account} hat keine Rolle, die genügt. Ob das Konto Besitzer der App ist, was genügen würde, war nicht zu lesen: {Because(why.Fault)}{Codes(why)}";

    public override IReadOnlyList<string> RoleSteps(bool hasPeople) =>
    [
        .. hasPeople ? ["Bitten Sie eine der Personen unten zu erneuern: Sie haben eine Rolle, die genügt."] : Array.Empty<string>(),
        "Bitten Sie einen Global Administrator um die Rolle Application Administrator, am besten als berechtigt und für wenige Stunden.",
        "Oder benutzen Sie ein anderes Konto, das eine solche Rolle hat.",
    ];

    public override string NoInitialDomain(string login) => $"Das Verzeichnis nennt keine Anfangsdomäne; {login} lässt sich nicht damit vergleichen.";

    public override string LoginIsInitial(string login, string initial) => $"{login} liegt in der Anfangsdomäne {initial}.";

    public override string LoginIsElsewhere(string login, string initial, string domain, bool? isFederated, SignInRoute route)
    {
        var federated = isFederated switch
        {
            true => $"{domain} ist eine Verbunddomäne: Ein anderes System meldet ihre Leute an",
            false => $"{domain} ist keine Verbunddomäne",
            null => $"das Verzeichnis führt {domain} nicht",
        };
        return $"{login} liegt nicht in der Anfangsdomäne {initial}; {federated}.{(route is SignInRoute.Delegated ? BrowserDoesNotCare : "")}";
    }

    public override string AskedByAccount(string state) => $"die Einstellung des Kontos steht auf '{state}'";

    public override string AskedByDefaults => "die Sicherheitsstandards sind an und verlangen sie von jedem Administrator";

    public override string AskedByPolicy(string policy) => $"die Richtlinie für bedingten Zugriff \"{policy}\" verlangt sie";

    public override string MultiFactorAsked(IReadOnlyList<string> demands, SignInRoute route) =>
        (route is SignInRoute.Delegated ? "Das verhindert nichts: Sie antworten darauf, wenn Sie sich anmelden. " : "")
        + $"Eine mehrstufige Anmeldung wird verlangt: {string.Join(", und ", demands)}.";

    public override string MultiFactorStateUnknown => "Das Verzeichnis meldet für die mehrstufige Anmeldung einen Zustand, den dieses Programm nicht kennt.";

    public override string MultiFactorMayBeAsked(IReadOnlyList<string> policies) =>
        $"Eine Richtlinie für bedingten Zugriff verlangt sie vielleicht, je nachdem, wo und wie Sie sich anmelden: {Quoted(policies)}.";

    public override string MultiFactorNotAsked =>
        "Weder die Einstellung des Kontos noch die Sicherheitsstandards noch eine Richtlinie für bedingten Zugriff verlangen sie.";

    public override string LegacyBlockedBySharePoint => "SharePoint erlaubt sie nicht";

    public override string LegacyBlockedByDefaults => "die Sicherheitsstandards sperren sie";

    public override string LegacyBlockedByPolicy(string policy) => $"die Richtlinie für bedingten Zugriff \"{policy}\" hält alte Clients fern";

    public override string LegacyBlocked(IReadOnlyList<string> blocks, SignInRoute route) =>
        (route is SignInRoute.Delegated ? "Das verhindert nichts: Die Anmeldung im Browser benutzt sie nicht. " : "")
        + $"Die Legacyauthentifizierung ist gesperrt: {string.Join(", und ", blocks)}.";

    public override string LegacyMayBeBlocked(IReadOnlyList<string> policies) =>
        $"Eine Richtlinie für bedingten Zugriff hält alte Clients vielleicht fern, je nachdem, wo sie sich anmelden: {Quoted(policies)}.";

    public override string LegacyNotBlocked =>
        "Weder die Einstellung von SharePoint noch die Sicherheitsstandards noch eine Richtlinie für bedingten Zugriff sperren sie. Seit dem 1. Mai 2026 macht das "
        + "keinen Unterschied mehr.";

    public override string AccessBlocked(IReadOnlyList<string> policies) => $"Der bedingte Zugriff lässt dieses Konto hier nicht zur Anmeldung zu: {Quoted(policies)}.";

    public override IReadOnlyList<string> AccessSteps =>
    [
        "Benutzen Sie ein anderes Konto, das die Richtlinie nicht erfasst, oder",
        "bitten Sie die Zuständigen, dieses Konto oder die Anmelde-App der Erneuerung von der Richtlinie auszunehmen.",
        "Prüfen Sie noch einmal; eine geänderte Richtlinie braucht ein paar Minuten.",
    ];

    public override string AccessNeedsDevice(IReadOnlyList<string> policies) =>
        $"Der bedingte Zugriff verlangt ein verwaltetes Gerät: {Quoted(policies)}. Melden Sie sich von einem solchen an, dann ist es kein Hindernis.";

    public override string AccessMayNeedDevice(IReadOnlyList<string> policies) =>
        $"Der bedingte Zugriff verlangt vielleicht ein verwaltetes Gerät, je nachdem, wo und wie Sie sich anmelden: {Quoted(policies)}.";

    public override string AccessNeedsMore(IReadOnlyList<string> policies) =>
        $"Der bedingte Zugriff verlangt eine bestimmte App oder das Steuerelement eines anderen Herstellers; ein Browser erfüllt das vielleicht nicht: {Quoted(policies)}.";

    public override string AccessMayBeBlocked(IReadOnlyList<string> policies) =>
        $"Der bedingte Zugriff verhindert die Anmeldung vielleicht, je nachdem, wo und wie Sie sich anmelden: {Quoted(policies)}.";

    public override string AccessOpen(bool asksForMultiFactor, IReadOnlyList<string> wouldBlock) =>
        "Keine geltende Richtlinie hält dieses Konto fern."
        + (asksForMultiFactor ? " Sie werden nach einem zweiten Faktor gefragt." : "")
        + (wouldBlock.Count > 0 ? $" Nur im Bericht und jetzt ohne Wirkung: {Quoted(wouldBlock)}." : "");

    public override string PolicyRefuses(RefusedByPolicy refused) => refused is RefusedByPolicy.Passwords
        ? "Eine Richtlinie Ihres Verzeichnisses (App-Verwaltung, passwordAddition) verbietet neue Clientgeheimnisse."
        : "Eine Richtlinie Ihres Verzeichnisses (App-Verwaltung, symmetricKeyAddition) verbietet die symmetrischen Schlüssel, die SharePoints Zugriffssteuerung braucht.";

    public override string PolicyMayRefuse(RefusedByPolicy refused) =>
        $"{PolicyRefuses(refused)} Sie erfasst nur neuere Apps, und wie alt HelpDesks App ist, lässt sich nicht lesen.";

    public override string PolicyAllows(TimeSpan? longest) => longest is { } limit
        ? $"Ihre Richtlinien erlauben ein neues Geheimnis für höchstens {limit.TotalDays:0} Tage; länger wird es nicht gelten."
        : "Ihre Richtlinien erlauben ein neues Geheimnis und begrenzen seine Dauer nicht.";

    public override string PolicyWithoutApp => "HelpDesks App lässt sich hier nicht erneuern; es gibt nichts, wogegen sich die Richtlinien halten ließen.";

    public override IReadOnlyList<string> PolicySteps =>
    [
        "Bitten Sie die Zuständigen, HelpDesks App für die Erneuerung von der Richtlinie auszunehmen.",
        "Ein Security Administrator kann dieser einen App eine eigene Richtlinie zuweisen; sie gilt dann statt der allgemeinen.",
        "Prüfen Sie danach noch einmal.",
    ];

    public override string VaultNotNeeded => "Ein neues Geheimnis dieser Art wirkt sofort; das alte muss nicht aufbewahrt werden.";

    public override string NothingToKeep => "Das alte Geheimnis ist abgelaufen; es gibt nichts, womit sich weiterarbeiten ließe.";

    public override string VaultEmpty => "HelpDesks Tresor hat das jetzige Geheimnis nicht.";

    public override string VaultOfUnknownKey => "Der Tresor hat ein Geheimnis, aber nicht, welches der Geheimnisse des Verzeichnisses es ist.";

    public override string VaultIsCurrent => "Der Tresor hat das neueste Geheimnis des Verzeichnisses.";

    public override string VaultIsStale(DateTimeOffset? since) =>
        $"Das Verzeichnis hat ein neueres Geheimnis als der Tresor{(since is { } then ? $", vom {Date(then)}" : "")}: Jemand hat es anderswo geändert, zum Beispiel im Portal.";

    public override IReadOnlyList<string> VaultSteps =>
    [
        "Fragen Sie, wer HelpDesk betreibt, wo dessen jetziges Geheimnis liegt: in der eigenen Konfiguration oder nur im Tresor.",
        "Steht es in HelpDesks Konfiguration, lassen Sie es dort, bis das alte Geheimnis abgelaufen ist.",
        "Sagen Sie dann hier, dass es erledigt ist.",
    ];

    public override string VaultTakesValues => "Ein Probewert wurde geschrieben und wieder entfernt.";

    public override string VaultTakesNoValues => "HelpDesks Tresor nimmt gerade keinen neuen Wert an. Der Betreiber des Erneuerungsdienstes muss nachsehen.";

    public override string RenewalWaits(string person, DateTimeOffset since) =>
        $"Eine Erneuerung, die {person} am {Instant(since)} begonnen hat, wartet auf eine Anmeldung. Wenn Sie weitermachen, führt Ihre sie fort.";

    public override string RenewalRuns(string person, DateTimeOffset since, RenewalState state) => state is RenewalState.Propagating
        ? $"{person} hat dieses Geheimnis am {Instant(since)} erneuert; SharePoint übernimmt es gerade."
        : $"{person} erneuert dieses Geheimnis seit {Instant(since)}.";

    public override string RenewedJustNow(string person, DateTimeOffset at, bool isProven) =>
        $"{person} hat dieses Geheimnis eben erneuert ({Instant(at)}{(isProven ? ", nachgewiesen" : "")}). Soll es wirklich noch einmal erneuert werden?";

    public override string NoRecentRenewal => "Keine Erneuerung läuft, und seit einem Tag ist keine zu Ende gegangen.";

    public override string AccessControlOnServer =>
        "Die Website, mit der HelpDesk arbeitet, liegt nicht in SharePoint Online. Auf SharePoint Servern bleibt die Zugriffssteuerung bestehen.";

    public override string AccessControlAnswers(bool afterItsEnd) => afterItsEnd
        ? "Sie hat eben ein Token für HelpDesks jetziges Geheimnis ausgegeben, obwohl Microsoft ihr Ende angekündigt hat. Planen Sie den Umstieg auf eine Entra-Anwendung."
        : "Sie hat eben ein Token für HelpDesks jetziges Geheimnis ausgegeben.";

    public override string AccessControlGone(string answer) =>
        $"Sie gibt HelpDesks App kein Token aus, und das liegt nicht am Geheimnis; ein erneuertes ließe sich nicht nachweisen. Microsoft hat sie für SharePoint Online am 2. April 2026 beendet. {answer}";

    public override string AccessControlSaysNothing(string answer) => $"Sie hat kein Token ausgegeben, und ihre Antwort sagt nichts über das Geheimnis: {answer}";

    public override string AccessControlUntil(DateTimeOffset end) => $"Microsoft beendet sie für SharePoint Online am {Date(end)}. Bis dahin nimmt sie erneuerte Geheimnisse an.";

    public override string AccessControlEnded(DateTimeOffset end) =>
        $"Microsoft hat sie für SharePoint Online am {Date(end)} beendet. Ob sie Ihrer Organisation noch antwortet, ließ sich nicht fragen.";

    public override IReadOnlyList<string> MoveSteps =>
    [
        "Was noch geht: alles an HelpDesk, was SharePoint Online nicht braucht, und Add-Ins auf eigenen SharePoint Servern.",
        "Was nicht mehr geht: HelpDesk mit SharePoint Online, mit welchem Geheimnis dieser App auch immer.",
        "Bitten Sie den Hersteller von HelpDesk um die Version mit einer Entra-Anwendung, und registrieren Sie diese Anwendung.",
        "Geben Sie ihr Zugriff auf die nötigen Websites (Sites.Selected), und nennen Sie dem Betreiber dieses Bots ihre Client-ID.",
        "Von da an erneuert dieser Bot das Geheimnis jener Anwendung, und das wirkt sofort.",
    ];

    public override string SharePointAppsAsk => "Diese zwei Schalter sieht nur ein SharePoint-Administrator.";

    public override IReadOnlyList<string> SharePointAppsSteps =>
    [
        "Führen Sie in der SharePoint Online-Verwaltungsshell aus: Get-SPOTenant | Select DisableCustomAppAuthentication, IsSharePointAddInsDisabled",
        "Beide müssen False sein. Ist einer True, führen Sie aus: Set-SPOTenant -DisableCustomAppAuthentication $false, oder dasselbe für den anderen.",
        "Sagen Sie dann hier, dass es erledigt ist.",
    ];

    private static string Source(RoleSource source) => source switch
    {
        RoleSource.Direct => " (direkt zugewiesen)",
        RoleSource.Group => " (über eine Gruppe)",
        _ => "",
    };

    private static string Because(DirectoryFault fault) => fault switch
    {
        DirectoryFault.Forbidden => "Die Berechtigung dazu fehlt.",
        DirectoryFault.ConsentMissing => "Ihre Organisation hat dem noch nicht zugestimmt.",
        DirectoryFault.SignInAgain => "Die Anmeldung gilt nicht mehr.",
        DirectoryFault.NotFound => "Das Verzeichnis kennt es nicht.",
        DirectoryFault.Throttled => "Die andere Seite ist beschäftigt oder hat nicht rechtzeitig geantwortet.",
        DirectoryFault.Misconfigured => "Die Anmeldedaten des Erneuerungsdienstes wurden abgelehnt.",
        _ => "Die andere Seite hat nicht wie erwartet geantwortet.",
    };

    // A missing permission is said in full; of anything else support wants to know more.
    private static string Codes(Unreadable why) => (why.Code, why.CorrelationId) switch
    {
        _ when why.Fault is DirectoryFault.Forbidden => "",
        (null, null) => "",
        ({ } code, null) => $" ({code})",
        (null, { } id) => $" (Korrelations-ID {id})",
        ({ } code, { } id) => $" ({code}, Korrelations-ID {id})",
    };
}
