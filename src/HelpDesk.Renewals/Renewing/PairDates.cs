using HelpDesk.Renewals.Directories;

namespace HelpDesk.Renewals.Renewing;

/// <summary>When the two keys of an ACS secret begin and end. The dates are the password's to the second, and no other pair has those.</summary>
internal sealed record PairDates(DateTimeOffset Start, DateTimeOffset End)
{
    public static PairDates? Of(PasswordEntry password) => password is { Start: { } start, End: { } end } ? new(start, end) : null;

    public static List<KeyEntry> Without(IReadOnlyList<PairDates> pairs, IReadOnlyList<KeyEntry> keys) => [.. keys.Where(k => !pairs.Any(p => p.AreOf(k)))];

    public bool AreOf(KeyEntry key) => key.IsSymmetric && IsSame(key.Start, Start) && IsSame(key.End, End);

    private static bool IsSame(DateTimeOffset? one, DateTimeOffset other) => one is { } time && (time - other).Duration() < TimeSpan.FromSeconds(1);
}
