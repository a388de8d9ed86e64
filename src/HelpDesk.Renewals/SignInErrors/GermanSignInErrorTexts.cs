namespace HelpDesk.Renewals.SignInErrors;

internal sealed class GermanSignInErrorTexts : SignInErrorTexts
{
    public override SignInErrorText UnknownCode { get; } = new(
        "Microsoft hat die Anmeldung abgelehnt",
        "HelpDesk kennt diesen Code nicht. Versuchen Sie es noch einmal; kommt er wieder, schicken Sie Code, Korrelations-ID und Uhrzeit "
            + "an den Support.");

    protected override SignInErrorText AccountUnknown { get; } = new(
        "Microsoft kennt dieses Konto nicht",
        "In Ihrem Mandanten gibt es kein Konto mit diesem Anmeldenamen. Prüfen Sie die Schreibweise oder melden Sie sich mit einem anderen "
            + "Konto an.");

    protected override SignInErrorText AccountElsewhere { get; } = new(
        "Dieses Konto gehört zu einer anderen Organisation",
        "Das Konto, mit dem Sie sich angemeldet haben, ist kein Mitglied dieses Mandanten. Melden Sie sich noch einmal an und wählen Sie "
            + "ein Konto des Mandanten, dessen Geheimnis erneuert werden soll.");

    protected override SignInErrorText AccountLocked { get; } = new(
        "Die Anmeldung ist vorübergehend gesperrt",
        "Nach zu vielen Fehlversuchen oder aus einem verdächtigen Netz sperrt Microsoft die Anmeldung eine Zeit lang. Warten Sie ein paar "
            + "Minuten und versuchen Sie es dann noch einmal, am besten aus einem anderen Netz.");

    protected override SignInErrorText AccountDisabled { get; } = new(
        "Dieses Konto ist deaktiviert",
        "Zurzeit kann sich niemand damit anmelden. Nehmen Sie ein anderes Konto oder lassen Sie dieses im Microsoft Entra Admin Center "
            + "aktivieren.");

    protected override SignInErrorText AccountNotAssigned { get; } = new(
        "Dieses Konto darf HelpDesk noch nicht nutzen",
        "Ihr Mandant lässt nur Personen zu, die dieser App zugewiesen sind. Weisen Sie Ihr Konto oder eine Ihrer Gruppen unter "
            + "„Unternehmensanwendungen“ zu und versuchen Sie es dann noch einmal.");

    protected override SignInErrorText WrongPassword { get; } = new(
        "Anmeldename und Kennwort passen nicht zusammen",
        "Prüfen Sie beides und melden Sie sich noch einmal an. Lassen Sie sich Zeit: Mehrere Fehlversuche hintereinander sperren das Konto.");

    protected override SignInErrorText PasswordToChange { get; } = new(
        "Zuerst braucht das Konto ein neues Kennwort",
        "Das Kennwort ist abgelaufen, oder das Konto hat keines, das gilt. Legen Sie ein neues fest und melden Sie sich dann noch einmal "
            + "an.");

    protected override SignInErrorText SignInAgain { get; } = new(
        "Bitte melden Sie sich noch einmal an",
        "Ihre frühere Anmeldung gilt nicht mehr, zum Beispiel weil sie zu lange her ist oder das Kennwort geändert wurde. Nach einer neuen "
            + "Anmeldung geht es weiter.");

    protected override SignInErrorText StartOver { get; } = new(
        "Die Anmeldung wurde nicht abgeschlossen",
        "Sie hat zu lange gedauert, oder die Antwort kam doppelt oder für einen anderen Mandanten an. Starten Sie sie im Chat neu und "
            + "führen Sie sie in einem Zug zu Ende.");

    protected override SignInErrorText SecondFactorNeeded { get; } = new(
        "Microsoft verlangt einen zweiten Nachweis",
        "Ihr Konto ist nicht nur mit einem Kennwort geschützt, und so soll es auch sein. Melden Sie sich noch einmal im Browser an und "
            + "bestätigen Sie dort die Anfrage.");

    protected override SignInErrorText SecondFactorToSetUp { get; } = new(
        "Ein zweiter Nachweis muss eingerichtet werden",
        "Ihr Mandant verlangt mehr als ein Kennwort, und für dieses Konto ist noch nichts weiter eingerichtet. Melden Sie sich noch einmal "
            + "im Browser an und folgen Sie den Schritten, die Microsoft anzeigt.");

    protected override SignInErrorText SecondFactorSetUpBlocked { get; } = new(
        "Der zweite Nachweis lässt sich gerade nicht einrichten",
        "Microsoft stuft dieses Konto oder diese Anmeldung als gefährdet ein und lässt die Einrichtung nicht zu. Bitten Sie eine andere "
            + "Person mit Administratorrechten, das Konto zu prüfen und freizugeben.");

    protected override SignInErrorText OtherProofNeeded { get; } = new(
        "Ein weiterer Dienst muss die Anmeldung bestätigen",
        "Ihr Mandant leitet Sie für einen zusätzlichen Schritt zu einem anderen Anbieter. Melden Sie sich noch einmal im Browser an und "
            + "schließen Sie diesen Schritt dort ab.");

    protected override SignInErrorText DeviceNotManaged { get; } = new(
        "Dieses Gerät wird nicht akzeptiert",
        "Ihr Mandant erlaubt diese Anmeldung nur von Geräten, die er verwaltet. Melden Sie sich von einem verwalteten Gerät an oder lassen "
            + "Sie dieses registrieren.");

