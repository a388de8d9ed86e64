using HelpDesk.Renewals.Directories;

namespace HelpDesk.Renewals.Renewing;

/// <summary>Takes credentials out of the directory. What is not there any more is as good as removed; what fails for a moment is tried again.</summary>
internal sealed class CredentialRemoval(
    IDirectoryWriter directory, DirectoryTarget target, TimeProvider time, TimeSpan pause, Func<CancellationToken, Task> keepLease)
{
    private const int Tries = 4;
    private const int Looks = 2;

    public async Task PasswordAsync(Guid keyId, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await keepLease(cancellation);
            if (await DirectoryAttempt.FailureOfAsync(() => directory.RemovePasswordAsync(target, keyId, cancellation)) is not { } failure)
            {
                return;
            }

            // The directory calls a key ID that it does not know a bad request.
            var mayBeGone = failure.Fault is DirectoryFault.NotFound or DirectoryFault.Refused || IsPassing(failure);
            if (mayBeGone && !await MayBeThereAsync(keyId, cancellation))
            {
                await Task.Delay(pause, time, cancellation);
                if (!await MayBeThereAsync(keyId, cancellation))
                {
                    return;
                }
            }

            if (attempt == Tries || !IsPassing(failure))
            {
                throw failure;
            }

            await Task.Delay(pause * attempt, time, cancellation);
        }
    }

    /// <summary>Takes these pairs away, and nothing else. That there are none is believed on a second look: they may have been written a moment ago.</summary>
    public async Task PairsAsync(IReadOnlyList<PairDates> pairs, CancellationToken cancellation)
    {
        var (tags, absent) = (new TagTrust(), 0);
        IReadOnlyList<KeyEntry> sentBack = [];
        DirectoryException? failure = null;
        for (var attempt = 1; attempt <= Tries + Looks; attempt++)
        {
            await keepLease(cancellation);
            DirectoryObject? present = null;
            try
            {
                present = await directory.ReadAsync(target, cancellation);
                var kept = PairDates.Without(pairs, present.Keys);
                if (kept.Count < present.Keys.Count)
                {
                    sentBack = kept;
                    await directory.ReplaceKeysAsync(target, tags.Of(present), kept, added: null, cancellation);
                }
                else
                {
                    absent++;
                }
            }
            catch (DirectoryException e) when (e.Fault is DirectoryFault.Changed && present is not null)
            {
                (failure, sentBack) = (e, []);
                tags.Refused(present);
            }
            catch (DirectoryException e) when (IsPassing(e))
            {
                failure = e;
            }

            if (absent == Looks)
            {
                StopIfLost(sentBack, present!);
                return;
            }

            await Task.Delay(pause, time, cancellation);
        }

        throw failure ?? new DirectoryException(DirectoryFault.Unknown, "The directory still shows the keys that were removed.");
    }

    private void StopIfLost(IReadOnlyList<KeyEntry> sentBack, DirectoryObject present)
    {
        List<Guid> lost = [.. sentBack.Where(k => k.IsLiveAt(time.GetUtcNow()) && present.Keys.All(p => p.KeyId != k.KeyId)).Select(k => k.KeyId)];
        if (lost.Count > 0)
        {
            throw new DirectoryException(
                DirectoryFault.Changed,
                $"The pair is gone, but keys that were valid before are missing too: {string.Join(", ", lost)}. They had been sent back unchanged, so "
                + "somebody else may have removed them at the same moment.");
        }
    }

    /// <summary>What cannot be looked at may be there.</summary>
    private async Task<bool> MayBeThereAsync(Guid keyId, CancellationToken cancellation)
    {
        try
        {
            return (await directory.ReadAsync(target, cancellation)).Passwords.Any(p => p.KeyId == keyId);
        }
        catch (DirectoryException e) when (IsPassing(e))
        {
            return true;
        }
    }

    private static bool IsPassing(DirectoryException failure) => failure.Fault is DirectoryFault.Unknown or DirectoryFault.Throttled;
}
