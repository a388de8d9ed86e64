using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.Renewals.Checks;

/// <summary>Words about HelpDesk's app and what it depends on.</summary>
internal sealed partial class GermanCheckTexts
{
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
}