    protected override SignInErrorText ClientNotApproved { get; } = new(
        "Dieser Browser oder diese App wird nicht akzeptiert",
        "Ihr Mandant erlaubt diese Anmeldung nur aus bestimmten Apps. Öffnen Sie die Anmeldung in einer davon oder lassen Sie die "
            + "Richtlinie ändern.");

    protected override SignInErrorText BlockedByPolicy { get; } = new(
        "Eine Regel Ihres Mandanten verhindert die Anmeldung",
        "Eine Richtlinie für bedingten Zugriff lässt dieses Konto hier nicht zu. Lassen Sie die Richtlinie ändern oder das Konto davon "
            + "ausnehmen, oder melden Sie sich mit einem Konto an, für das sie nicht gilt.");

    protected override SignInErrorText BlockedAsLegacy { get; } = new(
        "Diese Art der Anmeldung ist abgeschaltet",
        "Ihr Mandant lässt nicht mehr zu, dass ein Programm das Kennwort selbst überträgt. Melden Sie sich stattdessen im Browser auf der "
            + "Seite von Microsoft an.");

    protected override SignInErrorText BlockedByNetwork { get; } = new(
        "Ihr Netz lässt diesen Mandanten nicht zu",
        "Aus dem Netz, in dem Sie gerade sind, kann man sich nur bei bestimmten Mandanten anmelden. Lassen Sie diesen von der "
            + "Netzwerkadministration freigeben oder wechseln Sie das Netz.");

    protected override SignInErrorText ConsentMissing { get; } = new(
        "HelpDesk ist noch nicht freigegeben",
        "Ihr Mandant hat dem, was HelpDesk für die Erneuerung braucht, noch nicht zugestimmt. Erteilen Sie die Zustimmung, dann geht es "
            + "weiter.");

    protected override SignInErrorText ConsentDeclined { get; } = new(
        "Die Zustimmung wurde nicht erteilt",
        "Ohne sie kann HelpDesk nichts erneuern; geändert wurde nichts. Sehen Sie sich in Ruhe an, worum HelpDesk bittet, und stimmen Sie "
            + "zu, sobald Sie einverstanden sind.");

    protected override SignInErrorText AdminConsentMissing { get; } = new(
        "Zuerst muss die Administration zustimmen",
        "Mit Ihrem Konto lässt sich diese Zustimmung nicht erteilen. Schicken Sie den Link zur Zustimmung an jemanden mit der Rolle "
            + "„Globaler Administrator“ oder „Administrator für privilegierte Rollen“; danach geht es weiter.");

    protected override SignInErrorText ConsentPending { get; } = new(
        "Ihre Anfrage wartet auf Zustimmung",
        "Sie muss genehmigt werden, bevor es weitergeht. Fragen Sie bei der Person nach, die solche Anfragen in Ihrem Mandanten genehmigt, "
            + "und versuchen Sie es danach noch einmal.");

    protected override SignInErrorText TenantUnknown { get; } = new(
        "Microsoft kennt diesen Mandanten nicht",
        "Zu dem Namen oder der ID, die HelpDesk erhalten hat, gibt es keinen Mandanten. Vergleichen Sie die Angabe mit der Mandanten-ID im "
            + "Microsoft Entra Admin Center und berichtigen Sie sie.");

    protected override SignInErrorText ServiceMissing { get; } = new(
        "In Ihrem Mandanten fehlt ein Dienst",
        "HelpDesk braucht einen Dienst von Microsoft, den es in Ihrem Mandanten nicht gibt oder der dort nicht eingeschaltet ist. Prüfen "
            + "Sie die Lizenzen und ob der Dienst eingerichtet ist.");

    protected override SignInErrorText AppNotInTenant { get; } = new(
        "HelpDesk ist in diesem Mandanten nicht bekannt",
        "Entweder haben Sie sich bei einem anderen Mandanten angemeldet als gedacht, oder HelpDesk wurde hier noch nicht hinzugefügt. "
            + "Prüfen Sie den Mandanten; ist es der richtige, fügen Sie HelpDesk hinzu und erteilen Sie die Zustimmung.");

    protected override SignInErrorText AppDisabled { get; } = new(
        "HelpDesk ist in diesem Mandanten abgeschaltet",
        "Jemand hat die App deaktiviert. Erlauben Sie die Anmeldung unter „Unternehmensanwendungen“ wieder und versuchen Sie es dann noch "
            + "einmal.");

    protected override SignInErrorText ClockWrong { get; } = new(
        "Eine Uhr geht falsch",
        "Die Uhr des HelpDesk-Servers weicht zu stark von der bei Microsoft ab. Lassen Sie sie richtig stellen und versuchen Sie es dann "
            + "noch einmal.");

    protected override SignInErrorText OwnSetup { get; } = new(
        "HelpDesk ist nicht richtig eingerichtet",
        "Der Fehler liegt bei uns, nicht bei Ihnen, und lässt sich hier nicht beheben. Schicken Sie Code, Korrelations-ID und Uhrzeit an "
            + "den Hersteller von HelpDesk.");

    protected override SignInErrorText OwnCredential { get; } = new(
        "Microsoft akzeptiert die Zugangsdaten von HelpDesk nicht",
        "Womit sich HelpDesk selbst ausweist, ist falsch, fehlt oder ist abgelaufen. Schicken Sie Code, Korrelations-ID und Uhrzeit an den "
            + "Hersteller von HelpDesk.");

    protected override SignInErrorText ServiceBusy { get; } = new(
        "Der Anmeldedienst von Microsoft ist überlastet",
        "Er konnte gerade nicht antworten; geändert wurde nichts. Warten Sie ein paar Minuten und versuchen Sie es dann noch einmal.");
}
