using System.Globalization;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.Renewals.Renewing;

/// <summary>Staged → delivered: the vault gives HelpDesk the new value, and the old one as the secondary if it had it.</summary>
internal sealed class Delivery(RenewalJournal journal, IDirectoryWriter? directory, ISecretVault vault, RenewalHistory known)
{
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);

    private Guid Registration => journal.Record.RegistrationId;

    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            var current = await vault.ReadAsync(Registration, VaultNames.ClientSecret, cancellation);
            var pending = await vault.ReadAsync(Registration, VaultNames.PendingClientSecret, cancellation);
            if (current?.KeyId != journal.Record.NewKeyId)
            {
                if (pending is null || pending.KeyId != journal.Record.NewKeyId)
                {
                    await LostAsync(cancellation);
                    return;
                }

                await DeliverAsync(current, pending, cancellation);
            }

            await vault.RemoveAsync(Registration, VaultNames.PendingClientSecret, cancellation);
            await DeliveredAsync(cancellation);
        }
        catch (VaultException e)
        {
            await FailedAsync(e, cancellation);
        }
    }

    private async Task DeliverAsync(VaultSecret? current, VaultSecret pending, CancellationToken cancellation)
    {
        await journal.IntendAsync(Intent.Deliver, $"Writing the new value of {pending.KeyId} into the vault.", cancellation);
        // What never worked is not worth keeping, and would push out the old value that may.
        if (current is not null && known.UnprovenBy(current.KeyId) is null)
        {
            await vault.WriteAsync(Registration, VaultNames.SecondaryClientSecret, current, cancellation);
        }

        await vault.WriteAsync(Registration, VaultNames.ClientSecret, pending, cancellation);
    }

    private async Task DeliveredAsync(CancellationToken cancellation)
    {
        var secondary = await vault.ReadAsync(Registration, VaultNames.SecondaryClientSecret, cancellation);
        await journal.MoveAsync(
            RenewalState.Delivered,
            $"The vault holds the new value as {VaultNames.ClientSecret}{Old(secondary)}.",
            cancellation,
            r => r with { OldSecretInVault = Holds(secondary, r.OldKeyId), ProofAttempts = 0, ProofExpectedAt = null, Cause = null });
    }

    private static bool Holds(VaultSecret? secondary, Guid? old) => old is not null && secondary?.KeyId == old;

    private string Old(VaultSecret? secondary) => journal.Record.OldKeyId switch
    {
        null => string.Empty,
        { } old when Holds(secondary, old) => $" and the old one ({old}) as {VaultNames.SecondaryClientSecret}",
        { } old when secondary is { KeyId: null } =>
            $"; whether {VaultNames.SecondaryClientSecret} is the old one ({old}) cannot be told, because it was put there without its key ID",
        { } old => string.Create(
            CultureInfo.InvariantCulture,
            $"; it never had the old value ({old}), so HelpDesk's own configuration has to keep that until {journal.Record.OldSecretExpires:yyyy-MM-dd}"),
    };

    private async Task LostAsync(CancellationToken cancellation)
    {
        const string Cause = "The new value is not in the vault, and the directory does not tell it a second time.";
        if (directory is not null)
        {
            await new Rollback(journal, directory, vault).RunAsync(Cause, null, cancellation);
            return;
        }

        await journal.MoveAsync(
            RenewalState.NeedsSignIn,
            $"{Cause} The password {journal.Record.NewKeyId} has to be removed and another one made, which needs a sign-in.",
            cancellation,
            r => r with { Cause = Cause });
    }

    /// <summary>
    /// Only when the vault says that HelpDesk does not have the new value is the password taken back: removing one that HelpDesk may
    /// already use would stop it.
    /// </summary>
    private async Task FailedAsync(VaultException failure, CancellationToken cancellation)
    {
        var cause = $"The vault could not be written: {failure.Message}";
        if (directory is not null && await IsKnownNotDeliveredAsync(cancellation))
        {
            await new Rollback(journal, directory, vault).RunAsync(cause, null, cancellation);
            return;
        }

        await journal.NoteAsync(r => r with { Cause = cause, DueAt = journal.Now + Retry }, $"{cause} It is tried again.", cancellation);
    }

    private async Task<bool> IsKnownNotDeliveredAsync(CancellationToken cancellation)
    {
        try
        {
            return (await vault.ReadAsync(Registration, VaultNames.ClientSecret, cancellation))?.KeyId != journal.Record.NewKeyId;
        }
        catch (VaultException)
        {
            return false;
        }
    }
}
