using System.Globalization;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;
using HelpDesk.Renewals.Vaults;
using HelpDesk.Renewals.Watching;

namespace HelpDesk.Renewals.Renewing;

/// <summary>
/// Preflighted → staged: the directory holds the new password, the symmetric pair if the strategy needs one, and the vault keeps the value
/// under a name that HelpDesk does not read yet.
/// </summary>
internal sealed class Staging(
    RenewalJournal journal, Registration registration, IDirectoryWriter directory, ISecretVault vault, ProofRunner proof, RenewalHistory known)
{
    private readonly Rollback _rollback = new(journal, directory, vault);

    private string Name => OperationName.Of(journal.Record.Id);

    private DirectoryTarget Target => journal.Record.Target ?? throw new InvalidOperationException("Staging needs what the preflight found.");

    public async Task RunAsync(CancellationToken cancellation)
    {
        var preflight = new Preflight(journal, registration, directory, vault, proof, known);
        if (journal.Record.State is RenewalState.Claimed)
        {
            await preflight.RunAsync(cancellation);
        }

        if (journal.Record.State is not RenewalState.Preflighted)
        {
            return;
        }

        try
        {
            var present = await directory.ReadAsync(Target, cancellation);
            var held = await HeldAsync(present, cancellation);
            var leftovers = Leftovers(present, preflight.Useless).Where(p => p.KeyId != held?.KeyId).ToList();
            await RemoveAsync(leftovers, cancellation);
            if (held is null)
            {
                await ForgetAsync(cancellation);
            }

            if ((held ?? await AddAsync(present.Created, cancellation)) is not { } secret)
            {
                return;
            }

            if (journal.Record.Strategy.NeedsKeyPair())
            {
                await new KeyPair(journal, directory, Target).WriteAsync(secret, known.OrphanedPairs([.. present.Passwords.Except(leftovers)]), cancellation);
            }

            await StagedAsync(cancellation);
        }
        catch (DirectoryException e)
        {
            await _rollback.RunAsync(e.Explanation, e.Fault, cancellation);
        }
        catch (VaultException e)
        {
            await _rollback.RunAsync($"The vault could not keep the new secret: {e.Message}", null, cancellation);
        }
        catch (KeysLostException e)
        {
            await journal.MoveAsync(RenewalState.NeedsPerson, e.Message, cancellation, r => r with { Cause = e.Message });
        }
    }

    private Task StagedAsync(CancellationToken cancellation)
    {
        var record = journal.Record;
        var what = record.Strategy.NeedsKeyPair() ? "password and its Sign and Verify keys" : "password";
        return journal.MoveAsync(
            RenewalState.Staged,
            string.Create(CultureInfo.InvariantCulture, $"The directory holds the new {what} {record.NewKeyId}, valid until {record.NewSecretExpires:yyyy-MM-dd}."),
            cancellation);
    }

    /// <summary>The value of an earlier, interrupted run of this renewal, if the directory and the vault both still have it.</summary>
    private async Task<VaultSecret?> HeldAsync(DirectoryObject present, CancellationToken cancellation)
    {
        var held = await vault.ReadAsync(registration.Id, VaultNames.PendingClientSecret, cancellation);
        if (held is null || present.Passwords.FirstOrDefault(p => p.DisplayName == Name && p.KeyId == held.KeyId) is not { } usable)
        {
            return null;
        }

        await journal.NoteAsync(
            r => r with { NewKeyId = usable.KeyId, NewSecretStarts = usable.Start, NewSecretExpires = usable.End },
            $"The password {usable.KeyId} that was added before the interruption is used.",
            cancellation);
        return held;
    }

    /// <summary>Passwords that this renewal or a failed one added and that HelpDesk cannot work with.</summary>
    private IEnumerable<PasswordEntry> Leftovers(DirectoryObject present, IReadOnlyList<PasswordEntry> useless) =>
        present.Passwords.Where(p => p.DisplayName == Name || known.IsLeftover(p) || useless.Any(u => u.KeyId == p.KeyId));

    private async Task RemoveAsync(List<PasswordEntry> leftovers, CancellationToken cancellation)
    {
        foreach (var leftover in leftovers)
        {
            await journal.IntendAsync(Intent.RemovePassword, $"Removing password {leftover.KeyId}, which a renewal that failed left behind.", cancellation);
            await _rollback.RemoveAsync(leftover.KeyId, cancellation);
        }
    }

    /// <summary>What an interrupted run of this renewal had added is gone; its key ID must not be taken for one that is to be removed again.</summary>
    private Task ForgetAsync(CancellationToken cancellation) => journal.Record is { NewKeyId: { } gone }
        ? journal.NoteAsync(
            r => r with { Intent = null, NewKeyId = null, NewSecretStarts = null, NewSecretExpires = null }, $"The password {gone} is no longer there.", cancellation)
        : Task.CompletedTask;

    private async Task<VaultSecret?> AddAsync(DateTimeOffset? created, CancellationToken cancellation)
    {
        var rules = await directory.ReadRulesAsync(Target, created, cancellation);
        var end = Lifetime.EndOf(journal.Record.Strategy, rules, journal.Now);
        await journal.IntendAsync(Intent.AddPassword, $"Adding a password with the name '{Name}'.", cancellation);

        NewPassword added;
        try
        {
            added = await directory.AddPasswordAsync(Target, Name, end, cancellation);
        }
        catch (DirectoryException e) when (e.Fault is DirectoryFault.Unknown)
        {
            await _rollback.LostAnswerAsync(Name, e.Explanation, cancellation);
            return null;
        }

        await journal.NoteAsync(
            r => r with { Intent = null, NewKeyId = added.KeyId, NewSecretStarts = added.Start, NewSecretExpires = added.End },
            $"The directory added password {added.KeyId}.",
            cancellation);
        var secret = new VaultSecret(added.Secret, added.KeyId, added.End);
        await vault.WriteAsync(registration.Id, VaultNames.PendingClientSecret, secret, cancellation);
        return secret;
    }
}
