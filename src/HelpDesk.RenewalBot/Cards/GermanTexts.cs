using System.Globalization;

namespace HelpDesk.RenewalBot.Cards;

/// <summary>The words in German. A client secret is a <c>Geheimnis</c>, as on Entra's page <c>Zertifikate &amp; Geheimnisse</c>.</summary>
internal sealed partial class GermanTexts : Texts
{
    protected override CultureInfo Culture { get; } = CultureInfo.GetCultureInfo("de-DE");

    protected override string DatePattern => "d. MMMM yyyy";

    protected override string InstantPattern => "d. MMMM yyyy, HH:mm 'Uhr UTC'";

    public override string Language => "de";

    public override string GreetingTitle => "Hallo! Ich kümmere mich um das Clientgeheimnis von HelpDesk";

    public override string GreetingText =>
        "HelpDesk greift mit einem Clientgeheimnis auf SharePoint zu, und Geheimnisse laufen ab. Ich sage Ihnen rechtzeitig Bescheid, prüfe, "
        + "was im Weg stehen könnte, erneuere das Geheimnis zusammen mit Ihnen und weise nach, dass das neue funktioniert.";

    public override string GreetingPrivacy => "Sie melden sich auf der Anmeldeseite Ihrer Organisation an. Ein Kennwort bekomme ich nie zu sehen.";

    public override string GreetingUnidentified =>
        "In diesem Chat kann ich nicht erkennen, wer Sie sind. Bitte melden Sie sich an, dann kann ich Ihnen sagen, wie es um Ihre Geheimnisse steht.";

    public override string GroupPointer =>
        "Über Geheimnisse spreche ich nur unter vier Augen. Öffnen Sie einen persönlichen Chat mit mir und schreiben Sie dort „status“.";

    public override string SignInButton => "Anmelden";

    public override string OAuthTitle => "Anmelden";

    public override string OAuthText =>
        "Melden Sie sich mit dem Konto an, das Sie dafür verwenden möchten. Zeigt die Seite am Ende einen Code, geben Sie ihn hier ein.";

    public override string OAuthOtherText =>
        "Wählen Sie das Konto, das Sie dafür verwenden möchten. Zeigt die Seite am Ende einen Code, geben Sie ihn hier ein.";

    public override string OAuthIdentifyText =>
        "Melden Sie sich an, damit ich weiß, wer Sie sind. Zeigt die Seite am Ende einen Code, geben Sie ihn hier ein.";

    public override string OAuthAgain =>
        "Bitte melden Sie sich über die Schaltfläche an, oder geben Sie den sechsstelligen Code von der Seite ein. Mit „abbrechen“ hören wir auf.";

    public override string HelpTitle => "Was ich kann";

    public override string HelpText => "Benutzen Sie die Schaltflächen, oder schreiben Sie eines dieser Wörter:";

    public override string UnknownTitle => "Das habe ich nicht verstanden";

    public override string UnknownText => "Ich kenne diese Wörter:";

    public override IReadOnlyList<(string Word, string Meaning)> Commands =>
    [
        ("status", "wie es um Ihre Geheimnisse steht"),
        ("erneuern", "ein Geheimnis erneuern"),
        ("prüfen", "nachsehen, was eine Erneuerung verhindern könnte"),
        ("verlauf", "frühere Erneuerungen"),
        ("befristetes konto", "der letzte Ausweg, Schritt für Schritt"),
        ("abmelden", "vergessen, wer sich hier angemeldet hat"),
        ("abbrechen", "aufhören mit dem, was gerade läuft"),
        ("hilfe", "diese Liste"),
    ];

    public override string StatusButton => "Status anzeigen";

    public override string RenewButton => "Jetzt erneuern";

    public override string CheckButton => "Zuerst prüfen";

    public override string WhyButton => "Warum?";

    public override string HistoryButton => "Verlauf";

    public override string HelpButton => "Hilfe";

    public override string RefreshButton => "Aktualisieren";

    public override string ContinueButton => "Weiter";

    public override string CheckAgainButton => "Erneut prüfen";

    public override string OtherAccountButton => "Anderes Konto verwenden";

    public override string CancelButton => "Abbrechen";

    public override string ConfirmButton => "Geheimnis erneuern";

    public override string SignInAgainButton => "Erneut anmelden";

    public override string TryAgainButton => "Erneut versuchen";

    public override string Working => "Einen Moment …";

    public override string WorkingOnChecks => "Ich sehe nach, was die Erneuerung verhindern könnte …";

    public override string WorkingOnSignIn => "Ich bereite die Anmeldung vor …";

    public override string WorkingOnRenewal => "Ich starte die Erneuerung …";

    public override string Cancelled => "In Ordnung, ich habe aufgehört. Es wurde nichts geändert.";

    public override string NothingToCancel => "Im Moment gibt es nichts abzubrechen.";

    public override string Updated =>
        "Ich wurde aktualisiert, während wir mitten in etwas waren, und kann dort nicht weitermachen. Es wurde nichts geändert. Wir fangen neu an:";

