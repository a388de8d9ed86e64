using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;
using HelpDesk.Renewals.Vaults;
using HelpDesk.Renewals.Watching;

namespace HelpDesk.Renewals.Renewing;

/// <summary>
/// Removes what earlier renewals left in the directory, with the sign-in of somebody who may: there is no standing right to write, so it waits
/// for one.
/// </summary>
public sealed class CleanUp(IRenewals renewals, RegistrationScan scan, ISecretVault vault, TimeProvider time, RenewalEngineSettings settings)
{
    /// <summary>Throws <see cref="DirectoryException"/> and <see cref="VaultException"/>; what was removed until then is kept with its renewals.</summary>
    /// <returns>Null when a renewal is writing to the app right now.</returns>
    public async Task<CleanUpResult?> RunAsync(Registration registration, SignedIn signedIn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(registration);
        ArgumentNullException.ThrowIfNull(signedIn);
        var known = await renewals.ListAsync(registration.TenantId, registration.Id, cancellation);
        if (known.Any(r => RenewalTransitions.IsWriting(r.State)))
        {
            return null;
        }

        var history = new RenewalHistory(known);
        var view = signedIn.View ?? await signedIn.Directory.ViewAsync(registration.ClientId, cancellation);
        var leftovers = Leftovers.Of(view.Principal, history, time.GetUtcNow());
        var free = await Leftovers.NotInUseAsync(leftovers, vault, registration.Id, cancellation);
        if (StrategySelection.Choose(view.Principal) is { Strategy: { } strategy, Target: { } target, Holder: { } holder } && free.Count > 0)
        {
            var removal = new CredentialRemoval(signedIn.Directory, target, time, settings.Pause);
            await RemoveAsync(registration, signedIn.Person, removal, free, cancellation);
            List<PasswordEntry> gone = [.. holder.Passwords.Where(p => free.Any(l => l.KeyId == p.KeyId))];
            if (strategy.NeedsKeyPair())
            {
                List<PairDates> pairs = [.. gone.Select(PairDates.Of).OfType<PairDates>(), .. history.OrphanedPairs([.. holder.Passwords.Except(gone)])];
                await removal.PairsAsync(pairs, cancellation);
            }
        }

        await scan.RunAsync(new(registration, 0), cancellation);
        return new() { Removed = free, Kept = [.. leftovers.Except(free)] };
    }

    private async Task RemoveAsync(
        Registration registration, Actor person, CredentialRemoval removal, IReadOnlyList<Leftover> leftovers, CancellationToken cancellation)
    {
        foreach (var leftover in leftovers)
        {
            await removal.PasswordAsync(leftover.KeyId, cancellation);
            await renewals.TellRemovedAsync(registration.Id, leftover.KeyId, person, cancellation);
        }
    }
}
