using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.RenewalBot.Cards;

/// <summary>Words around the known issues.</summary>
internal sealed partial class GermanTexts
{
    public override string WhatToDoButton => "Was zu tun ist";

    public override string DoneButton => "Das habe ich erledigt";

    public override string BackButton => "Zurück zur Liste";

    public override string ShowPassedButton => "Zeigen, was in Ordnung ist";

    public override string SupportButton => "Für den Support";

    public override string AboutPageButton => "„Settings → About“ öffnen";

    public override string GiveConsentButton => "Zustimmung erteilen";

    public override string ReadMoreButton => "Mehr dazu";

    public override string WhatToDo => "Was zu tun ist";

    public override string WhoCould => "Wer es tun könnte";

    public override string LooksAt => "Was geprüft wurde:";

    public override string ForSupport => "Für den Support, zum Kopieren:";

    public override string SupportTitle => "Für den Support";

    public override string SupportText =>
        "Markieren und kopieren Sie die Zeilen unten, und schicken Sie sie dem Support von HelpDesk. Ein Geheimnis steht nicht darin.";

    public override string PasswordRenewalsTitle => "Mit Anmeldename und Kennwort lässt sich in Microsoft 365 nichts mehr erneuern";

    public override string PasswordRenewalsText =>
        "Dieses HelpDesk erneuert noch selbst, auf seiner Seite „Settings → About“. Microsoft hat die Anmeldung abgeschaltet, die es "
        + "dafür benutzt; wahrscheinlich schlägt es deshalb fehl, was auch immer unten steht. Bitten Sie den Hersteller von HelpDesk um die Version, die "
        + "dieser Bot erneuern kann.";

    public override string PassedCount(int count) => count == 1 ? "Ein Punkt ist in Ordnung." : $"{count} Punkte sind in Ordnung.";

    public override string StillChecking(IReadOnlyList<string> titles) => $"Wird noch geprüft: {string.Join("; ", titles)} …";

    public override string ConfirmedByHand(string person, DateTimeOffset at) =>
        $"Laut {person} ist das erledigt ({Instant(at)}). Selbst konnte ich es nicht sehen.";

    public override string MorePeople(int count) => count == 1 ? "Eine weitere Person ist nicht aufgeführt." : $"{count} weitere Personen sind nicht aufgeführt.";

    public override string BelongsTo(string title) => $"Das gehört zum Punkt „{title}“ der Prüfliste.";

    public override string DownSince(DateTimeOffset since) => $"HelpDesk steht seit dem {Date(since)} still: Sein Geheimnis ist abgelaufen.";

    public override string SafeNow(RotationStrategy? strategy) => strategy switch
    {
        { } known when known.NeedsKeyPair() =>
            "Sie können jetzt gefahrlos erneuern: Eine Erneuerung fügt ein Geheimnis hinzu und entfernt keines. Weil das alte abgelaufen ist, nimmt SharePoint "
            + "das neue an, sobald es ihm bekannt ist; das kann einen Tag dauern. Geht etwas schief, drücken Sie „Für den Support“.",
        { } =>
            "Sie können jetzt gefahrlos erneuern: Eine Erneuerung fügt ein Geheimnis hinzu und entfernt keines, und das neue funktioniert nach wenigen "
            + "Minuten. Geht etwas schief, drücken Sie „Für den Support“.",
        null => SafeAnyway,
    };

    public override string SafeAnyway =>
        "Eine Erneuerung fügt ein Geheimnis hinzu und entfernt keines; schlimmer wird dadurch nichts. Sehen Sie zuerst nach, was die Prüfungen unten sagen. "
        + "Geht etwas schief, drücken Sie „Für den Support“.";
}
