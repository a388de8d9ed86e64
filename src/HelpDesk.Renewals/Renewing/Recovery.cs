using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.Renewals.Renewing;

/// <summary>
/// A renewal whose process ended before the directory's part was complete. The sign-in is gone with it, so nothing can be written; but what
/// was written can be seen, and may be all that was needed.
/// </summary>
internal sealed class Recovery(RenewalJournal journal, IDirectoryReader directory, ISecretVault vault)
{
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (journal.Record is { Intent: null, NewKeyId: null } or { Target: null })
        {
            await NeedsSignInAsync("The renewal was interrupted before anything was written.", cancellation);
            return;
        }

        try
        {
            await LookAsync(journal.Record.Target!, cancellation);
        }
        catch (Exception e) when (e is DirectoryException or VaultException)
        {
            var message = (e as DirectoryException)?.Explanation ?? e.Message;
            await journal.NoteAsync(r => r with { DueAt = journal.Now + Retry }, $"What became of the interrupted write could not be seen yet: {message}", cancellation);
        }
    }

    private async Task LookAsync(DirectoryTarget target, CancellationToken cancellation)
    {
        var present = await directory.ReadAsync(target, cancellation);
        var name = OperationName.Of(journal.Record.Id);
        var held = await vault.ReadAsync(journal.Record.RegistrationId, VaultNames.PendingClientSecret, cancellation);
        var added = present.Passwords.FirstOrDefault(p => p.DisplayName == name && p.KeyId == held?.KeyId)
            ?? present.Passwords.FirstOrDefault(p => p.DisplayName == name);
        if (added is null)
        {
            await NeedsSignInAsync("The renewal was interrupted; the directory shows no new password.", cancellation);
            return;
        }

        await journal.NoteAsync(
            r => r with { NewKeyId = added.KeyId, NewSecretStarts = added.Start, NewSecretExpires = added.End },
            $"Found password {added.KeyId}, which the interrupted renewal added.",
            cancellation);
        if (held?.KeyId == added.KeyId && IsComplete(present, added, held))
        {
            await journal.MoveAsync(RenewalState.Staged, "All that the directory needed had been written before the interruption.", cancellation);
            return;
        }

        await NeedsSignInAsync($"The renewal was interrupted after it had added password {added.KeyId}.", cancellation);
    }

    private bool IsComplete(DirectoryObject present, PasswordEntry added, VaultSecret held) =>
        added is { Start: { } start, End: { } end }
        && (!journal.Record.Strategy.NeedsKeyPair() || KeyPair.IsComplete(present.Keys, new(held.Secret, start, end)));

    private Task NeedsSignInAsync(string what, CancellationToken cancellation) =>
        journal.MoveAsync(
            RenewalState.NeedsSignIn,
            $"{what} To go on, somebody who may renew has to sign in.",
            cancellation,
            r => r with { Cause = what });
}
