using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.Renewals.Renewing;

/// <summary>Takes back what a renewal wrote before HelpDesk was given it, while the sign-in that wrote it is still there.</summary>
internal sealed class Rollback(RenewalRun run, IDirectoryWriter directory)
{
    private const int Looks = 3;

    private readonly RenewalJournal _journal = run.Journal;

    private DirectoryTarget Target => _journal.Record.Target!;

    public async Task RunAsync(string cause, DirectoryFault? fault, CancellationToken cancellation)
    {
        if (_journal.Record.NewKeyId is not { } keyId || run.IsTakenOver)
        {
            await NothingWrittenAsync(cause, fault, cancellation);
            return;
        }

        run.Forget();
        if (fault is DirectoryFault.SignInAgain or DirectoryFault.ConsentMissing && run.InHand is not null && _journal.Record.Strategy.NeedsKeyPair())
        {
            await _journal.MoveAsync(
                RenewalState.NeedsSignIn,
                $"The password {keyId} was added and the vault keeps its value; its keys are still to be written. {cause}",
                cancellation,
                r => r with { Cause = cause });
            return;
        }

        await _journal.IntendAsync(Intent.RemovePassword, $"Removing the new password {keyId} again: {cause}", cancellation);
        // The password first: with it nobody can sign in any more, whatever becomes of its keys.
        var password = await DirectoryAttempt.FailureOfAsync(() => run.Removal(directory).PasswordAsync(keyId, cancellation));
        var keys = _journal.Record.Strategy.NeedsKeyPair() ? await DirectoryAttempt.FailureOfAsync(() => run.Removal(directory).PairsAsync(NewPair(), cancellation)) : null;
        if ((password ?? keys) is { } failure)
        {
            await LeftBehindAsync(keyId, cause, failure, isPassword: password is not null, cancellation);
            return;
        }

        await ForgetValueAsync(cancellation);
        var after = await AfterwardsAsync(cancellation);
        await _journal.MoveAsync(
            RenewalState.RolledBack,
            $"The new password {keyId} was removed again; the old secret is as it was.",
            cancellation,
            r => r with { Cause = cause, Facts = r.Facts with { After = after } });
    }

    /// <summary>For the evidence only: what cannot be read is not in it.</summary>
    private async Task<IReadOnlyList<CredentialFact>> AfterwardsAsync(CancellationToken cancellation)
    {
        try
        {
            return RenewalFacts.Of(await directory.ReadAsync(Target, cancellation));
        }
        catch (DirectoryException)
        {
            return [];
        }
    }

    /// <summary>
    /// The answer to "add a password" was lost, and with it the secret: the directory says it only once. If the password is there it is
    /// found by its name and removed.
    /// </summary>
    public async Task LostAnswerAsync(string name, string cause, CancellationToken cancellation)
    {
        PasswordEntry? found;
        try
        {
            found = await LookForAsync(name, cancellation);
        }
        catch (DirectoryException e)
        {
            await _journal.MoveAsync(
                RenewalState.NeedsSignIn,
                $"Whether the directory added a password could not be seen: {e.Explanation} The next sign-in looks again and removes it if it is there.",
                cancellation,
                r => r with { Cause = cause });
            return;
        }

        if (found is null)
        {
            await _journal.MoveAsync(RenewalState.RolledBack, $"The directory shows no new password. {cause}", cancellation, r => r with { Cause = cause });
            return;
        }

        await _journal.NoteAsync(r => r with { NewKeyId = found.KeyId }, $"The directory had added password {found.KeyId}.", cancellation);
        await RunAsync($"{cause} The password that the directory had added was of no use, because its value was in the lost answer.", null, cancellation);
    }

    private PairDates[] NewPair() => _journal.Record is { NewSecretStarts: { } start, NewSecretExpires: { } end } ? [new(start, end)] : [];

    private async Task<PasswordEntry?> LookForAsync(string name, CancellationToken cancellation)
    {
        for (var look = 0; look < Looks; look++)
        {
            if (look > 0)
            {
                await _journal.WaitAsync(run.Settings.Pause, cancellation);
            }

            if ((await directory.ReadAsync(Target, cancellation)).Passwords.FirstOrDefault(p => p.DisplayName == name) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private Task NothingWrittenAsync(string cause, DirectoryFault? fault, CancellationToken cancellation)
    {
        var told = run.Replaced.Count == 0
            ? cause
            : $"{cause} The secret of an earlier renewal, which did not work, had been removed before: {string.Join(", ", run.Replaced)}.";
        return _journal.MoveAsync(
            fault is DirectoryFault.SignInAgain or DirectoryFault.ConsentMissing ? RenewalState.NeedsSignIn : RenewalState.RolledBack,
            $"No new secret was added. {told}",
            cancellation,
            r => r with { Cause = told, NewKeyId = null, NewSecretStarts = null, NewSecretExpires = null });
    }

    private async Task LeftBehindAsync(Guid keyId, string cause, DirectoryException e, bool isPassword, CancellationToken cancellation)
    {
        var value = await ForgetValueAsync(cancellation) ? "nobody has its value" : $"the vault may still hold its value as {VaultNames.PendingClientSecret}, which HelpDesk does not read";
        var what = isPassword ? $"The new password {keyId}" : $"The pair of keys of the new password {keyId}, which itself was removed,";
        await _journal.MoveAsync(
            RenewalState.NeedsPerson,
            $"{what} could not be removed: {e.Explanation}",
            cancellation,
            r => r with
            {
                Cause = $"{cause} {what} could not be removed again and has to be taken as still in the directory; {value}, and the next renewal "
                    + "or clean-up removes it. The old secret is as it was.",
                OrphanKeyId = keyId,
            });
    }

    /// <returns>Whether the value is certainly gone.</returns>
    private async Task<bool> ForgetValueAsync(CancellationToken cancellation)
    {
        if (!_journal.Record.Strategy.NeedsKeyPair())
        {
            run.InHand = null;
            return true;
        }

        try
        {
            await run.Vault.RemoveAsync(_journal.Record.RegistrationId, VaultNames.PendingClientSecret, cancellation);
            return true;
        }
        catch (VaultException)
        {
            // Once its password is removed the value opens nothing any more, and the next renewal overwrites it.
            return false;
        }
    }
}
