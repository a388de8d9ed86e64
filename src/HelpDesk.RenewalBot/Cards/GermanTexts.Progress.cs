using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.RenewalBot.Cards;

/// <summary>Words about how a renewal stands, and how a secret does.</summary>
internal sealed partial class GermanTexts
{
    private const string NothingToDo = "Sie brauchen nichts zu tun.";

    public override string ProgressTitle(string name, RenewalState state) => state switch
    {
        RenewalState.Propagating => $"{name}: Das neue Geheimnis ist hinterlegt, der Nachweis folgt",
        RenewalState.Proven or RenewalState.Retired => $"{name}: erneuert und nachgewiesen",
        RenewalState.RolledBack => $"{name}: nicht erneuert",
        RenewalState.NeedsSignIn => $"{name}: Bitte melden Sie sich noch einmal an",
        RenewalState.NeedsPerson => $"{name}: Die Erneuerung kommt ohne Hilfe nicht weiter",
        RenewalState.Unknown => $"{name}: Ich kann nicht sagen, wie es um die Erneuerung steht",
        _ => $"Das Geheimnis von {name} wird erneuert",
    };

    public override string StartedBy(string name, DateTimeOffset at) => $"Gestartet von {name}, {Instant(at)}";

    public override string CarriedOnBy(string name, DateTimeOffset at) => $"Fortgesetzt von {name}, {Instant(at)}";

    public override string Step(RenewalState state) => state switch
    {
        RenewalState.Staged => "Angelegt: Das neue Geheimnis ist da",
        RenewalState.Delivered => "Übergeben: Es liegt im Tresor von HelpDesk",
        RenewalState.Propagating => "Verteilung: SharePoint übernimmt es",
        _ => "Nachgewiesen: Ein Token wurde damit abgerufen",
    };

    public override string StepNotTaken(RenewalState state, bool isOver)
    {
        var name = state switch
        {
            RenewalState.Staged => "Anlegen",
            RenewalState.Delivered => "Übergabe",
            RenewalState.Propagating => "Verteilung",
            _ => "Nachweis",
        };
        return isOver ? $"{name}: nicht erfolgt" : $"{name}: noch nicht erfolgt";
    }

    public override string Next(Renewal renewal) => renewal.State switch
    {
        RenewalState.Claimed or RenewalState.Preflighted => "Als Nächstes wird das neue Geheimnis angelegt.",
        RenewalState.Staged => "Als Nächstes wird es an HelpDesk übergeben.",
        RenewalState.Delivered => "Als Nächstes rufe ich damit ein Token ab.",
        RenewalState.Propagating => $"{ProofFollows(renewal.ProofExpectedAt)} {Meanwhile(renewal)}",
        RenewalState.RolledBack => "Das alte Geheimnis ist unverändert. Sie können es noch einmal versuchen.",
        RenewalState.NeedsSignIn => "Melden Sie sich noch einmal an, dann mache ich dort weiter, wo es stehen geblieben ist.",
        RenewalState.Unknown => "Der Erneuerungsdienst meldet einen Schritt, den ich nicht kenne. Sobald es ein Ergebnis gibt, zeige ich es.",
        _ => "Wenn das erledigt ist, versuchen Sie es noch einmal.",
    };

    public override string Proven(DateTimeOffset? until) => until is { } end
        ? $"Mit dem neuen Geheimnis wurde ein Token abgerufen. Es ist bis zum {Date(end)} gültig (so steht es in Ihrem Verzeichnis)."
        : "Mit dem neuen Geheimnis wurde ein Token abgerufen.";

    public override string Told(string name, Renewal renewal) => renewal switch
    {
        { State: RenewalState.Proven or RenewalState.Retired, NewSecretExpires: { } until } =>
            $"Das Geheimnis von {name} ist erneuert, und der Nachweis ist erbracht. Es ist bis zum {Date(until)} gültig.",
        { State: RenewalState.Proven or RenewalState.Retired } => $"Das Geheimnis von {name} ist erneuert, und der Nachweis ist erbracht.",
        _ => $"{ProgressTitle(name, renewal.State)}. {Next(renewal)}",
    };

    public override string Cause => "Was passiert ist";

    public override string Status(SecretStatus status) => status switch
    {
        SecretStatus.Healthy => "in Ordnung",
        SecretStatus.Due => "bald erneuern",
        SecretStatus.Urgent => "jetzt erneuern",
        SecretStatus.Expired => "abgelaufen",
        _ => "unbekannt",
    };

    public override string StatusLine(DateTimeOffset? until, int? daysLeft) => (until, daysLeft) switch
    {
        ({ } end, { } days) when days >= 0 => $"gültig bis {Date(end)} ({DaysLeft(days)})",
        ({ } end, _) => $"abgelaufen am {Date(end)}",
        _ => "ich weiß nicht, bis wann es gültig ist",
    };

    public override string AsOf(DateTimeOffset at) => $"Stand: {Instant(at)}";

    public override string LastLooked(DateTimeOffset? at) => at is { } then ? $"zuletzt nachgesehen: {Instant(then)}" : NotScanned;

    public override string UnknownBecause(string? reason) =>
        reason is null ? "Ich konnte es nicht herausfinden." : $"Ich konnte es nicht herausfinden: {reason}";

    public override string State(RenewalState state) => state switch
    {
        RenewalState.Proven => "nachgewiesen",
        RenewalState.Retired => "nachgewiesen, altes Geheimnis entfernt",
        RenewalState.Propagating => "wird verteilt",
        RenewalState.RolledBack => "nicht erneuert",
        RenewalState.NeedsSignIn => "wartet auf eine Anmeldung",
        RenewalState.NeedsPerson => "braucht Hilfe",
        RenewalState.Unknown => "unbekannt",
        _ => "läuft",
    };

    public override string ProofIn(TimeSpan left) => left switch
    {
        { TotalDays: >= 2 } => $"Der Nachweis dafür folgt in {(int)left.TotalDays} Tagen.",
        { TotalHours: >= 2 } => $"Der Nachweis dafür folgt in {(int)left.TotalHours} Stunden.",
        { TotalMinutes: >= 2 } => $"Der Nachweis dafür folgt in {(int)left.TotalMinutes} Minuten.",
        _ => "Der Nachweis dafür folgt jeden Augenblick.",
    };

    public override string HistoryLine(Renewal renewal) =>
        renewal is { State: RenewalState.Propagating or RenewalState.Proven or RenewalState.Retired, NewSecretExpires: { } until }
        ? $"{State(renewal.State)}, neues Geheimnis gültig bis {Date(until)}"
        : State(renewal.State);

    private string ProofFollows(DateTimeOffset? at) => at is { } then ? $"Der Nachweis folgt nach dem {Instant(then)}." : "Der Nachweis folgt später.";

    private string Meanwhile(Renewal renewal) => renewal switch
    {
        _ when !renewal.Strategy.NeedsKeyPair() => NothingToDo,
        { OldSecretInVault: true } => $"Bis dahin arbeitet HelpDesk mit dem alten Geheimnis weiter. {NothingToDo}",
        { OldSecretExpires: { } end } =>
            $"Bis dahin braucht HelpDesk das alte Geheimnis. Im Tresor lag es nie; lassen Sie es deshalb bis zum {Date(end)} in der Konfiguration von HelpDesk.",
        _ => "Es gibt kein altes Geheimnis, mit dem es weiterginge.",
    };
}
