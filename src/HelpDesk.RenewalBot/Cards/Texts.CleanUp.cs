using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Cards;

/// <summary>Words about what renewals leave behind, and about their evidence.</summary>
internal partial class Texts
{
    public virtual string CleanUpButton => "Clean up";

    public virtual string CleanUpTitle(string name) => $"{name}: clean-up";

    public virtual string CleanedUp(int removed) => removed switch
    {
        0 => "There was nothing to remove.",
        1 => "One secret that nobody needs was removed from your directory.",
        _ => $"{removed} secrets that nobody needs were removed from your directory.",
    };

    public virtual string Leftover(Leftover leftover) => leftover is { Kind: LeftoverKind.Expired, Ends: { } ends }
        ? $"Removed: {leftover.KeyId}, which ended on {Date(ends)}."
        : $"Removed: {leftover.KeyId}, which a renewal that failed had left behind.";

    public virtual string LeftoverKept(Leftover leftover) => $"Stays for now: {leftover.KeyId}. The vault may still offer it to HelpDesk.";

    public virtual string MoreLeftovers(int count) => count == 1 ? "One more is not shown." : $"{count} more are not shown.";

    public virtual string Leftovers(int count) => count == 1
        ? "One secret that nobody needs any more is still listed in your directory."
        : $"{count} secrets that nobody needs any more are still listed in your directory.";

    /// <summary>What becomes of the old secret; null when nothing is known of one.</summary>
    public virtual string? OldSecret(Renewal renewal, DateTimeOffset now) => renewal switch
    {
        { OldSecretFate: OldSecretFate.Removed } => "The old secret was removed from your directory.",
        { OldSecretFate: OldSecretFate.LeftToExpire, OldSecretExpires: { } ended } => $"The old secret ended on {Date(ended)}. Nobody needs it any more, and it can be removed from your directory.",
        { OldSecretFate: null, OldSecretExpires: { } over } when over <= now => $"The old secret ended on {Date(over)}.",
        { OldSecretFate: null, OldSecretExpires: { } ends } => $"The old secret is left to expire on {Date(ends)}.",
        _ => null,
    };

    /// <summary>The head is on the card so that evidence that is cut off later can be noticed.</summary>
    public virtual string Sealed(long number, string head) => $"Sealed as record {number} of your organisation. Head: {head}";
}
