using System.Globalization;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.Renewals.Renewing;

/// <summary>
/// Preflighted → staged: the directory holds the new password and the symmetric pair if the strategy needs one. With a pair to write, the
/// vault keeps the value meanwhile under a name that HelpDesk does not read, so that a crash between the two does not lose it.
/// </summary>
internal sealed class Staging(RenewalRun run, IDirectoryWriter directory, IRenewals renewals)
{
    private readonly RenewalJournal _journal = run.Journal;
    private readonly Rollback _rollback = new(run, directory);

    private string Name => OperationName.Of(_journal.Record.Id);

    private DirectoryTarget Target => _journal.Record.Target ?? throw new InvalidOperationException("Staging needs what the preflight found.");

    public async Task RunAsync(CancellationToken cancellation)
    {
        var preflight = new Preflight(run, directory);
        if (_journal.Record.State is RenewalState.Claimed)
        {
            await preflight.RunAsync(cancellation);
        }

        if (_journal.Record.State is not RenewalState.Preflighted)
        {
            return;
        }

        try
        {
            await StageAsync(preflight.Useless, cancellation);
        }
        catch (DirectoryException e)
        {
            await _rollback.RunAsync(e.Explanation, e.Fault, cancellation);
        }
        catch (VaultException e) when (_journal.Record.Intent is Intent.KeepValue)
        {
            await _rollback.RunAsync($"The vault could not keep the new secret: {e.Message}", null, cancellation);
        }
        catch (VaultException e)
        {
            await run.VaultUnreadableAsync(e, cancellation);
        }
        catch (KeysLostException e)
        {
            await run.KeysLostAsync(e, cancellation);
        }
    }

    private async Task StageAsync(IReadOnlyList<PasswordEntry> useless, CancellationToken cancellation)
    {
        var view = await run.LookAsync(directory, cancellation);
        var present = StrategySelection.Choose(view.Principal).Holder
            ?? throw new DirectoryException(DirectoryFault.NotFound, "The app that the preflight found is no longer there.");
        var held = await HeldAsync(present, cancellation);
        var failed = await Leftovers.NotOfferedAsync([.. Leftover(present).Where(p => p.KeyId != held?.KeyId)], run.Vault, run.Registration.Id, cancellation);
        var removed = await RemoveAsync(present, [.. failed, .. useless], cancellation);
        run.Replaced = [.. useless.Select(p => p.KeyId)];
        if (held is null)
        {
            await ForgetAsync(cancellation);
        }

        if ((held ?? await AddAsync(view.Rules, cancellation)) is not { } secret)
        {
            return;
        }

        run.InHand = secret;
        run.Saw(present with { Passwords = [.. present.Passwords.Except(removed).Where(p => p.KeyId != secret.KeyId), Entry(secret)] });
        if (_journal.Record.Strategy.NeedsKeyPair())
        {
            await new KeyPair(run, directory).WriteAsync(secret, Dropped(present, removed), cancellation);
        }

        await StagedAsync(cancellation);
    }

    private PasswordEntry Entry(VaultSecret secret) => new()
    {
        KeyId = secret.KeyId!.Value,
        DisplayName = Name,
        Start = _journal.Record.NewSecretStarts,
        End = _journal.Record.NewSecretExpires,
    };

    private Task StagedAsync(CancellationToken cancellation)
    {
        var record = _journal.Record;
        var what = record.Strategy.NeedsKeyPair() ? "password and its Sign and Verify keys" : "password";
        return _journal.MoveAsync(
            RenewalState.Staged,
            string.Create(CultureInfo.InvariantCulture, $"The directory holds the new {what} {record.NewKeyId}, valid until {record.NewSecretExpires:yyyy-MM-dd}."),
            cancellation,
            r => r with { Facts = r.Facts with { After = StrategySelection.Choose(run.View!.Principal).Holder is { } holder ? RenewalFacts.Of(holder) : [] } });
    }

    /// <summary>The value of an earlier, interrupted run of this renewal, if the directory and the vault both still have it.</summary>
    private async Task<VaultSecret?> HeldAsync(DirectoryObject present, CancellationToken cancellation)
    {
        var added = present.Passwords.Where(p => p.DisplayName == Name).ToList();
        if (added.Count == 0
            || await run.Vault.ReadAsync(run.Registration.Id, VaultNames.PendingClientSecret, cancellation) is not { } held
            || added.Find(p => p.KeyId == held.KeyId) is not { } usable)
        {
            return null;
        }

        await _journal.NoteAsync(
            r => r with { NewKeyId = usable.KeyId, NewSecretStarts = usable.Start, NewSecretExpires = usable.End },
            $"The password {usable.KeyId} that was added before the interruption is used.",
            cancellation);
        return held;
    }

