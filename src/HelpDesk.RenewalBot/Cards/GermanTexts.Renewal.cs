using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Cards;

/// <summary>Words about secrets, checks and renewals.</summary>
internal sealed partial class GermanTexts
{
    public override string Registration => "Registrierung";

    public override string ExpiresOn => "Läuft ab am";

    public override string ExpiredOn => "Abgelaufen am";

    public override string Site => "Website";

    public override string Why =>
        "Jedes Clientgeheimnis hat ein Enddatum. An diesem Tag nimmt Microsoft 365 es nicht mehr an, und HelpDesk kann sich nicht mehr bei SharePoint "
        + "anmelden: keine Anfragen, keine Antworten, für niemanden. Eine Erneuerung fügt ein neues Geheimnis hinzu, solange das alte noch funktioniert.";

    public override string WarningText => "Wenn es niemand erneuert, steht HelpDesk ab diesem Tag für alle in Ihrer Organisation still.";

    public override string ExpiredText =>
        "HelpDesk erreicht SharePoint erst wieder, wenn das Geheimnis erneuert ist. Erneuern Sie es, damit HelpDesk wieder arbeitet.";

    public override string CountdownLabel => "Tage übrig";

    public override string ChooseTitle => "Welches Geheimnis?";

    public override string ChooseText => "Wählen Sie eines aus, oder schreiben Sie seinen Namen.";

    public override string ChooseAgain => "Das kenne ich nicht. Bitte wählen Sie eine der Schaltflächen, oder schreiben Sie den Namen.";

    public override string ChecklistRunning => "Prüfung läuft …";

    public override string ChecklistRunningText => "Ich sehe nach, was die Erneuerung verhindern könnte. Das dauert ein paar Sekunden.";

    public override string ChecklistAnswers =>
        "Bitte benutzen Sie die Schaltflächen, oder schreiben Sie „weiter“, „erneut prüfen“, „anderes Konto“ oder „abbrechen“.";

    public override string ConfirmAnswers => "Bitte benutzen Sie die Schaltflächen, oder schreiben Sie „ja“, „nein“ oder „anderes Konto“.";

    public override string ConfirmTitle => "Bereit zur Erneuerung";

    public override string MoreChoices(int count) => count == 1
        ? "Ein weiteres ist nicht aufgeführt. Sie können seinen Namen schreiben."
        : $"{count} weitere sind nicht aufgeführt. Sie können ihre Namen schreiben.";

    public override string MoreSecrets(int count) => count == 1
        ? "Ein weiteres Geheimnis wird nicht gezeigt; es ist weniger dringend."
        : $"{count} weitere Geheimnisse werden nicht gezeigt; sie sind weniger dringend.";

    public override string MoreRenewals(int count) =>
        count == 1 ? "Eine weitere Erneuerung wird nicht gezeigt." : $"{count} weitere Erneuerungen werden nicht gezeigt.";

    public override string MoreChecks(int count) => count == 1
        ? "Ein weiterer Punkt wird nicht gezeigt; er ist weniger dringend."
        : $"{count} weitere Punkte werden nicht gezeigt; sie sind weniger dringend.";

    public override string EvidenceButton => "Belege";

    public override string PropagatingWhy =>
        "Der Anmeldedienst von SharePoint gibt den Schlüssel des alten Geheimnisses aus, bis es abläuft. Das ist normal.";

    public override string LatestRenewal => "Letzte Erneuerung";

    public override string StatusTitle => "Ihre Geheimnisse";

    public override string HistoryTitle => "Frühere Erneuerungen";

    public override string HistoryEmpty => "Es wurde noch nichts erneuert.";

    public override string NotScanned => "noch nicht nachgesehen";

    public override string Days(int days) => days == 1 ? "1 Tag" : $"{days} Tage";

