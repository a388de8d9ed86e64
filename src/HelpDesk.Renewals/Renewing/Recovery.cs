using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.Renewals.Renewing;

/// <summary>
/// A renewal whose process ended before the directory's part was complete. The sign-in is gone with it, so nothing can be written; but what
/// was written can be seen, and may be all that was needed.
/// </summary>
internal sealed class Recovery(RenewalRun run, IDirectoryReader directory)
{
    private readonly RenewalJournal _journal = run.Journal;

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (_journal.Record is { Intent: null, NewKeyId: null } or { Target: null })
        {
            await NeedsSignInAsync("The renewal was interrupted before anything was written.", cancellation);
            return;
        }

        try
        {
            await LookAsync(_journal.Record.Target!, cancellation);
        }
        catch (DirectoryException e)
        {
            await UnseenAsync(e.Explanation, e.Fault is DirectoryFault.Throttled or DirectoryFault.Unknown ? run.NextTry : null, cancellation);
        }
        catch (VaultException e)
        {
            await UnseenAsync(e.Message, run.NextTry, cancellation);
        }
        catch (KeysLostException e)
        {
            await run.KeysLostAsync(e, cancellation);
        }
    }

    private async Task LookAsync(DirectoryTarget target, CancellationToken cancellation)
    {
        var present = await directory.ReadAsync(target, cancellation);
        var name = OperationName.Of(_journal.Record.Id);
        var held = await run.Vault.ReadAsync(_journal.Record.RegistrationId, VaultNames.PendingClientSecret, cancellation);
        var added = present.Passwords.FirstOrDefault(p => p.DisplayName == name && p.KeyId == held?.KeyId)
            ?? present.Passwords.FirstOrDefault(p => p.DisplayName == name);
        if (added is null)
        {
            await NeedsSignInAsync("The renewal was interrupted; the directory shows no new password.", cancellation);
            return;
        }

        await _journal.NoteAsync(
            r => r with { NewKeyId = added.KeyId, NewSecretStarts = added.Start, NewSecretExpires = added.End },
            $"Found password {added.KeyId}, which the interrupted renewal added.",
            cancellation);
        // Of one that was being taken back, the keys may be gone a moment later.
        if (_journal.Record.Intent is not Intent.RemovePassword && held?.KeyId == added.KeyId && IsComplete(present, added, held))
        {
            KeyPair.StopIfLost(_journal, present.Keys);
            await _journal.MoveAsync(
                RenewalState.Staged,
                "All that the directory needed had been written before the interruption.",
                cancellation,
                r => r with { Facts = r.Facts with { After = RenewalFacts.Of(present) } });
            return;
        }

        await NeedsSignInAsync($"The renewal was interrupted after it had added password {added.KeyId}.", cancellation);
    }

    private Task UnseenAsync(string because, DateTimeOffset? next, CancellationToken cancellation) => next is { } due
        ? _journal.NoteAsync(r => r with { DueAt = due }, $"What became of the interrupted write could not be seen yet: {because}", cancellation)
        : NeedsSignInAsync($"The renewal was interrupted, and what became of its write could not be seen: {because}", cancellation);

    private bool IsComplete(DirectoryObject present, PasswordEntry added, VaultSecret held) =>
        added is { Start: { } start, End: { } end }
        && (!_journal.Record.Strategy.NeedsKeyPair() || KeyPair.IsComplete(present.Keys, new(held.Secret, start, end)));

    private Task NeedsSignInAsync(string what, CancellationToken cancellation) =>
        _journal.MoveAsync(
            RenewalState.NeedsSignIn,
            $"{what} To go on, somebody who may renew has to sign in.",
            cancellation,
            r => r with { Cause = what });
}
