using System.Globalization;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;

namespace HelpDesk.Renewals.Checks;

internal sealed partial class GermanCheckTexts : CheckTexts
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
