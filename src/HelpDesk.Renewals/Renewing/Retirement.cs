using System.Globalization;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Rotation;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.Renewals.Renewing;

/// <summary>
/// Proven → retired, once the old secret is out of the way. Nothing is deleted for that in the directory: there is no standing right to
/// write, so the old secret is left to expire, and then taken out of HelpDesk's configuration.
/// </summary>
internal sealed class Retirement(RenewalRun run)
{
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(10);

    private readonly RenewalJournal _journal = run.Journal;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var record = _journal.Record;
        if (record.OldSecretExpires is not { } expires)
        {
            await _journal.MoveAsync(
                RenewalState.Retired, "There was no old secret to retire.", cancellation, r => r with { OldSecretFate = OldSecretFate.NoneThere });
            return;
        }

        var due = expires + record.Strategy.GraceAfterExpiry();
        if (_journal.Now < due)
        {
            await _journal.NoteAsync(
                r => r with { DueAt = due },
                string.Create(CultureInfo.InvariantCulture, $"The old secret {record.OldKeyId} is left to expire on {expires:yyyy-MM-dd}."),
                cancellation);
            return;
        }

        try
        {
            await RetireAsync(record, expires, cancellation);
        }
        catch (VaultException e)
        {
            await _journal.NoteAsync(r => r with { DueAt = _journal.Now + Retry }, $"The vault could not be written: {e.Message}", cancellation);
        }
    }

    private async Task RetireAsync(RenewalRecord record, DateTimeOffset expires, CancellationToken cancellation)
    {
        // A later renewal may have put another value there, which is not ours to take away.
        var secondary = await run.Vault.ReadAsync(record.RegistrationId, VaultNames.SecondaryClientSecret, cancellation);
        var ours = secondary is not null && (secondary.KeyId == record.OldKeyId || secondary.Expires <= expires);
        if (ours)
        {
            await _journal.IntendAsync(Intent.Retire, $"Taking the old value of {record.OldKeyId} out of the vault.", cancellation);
            await run.Vault.RemoveAsync(record.RegistrationId, VaultNames.SecondaryClientSecret, secondary, cancellation);
        }

        var fate = record.OldSecretFate ?? OldSecretFate.LeftToExpire;
        var still = fate is OldSecretFate.Removed ? "and was removed from the directory" : "and is left in the directory until somebody signs in to renew or to clean up";
        await _journal.MoveAsync(
            RenewalState.Retired,
            string.Create(CultureInfo.InvariantCulture, $"The old secret {record.OldKeyId} expired on {expires:yyyy-MM-dd}{(ours ? ", is no longer in the vault" : string.Empty)} {still}."),
            cancellation,
            r => r with { OldSecretFate = fate });
    }
}
