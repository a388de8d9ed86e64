using HelpDesk.Storage.Bot;

namespace HelpDesk.RenewalBot.Cards;

internal partial class GermanTexts
{
    public override string TemporaryAccountButton => "Befristetes Konto (letzter Ausweg)";

    public override string StillNeedOneButton => "Ich brauche trotzdem eines";

    public override string RenewWithAccountButton => "Mit diesem Konto erneuern";

    public override string AccountDeletedButton => "Es ist gelöscht";

    public override string ActivateRoleLink => "Rolle aktivieren";

    public override string RolesLink => "Rollen öffnen";

    public override string UsersLink => "Benutzer öffnen";

    public override string DeletedUsersLink => "Gelöschte Benutzer öffnen";

    public override string AlternativesTitle => "Bevor Sie ein befristetes Administratorkonto anlegen";

    public override string AlternativesText =>
        "Auch ein neues Konto kommt um die mehrstufige Authentifizierung nicht herum: Bei der ersten Anmeldung muss es eine Methode registrieren wie jedes andere. Und "
        + "bis es gelöscht ist, ist ein Administrator mehr auch ein Einfallstor mehr. Es ist also der letzte Ausweg. Besser ist einer dieser Wege:";

    public override string ActivateAlternative => "Wenn Sie für eine Rolle berechtigt sind, aktivieren Sie sie im Privileged Identity Management (PIM).";

    public override string ColleagueAlternative =>
        $"Bitten Sie jemanden, der eine Rolle hat. Er oder sie meldet sich hier mit „{OtherAccountButton}“ an oder erneuert in einem eigenen Chat.";

    public override string FewHoursAlternative => "Bitten Sie für einige Stunden um die Rolle Anwendungsadministrator. Sie genügt für die Erneuerung.";

    public override string AlternativesAnswers =>
        "Bitte benutzen Sie die Schaltflächen, oder schreiben Sie „ja“, wenn Sie trotzdem ein befristetes Konto brauchen. „abbrechen“ bricht ab.";

    public override string GuideTitle => "Ein befristetes Administratorkonto, Schritt für Schritt";

    public override string CreateStep =>
        "Legen Sie einen Benutzer in der Ausgangsdomäne Ihrer Organisation an, der mit onmicrosoft im Namen, mit einem langen zufälligen Kennwort.";

    public override string AssignStep =>
        "Geben Sie ihm die Rolle Anwendungsadministrator, nicht Globaler Administrator: Sie genügt. Wenn Sie PIM haben, lassen Sie die Zuweisung nach einigen Stunden von selbst enden.";

    public override string RegisterStep =>
        "Melden Sie sich einmal in einem privaten Fenster damit an, und registrieren Sie eine Methode für die mehrstufige Authentifizierung, wenn die Seite danach fragt.";

    public override string RenewStep => $"Erneuern Sie hier mit „{OtherAccountButton}“.";

    public override string RemoveRoleStep => "Nehmen Sie ihm die Rolle.";

    public override string DeleteStep => "Löschen Sie den Benutzer.";

    public override string LookIntoDeletedStep =>
        "Sehen Sie bei den gelöschten Benutzern nach: Von dort lässt er sich 30 Tage lang mit allem wiederherstellen. Löschen Sie ihn dort endgültig.";

    public override string AskLogin => "Wie ist sein Anmeldename? Schreiben Sie ihn, zum Beispiel temp.admin@contoso.onmicrosoft.com.";

    public override string LoginMalformed => "Ich brauche den ganzen Anmeldenamen, zum Beispiel temp.admin@contoso.onmicrosoft.com. „abbrechen“ bricht ab.";

    public override string RememberedTitle => "Ich merke mir das befristete Konto";

    public override string RememberedText => "Ich erinnere Sie jeden Tag daran, auch am Wochenende, bis es gelöscht ist.";

    public override string RememberedUnseen =>
        "Ich kann gerade nicht in Ihr Verzeichnis sehen und weiß deshalb nicht, ob es dieses Konto gibt. Bitte prüfen Sie, ob Sie den Namen richtig geschrieben haben.";

