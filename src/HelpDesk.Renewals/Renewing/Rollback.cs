using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.Renewals.Renewing;

/// <summary>Takes back what a renewal wrote before HelpDesk was given it, while the sign-in that wrote it is still there.</summary>
internal sealed class Rollback(RenewalJournal journal, IDirectoryWriter directory, ISecretVault vault)
{
    private const int Looks = 3;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    private DirectoryTarget Target => journal.Record.Target!;

    public async Task RunAsync(string cause, DirectoryFault? fault, CancellationToken cancellation)
    {
        if (journal.Record.NewKeyId is not { } keyId)
        {
            await NothingWrittenAsync(cause, fault, cancellation);
            return;
        }

        try
        {
            await journal.IntendAsync(Intent.RemovePassword, $"Removing the new password {keyId} again: {cause}", cancellation);
            if (journal.Record.Strategy.NeedsKeyPair())
            {
                await new KeyPair(journal, directory, Target).RemoveAsync(cancellation);
            }

            await RemoveAsync(keyId, cancellation);
        }
        catch (DirectoryException e)
        {
            await LeftBehindAsync(keyId, cause, e, cancellation);
            return;
        }

        await ForgetAsync(cancellation);
        await journal.MoveAsync(
            RenewalState.RolledBack,
            $"The new password {keyId} was removed again; the old secret is as it was.",
            cancellation,
            r => r with { Cause = cause });
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
            await journal.MoveAsync(
                RenewalState.NeedsSignIn,
                $"Whether the directory added a password could not be seen: {e.Explanation} The next sign-in looks again and removes it if it is there.",
                cancellation,
                r => r with { Cause = cause });
            return;
        }

        if (found is null)
        {
            await journal.MoveAsync(RenewalState.RolledBack, $"The directory shows no new password. {cause}", cancellation, r => r with { Cause = cause });
            return;
        }

        await journal.NoteAsync(r => r with { NewKeyId = found.KeyId }, $"The directory had added password {found.KeyId}.", cancellation);
        await RunAsync($"{cause} The password that the directory had added was of no use, because its value was in the lost answer.", null, cancellation);
    }

    /// <summary>Removes a password; that it was not there in the first place is as good.</summary>
    public async Task RemoveAsync(Guid keyId, CancellationToken cancellation)
    {
        try
        {
            await directory.RemovePasswordAsync(Target, keyId, cancellation);
        }
        // The directory calls a key ID that it does not know a bad request.
        catch (DirectoryException e) when (e.Fault is DirectoryFault.Unknown or DirectoryFault.NotFound or DirectoryFault.Refused)
        {
            if ((await directory.ReadAsync(Target, cancellation)).Passwords.Any(p => p.KeyId == keyId))
            {
                throw;
            }
        }
    }

    private async Task<PasswordEntry?> LookForAsync(string name, CancellationToken cancellation)
    {
        for (var look = 0; look < Looks; look++)
        {
            if (look > 0)
            {
                await journal.WaitAsync(BetweenLooks, cancellation);
            }

            if ((await directory.ReadAsync(Target, cancellation)).Passwords.FirstOrDefault(p => p.DisplayName == name) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private Task NothingWrittenAsync(string cause, DirectoryFault? fault, CancellationToken cancellation) =>
        journal.MoveAsync(
            fault is DirectoryFault.SignInAgain or DirectoryFault.ConsentMissing ? RenewalState.NeedsSignIn : RenewalState.RolledBack,
            $"Nothing was written. {cause}",
            cancellation,
            r => r with { Cause = cause });

    private async Task LeftBehindAsync(Guid keyId, string cause, DirectoryException e, CancellationToken cancellation)
    {
        var value = await ForgetAsync(cancellation) ? "nobody has its value" : $"the vault may still hold its value as {VaultNames.PendingClientSecret}, which HelpDesk does not read";
        await journal.MoveAsync(
            RenewalState.NeedsPerson,
            $"The new password {keyId} could not be removed: {e.Explanation}",
            cancellation,
            r => r with
            {
                Cause = $"{cause} The new password {keyId} could not be removed again and is still in the directory; {value}, and the next renewal removes "
                    + "it. The old secret is as it was.",
            });
    }

    /// <returns>Whether the value is certainly gone.</returns>
    private async Task<bool> ForgetAsync(CancellationToken cancellation)
    {
        try
        {
            await vault.RemoveAsync(journal.Record.RegistrationId, VaultNames.PendingClientSecret, cancellation);
            return true;
        }
        catch (VaultException)
        {
            // Once its password is removed the value opens nothing any more, and the next renewal overwrites it.
            return false;
        }
    }
}
