using HelpDesk.Renewals.Directories;

namespace HelpDesk.Renewals.Renewing;

/// <summary>Takes credentials out of the directory. What is not there any more is as good as removed; what fails for a moment is tried again.</summary>
internal sealed class CredentialRemoval(IDirectoryWriter directory, DirectoryTarget target, TimeProvider time, TimeSpan pause)
{
    private const int Tries = 4;
    private const int Looks = 2;

    public async Task PasswordAsync(Guid keyId, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await DirectoryAttempt.FailureOfAsync(() => directory.RemovePasswordAsync(target, keyId, cancellation)) is not { } failure)
            {
                return;
            }

            // The directory calls a key ID that it does not know a bad request.
            var mayBeGone = failure.Fault is DirectoryFault.NotFound or DirectoryFault.Refused || IsPassing(failure);
            if (mayBeGone && !await IsThereAsync(keyId, cancellation))
            {
                await Task.Delay(pause, time, cancellation);
                if (!await IsThereAsync(keyId, cancellation))
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
        DirectoryException? failure = null;
        for (var attempt = 1; attempt <= Tries + Looks; attempt++)
        {
            var present = await directory.ReadAsync(target, cancellation);
            var kept = PairDates.Without(pairs, present.Keys);
            if (kept.Count == present.Keys.Count)
            {
                if (++absent == Looks)
                {
                    return;
                }
            }
            else
            {
                failure = await DirectoryAttempt.FailureOfAsync(() => directory.ReplaceKeysAsync(target, tags.Of(present), kept, added: null, cancellation));
                StopUnlessPassing(failure, present, tags);
            }

            await Task.Delay(pause, time, cancellation);
        }

        throw failure ?? new DirectoryException(DirectoryFault.Unknown, "The directory still shows the keys that were removed.");
    }

    private static void StopUnlessPassing(DirectoryException? failure, DirectoryObject present, TagTrust tags)
    {
        if (failure is { Fault: DirectoryFault.Changed })
        {
            tags.Refused(present);
        }
        else if (failure is not null && !IsPassing(failure))
        {
            throw failure;
        }
    }

    private async Task<bool> IsThereAsync(Guid keyId, CancellationToken cancellation) =>
        (await directory.ReadAsync(target, cancellation)).Passwords.Any(p => p.KeyId == keyId);

    private static bool IsPassing(DirectoryException failure) => failure.Fault is DirectoryFault.Unknown or DirectoryFault.Throttled;
}