    public override string WarningTitle(string name, int daysLeft) => daysLeft switch
    {
        > 1 => $"Das Clientgeheimnis von {name} läuft in {daysLeft} Tagen ab",
        1 => $"Das Clientgeheimnis von {name} läuft in einem Tag ab",
        0 => $"Das Clientgeheimnis von {name} läuft heute ab",
        _ => $"Das Clientgeheimnis von {name} ist abgelaufen",
    };

    public override string DaysLeft(int days) => $"noch {Days(days)}";

    public override string ChecklistTitle(string name) => $"Vor der Erneuerung von {name}";

    public override string CheckedFor(string account, DateTimeOffset at) => $"Geprüft für {account}, {Instant(at)}";

    public override string ChecklistSummary(int blocking, int open) => (blocking, open) switch
    {
        ( > 1, _) => $"{blocking} Punkte verhindern die Erneuerung.",
        (1, _) => "Ein Punkt verhindert die Erneuerung.",
        (0, 0) => "Nichts steht im Weg.",
        (0, 1) => "Nichts verhindert die Erneuerung. Einen Punkt sollten Sie sich ansehen.",
        _ => $"Nichts verhindert die Erneuerung. {open} Punkte sollten Sie sich ansehen.",
    };

    public override string Blocked =>
        "Bitte beheben Sie, was die Erneuerung verhindert, und prüfen Sie erneut, oder verwenden Sie ein anderes Konto, das erneuern darf.";

    public override string Result(CheckResult result) => result switch
    {
        CheckResult.Passed => "in Ordnung",
        CheckResult.FailedBlocks => "nein, und das verhindert die Erneuerung",
        CheckResult.FailedDoesNotBlock => "nein, aber bei dieser Art der Anmeldung ist es nicht nötig",
        CheckResult.CannotTell => "lässt sich nicht sagen",
        _ => "war nicht zu lesen",
    };

    public override string SignedInLine(string name, string userPrincipalName) => $"Angemeldet als {name} ({userPrincipalName})";

    public override string RoleLine(IReadOnlyList<string> roles) => roles.Count == 0 ? "keine Verzeichnisrolle" : string.Join(", ", roles);

    public override string Role => "Rolle";

    public override string Account => "Konto";

    public override string Difference(string checkedName) =>
        $"Das ist nicht das Konto, das ich vorher geprüft habe ({checkedName}). Dieses hier habe ich jetzt geprüft; bitte vergewissern Sie sich, dass es das "
        + "richtige ist.";

    public override string RolesChanged(IReadOnlyList<string> before, IReadOnlyList<string> now) =>
        $"Als ich dieses Konto geprüft habe, hatte es {Held(before)}. Jetzt hat es {Held(now)}. Bitte vergewissern Sie sich, dass das so gewollt ist.";

    public override string WrongTenant =>
        "Dieses Konto gehört zu einer anderen Organisation als das Geheimnis. Es wurde nichts geändert. Bitte verwenden Sie ein Konto der Organisation, der "
        + "das Geheimnis gehört.";

    public override string ConfirmText(string name, DateTimeOffset? oldUntil, DateTimeOffset now) =>
        $"Damit bekommt die Registrierung {name} ein neues Geheimnis, und es wird im Tresor von HelpDesk hinterlegt. {OldSecret(oldUntil, now)}";

    public override string RenewalActive(string startedBy) => $"{startedBy} hat schon eine Erneuerung gestartet. So steht es um sie:";

    public override string RenewalActiveByYou => "Sie haben diese Erneuerung schon gestartet. So steht es um sie:";

    private string OldSecret(DateTimeOffset? until, DateTimeOffset now) => until switch
    {
        null => "Vorhandene Geheimnisse bleiben erhalten.",
        { } end when end <= now => $"Das alte Geheimnis ist am {Date(end)} abgelaufen.",
        { } end => $"Das alte Geheimnis bleibt bis zum {Date(end)} erhalten.",
    };

    private string Held(IReadOnlyList<string> roles) => roles.Count switch
    {
        0 => RoleLine(roles),
        1 => $"die Rolle {RoleLine(roles)}",
        _ => $"die Rollen {RoleLine(roles)}",
    };
}