    public override string RememberedAlready => "Ich kannte es schon und erinnere Sie weiter daran.";

    public override string StillThereTitle => "Das befristete Konto gibt es noch";

    public override string StillThereText => "Ein Administrator, den niemand braucht, ist ein Einfallstor. Bitte räumen Sie das Konto in dieser Reihenfolge weg:";

    public override string NotSeenTitle => "Ist das befristete Konto gelöscht?";

    public override string NotFoundText =>
        "Ich finde kein Konto mit diesem Anmeldenamen und habe nie eines gefunden. Vielleicht ist er falsch geschrieben, oder es war gelöscht, bevor ich es sehen konnte. "
        + "Bitte suchen Sie danach, und räumen Sie es in dieser Reihenfolge weg:";

    public override string UnreadableText => "Ich konnte nicht nachsehen, ob es noch da ist. Bitte sehen Sie selbst nach, und räumen Sie es in dieser Reihenfolge weg:";

    public override string AccountEndedTitle => "Das befristete Konto ist weg";

    public override string WordTakenTitle => "Ich habe notiert, dass das befristete Konto gelöscht ist";

    public override string OwnAccountTitle => "Das ist Ihr eigenes Konto";

    public override string AccountLogin => "Anmeldename";

    public override string AccountKnownSince => "Bekannt seit";

    public override string LoginNotFound(string login) =>
        $"Ich finde kein Konto {login} in Ihrer Organisation. Bis ein neues erscheint, kann eine Minute vergehen. Bitte schreiben Sie den Anmeldenamen noch einmal; „abbrechen“ bricht ab.";

    public override string LoginIsYours(string login) => $"{login} ist Ihr eigenes Konto. Ich meine das befristete: Bitte schreiben Sie dessen Anmeldenamen.";

    public override string KnownSince(DateTimeOffset since, int days) => days switch
    {
        0 => $"{Date(since)}, heute",
        1 => $"{Date(since)}, seit einem Tag",
        _ => $"{Date(since)}, seit {days} Tagen",
    };

    public override string StillThere(string login) =>
        $"Das Verzeichnis zeigt {login} noch. Nach dem Löschen kann das einige Minuten dauern; bitte versuchen Sie es dann noch einmal. Ich erinnere Sie weiter daran.";

    public override string AccountEnded(TemporaryAccountEnd end) => end switch
    {
        TemporaryAccountEnd.Deleted =>
            "Das Verzeichnis führt es unter den gelöschten Benutzern. Von dort lässt es sich bis 30 Tage nach dem Löschen wiederherstellen. Um es endgültig zu löschen, öffnen Sie "
            + "die gelöschten Benutzer, wählen Sie es aus und dann „Endgültig löschen“. Ich erinnere Sie nicht mehr daran.",
        TemporaryAccountEnd.Gone =>
            "Das Verzeichnis kennt es nicht mehr, auch nicht unter den gelöschten Benutzern. Es ist nichts mehr zu tun, und ich erinnere Sie nicht mehr daran.",
        TemporaryAccountEnd.AdminsWord =>
            "Ich konnte das nicht selbst sehen. Ich verlasse mich auf Ihr Wort und habe notiert, dass es von Ihnen kommt. Ich erinnere Sie nicht mehr daran. Bitte sehen Sie auch bei den "
            + "gelöschten Benutzern nach.",
        _ =>
            "Dieser Anmeldename gehört zu Ihrem eigenen Konto, das also nicht zu löschen ist. Ich erinnere Sie nicht mehr daran. Wenn Sie ein befristetes Konto angelegt haben, nennen Sie mir "
            + "dessen Anmeldenamen: Schreiben Sie „befristetes Konto“.",
    };

    public override string TemporaryAccountLine(string login, DateTimeOffset since) =>
        $"Befristetes Konto {login}: bekannt seit {Date(since)}, und nicht als gelöscht bekannt.";

    public override string MoreTemporaryAccounts(int count) =>
        count == 1 ? "Ein weiteres befristetes Konto ist nicht aufgeführt." : $"{count} weitere befristete Konten sind nicht aufgeführt.";
}
