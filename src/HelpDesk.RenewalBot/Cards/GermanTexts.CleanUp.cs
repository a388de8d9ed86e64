using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Cards;

/// <summary>Words about what renewals leave behind, and about their evidence.</summary>
internal sealed partial class GermanTexts
{
    public override string CleanUpButton => "Aufräumen";

    public override string CleanUpTitle(string name) => $"{name}: aufgeräumt";

    public override string CleanedUp(int removed) => removed switch
    {
        0 => "Es gab nichts zu entfernen.",
        1 => "Ein Geheimnis, das niemand mehr braucht, wurde aus Ihrem Verzeichnis entfernt.",
        _ => $"{removed} Geheimnisse, die niemand mehr braucht, wurden aus Ihrem Verzeichnis entfernt.",
    };

    public override string Leftover(Leftover leftover) => leftover is { Kind: LeftoverKind.Expired, Ends: { } ends }
        ? $"Entfernt: {leftover.KeyId}, abgelaufen am {Date(ends)}."
        : $"Entfernt: {leftover.KeyId}; eine gescheiterte Erneuerung hatte es zurückgelassen.";

    public override string LeftoverKept(Leftover leftover) => $"Bleibt vorerst: {leftover.KeyId}. Der Tresor bietet es HelpDesk vielleicht noch an.";

    public override string MoreLeftovers(int count) => count == 1 ? "Ein weiteres wird nicht gezeigt." : $"{count} weitere werden nicht gezeigt.";

    public override string Leftovers(int count) => count == 1
        ? "Ein Geheimnis, das niemand mehr braucht, steht noch in Ihrem Verzeichnis."
        : $"{count} Geheimnisse, die niemand mehr braucht, stehen noch in Ihrem Verzeichnis.";

    public override string? OldSecret(Renewal renewal, DateTimeOffset now) => renewal switch
    {
        { OldSecretFate: OldSecretFate.Removed } => "Das alte Geheimnis wurde aus Ihrem Verzeichnis entfernt.",
        { OldSecretFate: OldSecretFate.LeftToExpire, OldSecretExpires: { } ended } =>
            $"Das alte Geheimnis ist am {Date(ended)} abgelaufen. Niemand braucht es mehr, und es kann aus Ihrem Verzeichnis entfernt werden.",
        { OldSecretFate: null, OldSecretExpires: { } over } when over <= now => $"Das alte Geheimnis ist am {Date(over)} abgelaufen.",
        { OldSecretFate: null, OldSecretExpires: { } ends } => $"Das alte Geheimnis läuft am {Date(ends)} ab und wird nicht vorher entfernt.",
        _ => null,
    };

    public override string Sealed(long number, string head) => $"Versiegelt als Eintrag {number} Ihrer Organisation. Prüfwert: {head}";
}
