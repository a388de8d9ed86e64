using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.Renewals.Renewing;

/// <summary>A key that was there before the write is not there after it.</summary>
internal sealed class KeysLostException(string message) : Exception(message);

/// <summary>When the two keys of an ACS secret begin and end. The dates are the password's to the second, and no other pair has those.</summary>
internal sealed record PairDates(DateTimeOffset Start, DateTimeOffset End)
{
    public bool AreOf(KeyEntry key) => key.IsSymmetric && IsSame(key.Start, Start) && IsSame(key.End, End);

    private static bool IsSame(DateTimeOffset? one, DateTimeOffset other) => one is { } time && (time - other).Duration() < TimeSpan.FromSeconds(1);
}

/// <summary>
/// Adds the Sign and Verify keys of an ACS secret. The directory replaces the whole collection, so every entry is read right before and
/// sent back unchanged, and what is there afterwards is compared with what was there before.
/// </summary>
internal sealed class KeyPair(RenewalJournal journal, IDirectoryWriter directory, DirectoryTarget target)
{
    private const int Looks = 4;

    // A read soon after a write may come from a replica that does not know of it yet.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <param name="secret">What the keys are made of.</param>
    /// <param name="orphans">Pairs of failed renewals, which do not come back.</param>
    /// <param name="cancellation">Stops the reading and waiting.</param>
    public async Task WriteAsync(VaultSecret secret, IReadOnlyList<PairDates> orphans, CancellationToken cancellation)
    {
        var pair = new NewKeyPair(secret.Secret, journal.Record.NewSecretStarts!.Value, journal.Record.NewSecretExpires!.Value);
        var present = await ReadAsync(cancellation);
        if (IsComplete(present, pair))
        {
            return;
        }

        var kept = await AnnounceAsync(present, orphans, cancellation);
        try
        {
            await directory.ReplaceKeysAsync(target, kept, pair, cancellation);
        }
        catch (DirectoryException e) when (e.Fault is DirectoryFault.Unknown)
        {
            // Whether it was written shows below.
        }

        await VerifyAsync(kept, pair, cancellation);
    }

    /// <summary>Takes the pair away again, and nothing else.</summary>
    public async Task RemoveAsync(CancellationToken cancellation)
    {
        if (journal.Record is not { NewSecretStarts: { } start, NewSecretExpires: { } end })
        {
            return;
        }

        var keys = await ReadAsync(cancellation);
        var kept = Without([new(start, end)], keys);
        if (kept.Count < keys.Count)
        {
            await directory.ReplaceKeysAsync(target, kept, added: null, cancellation);
        }
    }

    public static bool IsComplete(IReadOnlyList<KeyEntry> keys, NewKeyPair pair) =>
        new[] { KeyEntry.Sign, KeyEntry.Verify }.All(usage => keys.Any(k => k.IsUsedTo(usage) && new PairDates(pair.Start, pair.End).AreOf(k)));

    /// <summary>
    /// Says in the journal which keys stay, and reads them once more: the journal takes its time, and a key that somebody adds in it must not
    /// be lost. When the keys are others by then, it begins again.
    /// </summary>
    private async Task<IReadOnlyList<KeyEntry>> AnnounceAsync(IReadOnlyList<KeyEntry> present, IReadOnlyList<PairDates> orphans, CancellationToken cancellation)
    {
        for (var look = 0; look < Looks; look++)
        {
            var kept = Without(orphans, present);
            var left = present.Except(kept).Select(k => k.KeyId).ToList();
            await journal.IntendAsync(
                Intent.WriteKeys,
                $"Writing the Sign and Verify keys beside the {kept.Count} existing keys ({string.Join(", ", kept.Select(k => k.KeyId))})"
                + (left.Count > 0 ? $" and leaving out those of a renewal that failed ({string.Join(", ", left)})." : "."),
                cancellation);
            var announced = present.Select(k => k.KeyId).ToHashSet();
            present = await ReadAsync(cancellation);
            if (announced.SetEquals(present.Select(k => k.KeyId)))
            {
                return Without(orphans, present);
            }
        }

        throw new DirectoryException(DirectoryFault.Throttled, "The app's keys are being changed by somebody else at this moment.");
    }

    private async Task<IReadOnlyList<KeyEntry>> ReadAsync(CancellationToken cancellation) => (await directory.ReadAsync(target, cancellation)).Keys;

    private static List<KeyEntry> Without(IReadOnlyList<PairDates> pairs, IReadOnlyList<KeyEntry> keys) => [.. keys.Where(k => !pairs.Any(p => p.AreOf(k)))];

    private async Task VerifyAsync(IReadOnlyList<KeyEntry> before, NewKeyPair pair, CancellationToken cancellation)
    {
        List<KeyEntry> lost = [];
        for (var look = 0; look < Looks; look++)
        {
            if (look > 0)
            {
                await journal.WaitAsync(BetweenLooks, cancellation);
            }

            var after = await ReadAsync(cancellation);
            lost = [.. before.Where(k => k.IsLiveAt(journal.Now) && after.All(a => a.KeyId != k.KeyId))];
            if (lost.Count == 0 && IsComplete(after, pair))
            {
                return;
            }
        }

        throw lost.Count > 0
            ? new KeysLostException(
                $"After the keys were written, keys that were valid before are missing: {string.Join(", ", lost.Select(k => k.KeyId))}. "
                + "They had been sent back unchanged, so somebody else may have removed them at the same moment. The renewal stopped here.")
            : new DirectoryException(DirectoryFault.Unknown, "The directory does not show the Sign and Verify keys that were written.");
    }
}
