using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.Renewals.Renewing;

/// <summary>A key that was there before the write is not there after it.</summary>
internal sealed class KeysLostException(string message) : Exception(message);

/// <summary>
/// Adds the Sign and Verify keys of an ACS secret. The directory replaces the whole collection, so every entry is read right before and
/// sent back unchanged, and what is there afterwards is compared with what was there before.
/// </summary>
internal sealed class KeyPair(RenewalJournal journal, IDirectoryWriter directory, DirectoryTarget target)
{
    private const int Looks = 4;

    // A read soon after a write may come from a replica that does not know of it yet.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    public async Task WriteAsync(VaultSecret secret, CancellationToken cancellation)
    {
        var record = journal.Record;
        var pair = new NewKeyPair(secret.Secret, record.NewSecretStarts!.Value, record.NewSecretExpires!.Value);
        var before = (await directory.ReadAsync(target, cancellation)).Keys;
        if (IsComplete(before, pair))
        {
            return;
        }

        await journal.IntendAsync(
            Intent.WriteKeys,
            $"Writing the Sign and Verify keys beside the {before.Count} existing keys ({string.Join(", ", before.Select(k => k.KeyId))}).",
            cancellation);
        try
        {
            await directory.ReplaceKeysAsync(target, before, pair, cancellation);
        }
        catch (DirectoryException e) when (e.Fault is DirectoryFault.Unknown)
        {
            // Whether it was written shows below.
        }

        await VerifyAsync(before, pair, cancellation);
    }

    /// <summary>Takes the pair away again, and nothing else.</summary>
    public async Task RemoveAsync(CancellationToken cancellation)
    {
        if (journal.Record is not { NewSecretStarts: { } start, NewSecretExpires: { } end })
        {
            return;
        }

        var keys = (await directory.ReadAsync(target, cancellation)).Keys;
        var kept = keys.Where(k => !IsOurs(k, start, end)).ToList();
        if (kept.Count < keys.Count)
        {
            await directory.ReplaceKeysAsync(target, kept, added: null, cancellation);
        }
    }

    public static bool IsComplete(IReadOnlyList<KeyEntry> keys, NewKeyPair pair) =>
        new[] { KeyEntry.Sign, KeyEntry.Verify }.All(usage => keys.Any(k => k.IsUsedTo(usage) && IsOurs(k, pair.Start, pair.End)));

    private async Task VerifyAsync(IReadOnlyList<KeyEntry> before, NewKeyPair pair, CancellationToken cancellation)
    {
        List<KeyEntry> lost = [];
        for (var look = 0; look < Looks; look++)
        {
            if (look > 0)
            {
                await journal.WaitAsync(BetweenLooks, cancellation);
            }

            var after = (await directory.ReadAsync(target, cancellation)).Keys;
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

    // The dates are the password's to the second, and no other pair has those.
    private static bool IsOurs(KeyEntry key, DateTimeOffset start, DateTimeOffset end) =>
        key.IsSymmetric && IsSame(key.Start, start) && IsSame(key.End, end);

    private static bool IsSame(DateTimeOffset? one, DateTimeOffset other) => one is { } time && (time - other).Duration() < TimeSpan.FromSeconds(1);
}