    public override string UpdatedAtConfirmation =>
        "Ich wurde aktualisiert, während wir mitten in etwas waren, und kann dort nicht weitermachen. Falls Sie schon bestätigt hatten, lesen Sie in "
        + "diesem Chat, wie es mit jener Erneuerung weitergeht; sonst wurde nichts geändert. Wir fangen neu an:";

    public override string Idle =>
        "Wir hatten etwas angefangen, und dann war es hier lange still; deshalb habe ich aufgehört. Sie können jederzeit neu anfangen.";

    public override string SignedOut => "Sie sind abgemeldet.";

    public override string NotSignedOut =>
        "Ich habe vergessen, wer Sie sind. Der Anmeldedienst antwortet aber nicht, und so ist nicht sicher, dass Sie auch dort abgemeldet sind. Bitte "
        + "schreiben Sie in ein paar Minuten noch einmal „abmelden“.";

    public override string TooMuchAtOnce => "Es kam mehreres gleichzeitig an, und dies konnte ich nicht erledigen. Bitte versuchen Sie es noch einmal.";

    public override string Outdated => "Diese Karte ist veraltet. So ist es jetzt:";

    public override string BadCard => "Diese Schaltfläche gilt nicht mehr. Schreiben Sie „status“, um zu sehen, wie es jetzt ist.";

    public override string ErrorTitle => "Das hat nicht geklappt";

    public override string NothingTitle => "Hier gibt es nichts zu tun";

    public override string StartUnknown =>
        "Ich habe um die Erneuerung gebeten und keine Antwort bekommen; deshalb weiß ich noch nicht, ob sie begonnen hat. Ich sehe weiter nach, und sobald "
        + "sie begonnen hat, lesen Sie es in diesem Chat. Noch einmal darum zu bitten schadet nicht: Ein Geheimnis wird nie zweimal zur selben Zeit erneuert.";

    public override string Unavailable =>
        "Ich kann den Erneuerungsdienst gerade nicht erreichen. Es wurde nichts geändert. Bitte versuchen Sie es in ein paar Minuten noch einmal.";

    public override string NotAWatcher =>
        "Ich kenne kein Geheimnis von HelpDesk, um das Sie sich kümmern. Wer als Administrator schon eines erneuert hat oder als Kontakt eingetragen ist, "
        + "sieht es hier.";

    public override string NoRegistrations => "HelpDesk ist für Ihre Organisation noch nicht registriert; es gibt also kein Geheimnis, auf das zu achten wäre.";

    public override string SignInRefused =>
        "Diese Anmeldung wurde nicht angenommen. Ich brauche eine von der Anmeldeseite Ihrer Organisation. Bitte melden Sie sich noch einmal an, oder "
        + "verwenden Sie ein anderes Konto.";

    public override string SignInEmulated =>
        "Diese Anmeldung kam von der Testschaltfläche des Emulators und nicht von Ihrer Organisation; deshalb kann ich sie nicht annehmen. Es wurde nichts "
        + "geändert.";

    public override string SignInMissing => "Die Anmeldung wurde nicht abgeschlossen. Es wurde nichts geändert.";

    public override string SignInFailed(string code) => code switch
    {
        "installappfailed" or "installedappnotfound" =>
            "In Teams ist HelpDesk Renewal für Sie nicht installiert; deshalb konnte Teams Sie nicht von selbst anmelden. Benutzen Sie die Schaltfläche. "
            + "Kommt das wieder vor, bitten Sie Ihren Teams-Administrator, die App zuzulassen.",
        "resourcematchfailed" or "oauthcardnotvalid" =>
            "Teams konnte Sie nicht von selbst anmelden, weil diese App nicht richtig eingerichtet ist. Das muss der Hersteller beheben; bitte melden Sie es "
            + "dem Support von HelpDesk. Bis dahin funktioniert die Schaltfläche.",
        "userconsentrequired" =>
            "Teams konnte Sie nicht von selbst anmelden: Zuerst müssen Sie oder Ihr Administrator zustimmen. Benutzen Sie die Schaltfläche, und stimmen Sie "
            + "dem zu, worum die Seite bittet.",
        "interactionrequired" =>
            "Teams konnte Sie nicht von selbst anmelden: Ihre Organisation verlangt, dass Sie es selbst tun. Benutzen Sie die Schaltfläche.",
        "tokenmissing" =>
            "Teams hat von Ihrer Organisation keine Anmeldung für Sie bekommen. Benutzen Sie die Schaltfläche; gelingt es auch so nicht, melden Sie sich bei "
            + "Teams ab und wieder an.",
        "authrequestfailed" or "invokeerror" => "Teams hat versucht, Sie von selbst anzumelden; es ist nicht gelungen. Benutzen Sie die Schaltfläche.",
        _ => "Teams konnte Sie nicht von selbst anmelden. Benutzen Sie die Schaltfläche.",
    };

    public override string NotAllowed => "Dieses Konto darf das nicht.";

    public override string Unexpected(string reference) =>
        $"Bei mir ist etwas schiefgegangen; an Ihnen lag es nicht. Kommt es wieder vor, nennen Sie dem Support diese Kennung: {reference}";

    public override string SignedInAs(string name) => $"Danke, Sie sind als {name} angemeldet.";
}