    /// <summary>Passwords that this renewal or a failed one added and that HelpDesk cannot work with.</summary>
    private IEnumerable<PasswordEntry> Leftover(DirectoryObject present) => present.Passwords.Where(p => p.DisplayName == Name || run.Known.IsLeftover(p));

    /// <summary>With a sign-in at hand, what earlier renewals left to expire goes as well.</summary>
    private async Task<List<PasswordEntry>> RemoveAsync(DirectoryObject present, List<PasswordEntry> failed, CancellationToken cancellation)
    {
        foreach (var password in failed)
        {
            await RemoveAsync(password, "which a renewal that failed left behind", cancellation);
        }

        var expired = await ExpiredAsync(present, cancellation);
        foreach (var password in expired)
        {
            await RemoveAsync(password, string.Create(CultureInfo.InvariantCulture, $"which expired on {password.End:yyyy-MM-dd}"), cancellation);
        }

        return [.. failed, .. expired];
    }

    private async Task<List<PasswordEntry>> ExpiredAsync(DirectoryObject present, CancellationToken cancellation)
    {
        var expired = Leftovers.Of(run.View!.Principal, run.Known, _journal.Now).Where(l => l.Kind is LeftoverKind.Expired).ToList();
        var free = await Leftovers.NotInUseAsync(expired, run.Vault, run.Registration.Id, cancellation);
        return [.. present.Passwords.Where(p => free.Any(l => l.KeyId == p.KeyId))];
    }

    private async Task RemoveAsync(PasswordEntry password, string which, CancellationToken cancellation)
    {
        if (password.DisplayName == Name && _journal.Record.NewKeyId is null)
        {
            await _journal.NoteAsync(r => r with { NewKeyId = password.KeyId }, $"The directory has password {password.KeyId} of this renewal.", cancellation);
        }

        await _journal.IntendAsync(Intent.RemovePassword, $"Removing password {password.KeyId}, {which}.", cancellation);
        await run.Removal(directory).PasswordAsync(password.KeyId, cancellation);
        await renewals.TellRemovalAsync(run.Registration.Id, password.KeyId, Removal.Done, _journal.Record.StartedBy, cancellation);
        if (password.KeyId == _journal.Record.OldKeyId)
        {
            await _journal.NoteAsync(r => r with { OldSecretFate = OldSecretFate.Removed }, $"The old secret {password.KeyId} is gone.", cancellation);
        }
    }

    /// <summary>The pairs that do not come back: of failed renewals, and of what was removed just now.</summary>
    private List<PairDates> Dropped(DirectoryObject present, IReadOnlyList<PasswordEntry> removed) =>
    [
        .. run.Known.PairsWithoutPassword([.. present.Passwords.Except(removed)], _journal.Now),
        .. removed.Select(PairDates.Of).OfType<PairDates>(),
    ];

    /// <summary>What an interrupted run of this renewal had added is gone; its key ID must not be taken for one that is to be removed again.</summary>
    private Task ForgetAsync(CancellationToken cancellation) => _journal.Record is { NewKeyId: { } gone }
        ? _journal.NoteAsync(
            r => r with { Intent = null, NewKeyId = null, NewSecretStarts = null, NewSecretExpires = null }, $"The password {gone} is no longer there.", cancellation)
        : Task.CompletedTask;

    private async Task<VaultSecret?> AddAsync(CredentialRules? rules, CancellationToken cancellation)
    {
        var end = Lifetime.EndOf(_journal.Record.Strategy, rules, run.Settings.Wish, _journal.Now);
        await _journal.IntendAsync(Intent.AddPassword, $"Adding a password with the name '{Name}'.", cancellation);

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

        await _journal.NoteAsync(
            r => r with { Intent = null, NewKeyId = added.KeyId, NewSecretStarts = added.Start, NewSecretExpires = added.End },
            $"The directory added password {added.KeyId}.",
            cancellation);
        var secret = new VaultSecret(added.Secret, added.KeyId, added.End);
        if (_journal.Record.Strategy.NeedsKeyPair())
        {
            await _journal.IntendAsync(Intent.KeepValue, $"Keeping the value of {added.KeyId} in the vault until its keys are written.", cancellation);
            await run.Vault.WriteAsync(run.Registration.Id, VaultNames.PendingClientSecret, secret, cancellation);
        }

        return secret;
    }
}
