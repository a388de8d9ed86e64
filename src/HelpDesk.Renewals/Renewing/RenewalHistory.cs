using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.Renewals.Renewing;

/// <summary>What the renewals of one registration, newest first, say of the passwords that its directory shows.</summary>
public sealed class RenewalHistory(IReadOnlyList<RenewalRecord> renewals)
{
    public static RenewalHistory None { get; } = new([]);

    /// <summary>
    /// Whether a renewal added the password and HelpDesk never got its value: it covers nothing. Of two that bear a renewal's name, as when a
    /// lost request came late, HelpDesk got the one that the renewal names.
    /// </summary>
    public bool IsLeftover(PasswordEntry password) => Added(password) is { } renewal && !(renewal.HasReachedHelpDesk && renewal.NewKeyId == password.KeyId);

    /// <summary>Whether the renewal that added the password still goes on, or waits for a sign-in to go on.</summary>
    public bool IsBeingRenewed(PasswordEntry password) => Added(password) is { } renewal && RenewalTransitions.IsActive(renewal.State);

    /// <summary>Whether another renewal than this one gave HelpDesk this secret, so that this one has only taken it over.</summary>
    public bool IsTakenOver(Guid keyId, Guid renewalId) => renewals.Any(r => r.Id != renewalId && r.HasReachedHelpDesk && r.NewKeyId == keyId);

    /// <summary>
    /// Whether a secret that HelpDesk may have is valid. Without one nothing old is to go: by its keys the next renewal sees how the app signs in.
    /// </summary>
    public bool HasSuccessor(IEnumerable<PasswordEntry> present, DateTimeOffset now) => present.Any(p => p.IsLiveAt(now) && !IsLeftover(p));

    /// <summary>Whether a renewal added the password or replaced it.</summary>
    public bool HasPartIn(Guid keyId) => renewals.Any(r => r.NewKeyId == keyId || r.OldKeyId == keyId);

    /// <summary>The secret that HelpDesk was given last and that a token was obtained with; null when no renewal is known to have done that.</summary>
    public Guid? ProvenKeyId => renewals.FirstOrDefault(r => r.IsProven)?.NewKeyId;

    /// <summary>The latest renewal that gave HelpDesk this password, when no token has been obtained with it yet.</summary>
    public RenewalRecord? UnprovenBy(Guid? keyId)
    {
        var about = renewals.Where(r => r.HasReachedHelpDesk && r.NewKeyId == keyId).ToList();
        return about.Exists(r => r.IsProven) ? null : about.FirstOrDefault();
    }

    /// <summary>The dates of key pairs that renewals had a part in and whose password is gone: nobody needs them.</summary>
    /// <param name="present">The passwords that stay.</param>
    /// <param name="now">The time of the look.</param>
    internal IReadOnlyList<PairDates> PairsWithoutPassword(IReadOnlyCollection<PasswordEntry> present, DateTimeOffset now) =>
        [.. OrphanedPairs(present), .. RetiredPairs(present, now)];

    /// <summary>
    /// The dates of key pairs that a renewal wrote and whose password is not there any more, unless a token was ever obtained with it.
    /// Access control would go on signing with them.
    /// </summary>
    private IEnumerable<PairDates> OrphanedPairs(IReadOnlyCollection<PasswordEntry> present) =>
        from renewal in renewals
        where renewal is { NewKeyId: not null, NewSecretStarts: not null, NewSecretExpires: not null }
        where present.All(p => p.KeyId != renewal.NewKeyId) && !renewals.Any(r => r.NewKeyId == renewal.NewKeyId && r.IsProven)
        select new PairDates(renewal.NewSecretStarts!.Value, renewal.NewSecretExpires!.Value);

    /// <summary>
    /// The dates of key pairs whose password a renewal replaced, when that is over and gone: who removed it may have been interrupted before its
    /// keys.
    /// </summary>
    private IEnumerable<PairDates> RetiredPairs(IReadOnlyCollection<PasswordEntry> present, DateTimeOffset now) =>
        from renewal in renewals
        where HasSuccessor(present, now) && renewal.OldSecretExpires + renewal.Strategy.GraceAfterExpiry() <= now && present.All(p => p.KeyId != renewal.OldKeyId)
        from old in renewal.Facts.Before
        where old is { Starts: not null, Ends: not null } && old.KeyId == renewal.OldKeyId
        select new PairDates(old.Starts!.Value, old.Ends!.Value);

    private RenewalRecord? Added(PasswordEntry password) =>
        OperationName.RenewalIdOf(password.DisplayName) is { } id ? renewals.FirstOrDefault(r => r.Id == id) : null;
}
