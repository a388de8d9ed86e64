using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.Renewals.Renewing;

/// <summary>A key that was there before the write is not there after it.</summary>
internal sealed class KeysLostException(IEnumerable<Guid> keyIds) : Exception(
    $"After the keys were written, keys that were valid before are missing: {string.Join(", ", keyIds)}. "
    + "They had been sent back unchanged, so somebody else may have removed them at the same moment. The renewal stopped here.");

/// <summary>
/// Adds the Sign and Verify keys of an ACS secret. The directory replaces the whole collection, so every entry is read right before and
/// sent back unchanged, and what is there afterwards is compared with what was there before.
/// </summary>
internal sealed class KeyPair(RenewalRun run, IDirectoryWriter directory)
{
    private const int Looks = 5;

    private readonly RenewalJournal _journal = run.Journal;

    private DirectoryTarget Target => _journal.Record.Target!;

    /// <param name="secret">What the keys are made of.</param>
    /// <param name="dropped">Pairs that do not come back.</param>
    /// <param name="cancellation">Stops the reading and waiting.</param>
    public async Task WriteAsync(VaultSecret secret, IReadOnlyList<PairDates> dropped, CancellationToken cancellation)
    {
        var pair = new NewKeyPair(secret.Secret, _journal.Record.NewSecretStarts!.Value, _journal.Record.NewSecretExpires!.Value);
        var present = await directory.ReadAsync(Target, cancellation);
        if (IsComplete(present.Keys, pair))
        {
            StopIfLost(_journal, present.Keys);
            return;
        }

        var unclear = await ReplaceAsync(present, dropped, pair, cancellation);
        await VerifyAsync(pair, unclear, cancellation);
    }

    /// <summary>For a pair that was written before an interruption, which nobody has looked at since.</summary>
    public static void StopIfLost(RenewalJournal journal, IReadOnlyList<KeyEntry> present)
    {
        if (Lost(journal, present) is { Count: > 0 } lost)
        {
            throw new KeysLostException(lost);
        }
    }

    public static bool IsComplete(IReadOnlyList<KeyEntry> keys, NewKeyPair pair) =>
        new[] { KeyEntry.Sign, KeyEntry.Verify }.All(usage => keys.Any(k => k.IsUsedTo(usage) && new PairDates(pair.Start, pair.End).AreOf(k)));

    /// <summary>
    /// Says in the journal which keys stay, and reads them once more: the journal takes its time, and a key that somebody adds in it must not
    /// be lost. When the keys are others by then, it begins again; so it does when the directory itself notices a change by its tag.
    /// </summary>
    /// <returns>Why it is not clear that the pair was written; null when it is.</returns>
    private async Task<string?> ReplaceAsync(DirectoryObject present, IReadOnlyList<PairDates> dropped, NewKeyPair pair, CancellationToken cancellation)
    {
        var tags = new TagTrust();
        for (var look = 0; look < Looks; look++)
        {
            var announced = await AnnounceAsync(present.Keys, dropped, cancellation);
            present = await directory.ReadAsync(Target, cancellation);
            if (!announced.SetEquals(present.Keys.Select(k => k.KeyId)))
            {
                continue;
            }

            var (isChanged, unclear) = await TryReplaceAsync(present with { Tag = tags.Of(present) }, dropped, pair, cancellation);
            if (!isChanged)
            {
                return unclear;
            }

            tags.Refused(present);
            await _journal.WaitAsync(run.Settings.Pause, cancellation);
        }

        throw new DirectoryException(DirectoryFault.Throttled, "The app's keys are being changed by somebody else at this moment.");
    }

    private async Task<HashSet<Guid>> AnnounceAsync(IReadOnlyList<KeyEntry> present, IReadOnlyList<PairDates> dropped, CancellationToken cancellation)
    {
        var kept = PairDates.Without(dropped, present);
        var left = present.Except(kept).Select(k => k.KeyId).ToList();
        await _journal.NoteAsync(
            r => r with { Intent = Intent.WriteKeys, Facts = r.Facts with { Kept = RenewalFacts.Of(kept) } },
            $"Writing the Sign and Verify keys beside the {kept.Count} existing keys ({string.Join(", ", kept.Select(k => k.KeyId))})"
            + (left.Count > 0 ? $" and leaving out those whose password is gone ({string.Join(", ", left)})." : "."),
            cancellation);
        return [.. present.Select(k => k.KeyId)];
    }

    /// <returns>Whether somebody else changed the object since it was read, and else why it is not clear that the pair was written.</returns>
    private async Task<(bool IsChanged, string? Unclear)> TryReplaceAsync(
        DirectoryObject present, IReadOnlyList<PairDates> dropped, NewKeyPair pair, CancellationToken cancellation)
    {
        try
        {
            await directory.ReplaceKeysAsync(Target, present.Tag, PairDates.Without(dropped, present.Keys), pair, cancellation);
            return (false, null);
        }
        catch (DirectoryException e) when (e.Fault is DirectoryFault.Changed)
        {
            return (true, null);
        }
        catch (DirectoryException e) when (e.Fault is DirectoryFault.Unknown)
        {
            // Whether it was written shows when it is verified.
            return (false, e.Explanation);
        }
    }

    private async Task VerifyAsync(NewKeyPair pair, string? unclear, CancellationToken cancellation)
    {
        List<Guid> lost = [];
        for (var look = 0; look < Looks; look++)
        {
            if (look > 0)
            {
                // A read soon after a write may come from a replica that does not know of it yet.
                await _journal.WaitAsync(run.Settings.Pause / 2, cancellation);
            }

            var after = await directory.ReadAsync(Target, cancellation);
            lost = Lost(_journal, after.Keys);
            if (lost.Count == 0 && IsComplete(after.Keys, pair))
            {
                run.Saw(after);
                return;
            }
        }

        throw lost.Count > 0
            ? new KeysLostException(lost)
            : new DirectoryException(DirectoryFault.Unknown, unclear is null
                ? "The directory does not show the Sign and Verify keys that were written."
                : $"The directory does not show the Sign and Verify keys, and the request for them had no clear answer: {unclear}");
    }

    private static List<Guid> Lost(RenewalJournal journal, IReadOnlyList<KeyEntry> present) =>
    [
        .. from kept in journal.Record.Facts.Kept
           where (kept.Ends is not { } end || end > journal.Now) && present.All(k => k.KeyId != kept.KeyId)
           select kept.KeyId,
    ];
}
