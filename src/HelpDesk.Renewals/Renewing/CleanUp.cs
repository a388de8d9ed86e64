using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;
using HelpDesk.Renewals.Vaults;
using HelpDesk.Renewals.Watching;

namespace HelpDesk.Renewals.Renewing;

/// <summary>
/// Removes what earlier renewals left in the directory, with the sign-in of somebody who may: there is no standing right to write, so it waits
/// for one. No renewal begins meanwhile.
/// </summary>
public sealed class CleanUp(IRenewals renewals, RegistrationScan scan, ISecretVault vault, TimeProvider time, RenewalEngineSettings settings)
{
    /// <summary>Whose leases are those of clean-ups.</summary>
    public const string OwnerPrefix = "clean-up/";

    /// <summary>Throws <see cref="DirectoryException"/> and <see cref="VaultException"/>; what was removed until then is found gone the next time.</summary>
    /// <returns>Null while a renewal writes to the app or is worked on, or when one began because this took too long.</returns>
    public async Task<CleanUpResult?> RunAsync(Registration registration, SignedIn signedIn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(registration);
        ArgumentNullException.ThrowIfNull(signedIn);
        var known = await renewals.ListAsync(registration.TenantId, registration.Id, cancellation);
        if (known.Count == 0)
        {
            return new();
        }

        var owner = $"{OwnerPrefix}{Guid.NewGuid():N}";
        if (await renewals.LeaseForCleanUpAsync(registration.TenantId, registration.Id, owner, settings.Lease, cancellation) is not { } held)
        {
            return null;
        }

        try
        {
            // What has begun is finished and kept, whether or not anybody waits for the answer.
            return await RemoveAsync(registration, signedIn, known, c => renewals.KeepLeaseAsync(held, owner, settings.Lease, c), CancellationToken.None);
        }
        catch (LeaseLostException)
        {
            return null;
        }
        finally
        {
            await renewals.ReleaseAsync(held, owner, CancellationToken.None);
            // However far it came: what is left is what the status has to show.
            await scan.RunAsync(new(registration, 0), CancellationToken.None);
        }
    }

    private async Task<CleanUpResult> RemoveAsync(
        Registration registration, SignedIn signedIn, IReadOnlyList<RenewalRecord> known, Func<CancellationToken, Task> keepLease, CancellationToken cancellation)
    {
        var history = new RenewalHistory(known);
        var view = await signedIn.Directory.ViewAsync(registration.ClientId, cancellation);
        var leftovers = Leftovers.Of(view.Principal, history, time.GetUtcNow());
        var free = await Leftovers.NotInUseAsync(leftovers, vault, registration.Id, cancellation);
        if (StrategySelection.Choose(view.Principal) is { Strategy: { } strategy, Target: { } target, Holder: { } holder })
        {
            var removal = new CredentialRemoval(signedIn.Directory, target, time, settings.Pause, keepLease);
            foreach (var leftover in free)
            {
                await renewals.TellRemovalAsync(registration.Id, leftover.KeyId, Removal.Intended, signedIn.Person, cancellation);
                await removal.PasswordAsync(leftover.KeyId, cancellation);
            }

            List<PasswordEntry> gone = [.. holder.Passwords.Where(p => free.Any(l => l.KeyId == p.KeyId))];
            await PairsAsync(strategy, removal, holder, gone, history, cancellation);
            foreach (var leftover in free)
            {
                // Not before its keys are gone too: until then there is something to clean up.
                await renewals.TellRemovalAsync(registration.Id, leftover.KeyId, Removal.Done, signedIn.Person, cancellation);
            }

            await ForgetAsync(registration, signedIn.Person, known, holder, cancellation);
        }

        return new() { Removed = free, Kept = [.. leftovers.Except(free)] };
    }

    private async Task PairsAsync(
        RotationStrategy strategy, CredentialRemoval removal, DirectoryObject holder, List<PasswordEntry> gone, RenewalHistory history, CancellationToken cancellation)
    {
        List<PairDates> pairs =
        [
            .. gone.Select(PairDates.Of).OfType<PairDates>(),
            .. history.PairsWithoutPassword([.. holder.Passwords.Except(gone)], time.GetUtcNow()),
        ];
        if (strategy.NeedsKeyPair() && holder.Keys.Count > PairDates.Without(pairs, holder.Keys).Count)
        {
            await removal.PairsAsync(pairs, cancellation);
        }
    }

    /// <summary>A password that somebody else removed, or an earlier clean-up that was interrupted, or whose keys only were left, is none to wait for any more.</summary>
    private async Task ForgetAsync(
        Registration registration, Actor person, IReadOnlyList<RenewalRecord> known, DirectoryObject holder, CancellationToken cancellation)
    {
        var expected = known.Select(r => r.OrphanKeyId).Concat(known.Where(r => r.OldSecretFate is OldSecretFate.LeftToExpire).Select(r => r.OldKeyId)).OfType<Guid>();
        foreach (var gone in expected.Distinct().Where(id => holder.Passwords.All(p => p.KeyId != id)))
        {
            await renewals.TellRemovalAsync(registration.Id, gone, Removal.FoundGone, person, cancellation);
        }
    }
}
