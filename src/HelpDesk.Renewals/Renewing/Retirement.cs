using System.Globalization;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Rotation;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.Renewals.Renewing;

/// <summary>
/// Proven → retired, once the old secret is out of the way. Nothing is deleted for that in the directory: there is no standing right to
/// write, so the old secret is left to expire, and then taken out of HelpDesk's configuration.
/// </summary>
internal sealed class Retirement(RenewalJournal journal, ISecretVault vault)
{
    // Microsoft asks to keep an old ACS secret configured until a week after its end.
    private static readonly TimeSpan AcsGrace = TimeSpan.FromDays(7);
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var record = journal.Record;
        if (record.OldSecretExpires is not { } expires)
        {
            await journal.MoveAsync(RenewalState.Retired, "There was no old secret to retire.", cancellation);
            return;
        }

        var due = record.Strategy.NeedsKeyPair() ? expires + AcsGrace : expires;
        if (journal.Now < due)
        {
            await journal.NoteAsync(
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
            await journal.NoteAsync(r => r with { DueAt = journal.Now + Retry }, $"The vault could not be written: {e.Message}", cancellation);
        }
    }

    private async Task RetireAsync(RenewalRecord record, DateTimeOffset expires, CancellationToken cancellation)
    {
        // A later renewal may have put another value there, which is not ours to take away.
        var secondary = await vault.ReadAsync(record.RegistrationId, VaultNames.SecondaryClientSecret, cancellation);
        var ours = secondary is not null && (secondary.KeyId == record.OldKeyId || secondary.Expires <= expires);
        if (ours)
        {
            await vault.RemoveAsync(record.RegistrationId, VaultNames.SecondaryClientSecret, cancellation);
        }

        await journal.MoveAsync(
            RenewalState.Retired,
            string.Create(CultureInfo.InvariantCulture, $"The old secret {record.OldKeyId} expired on {expires:yyyy-MM-dd}{(ours ? " and was taken out of the vault" : string.Empty)}."),
            cancellation);
    }
}
