using System.Globalization;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Rotation;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.Renewals.Renewing;

/// <summary>Staged → delivered: the vault gives HelpDesk the new value, and the old one as the secondary if it had it.</summary>
internal sealed class Delivery(RenewalRun run)
{
    private const int Looks = 5;
    private const int LooksToBelieve = 2;

    private readonly RenewalJournal _journal = run.Journal;

    private Guid Registration => _journal.Record.RegistrationId;

    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            // What is there would be overwritten and lost, so that nothing is there is believed on a second look.
            var current = await run.Vault.ReadAsync(Registration, VaultNames.ClientSecret, cancellation)
                ?? await run.Vault.ReadAsync(Registration, VaultNames.ClientSecret, cancellation);
            if (current?.KeyId == _journal.Record.NewKeyId)
            {
                await DeliveredAsync(null, cancellation);
            }
            else if (await ValueAsync(cancellation) is { } value)
            {
                await DeliveredAsync(await DeliverAsync(current, value, cancellation), cancellation);
            }
            else
            {
                await LostAsync(cancellation);
            }
        }
        catch (VaultException e)
        {
            await FailedAsync(e, cancellation);
        }
    }

    private async Task<VaultSecret?> ValueAsync(CancellationToken cancellation)
    {
        var value = run.InHand ?? await run.Vault.ReadAsync(Registration, VaultNames.PendingClientSecret, cancellation);
        return value?.KeyId == _journal.Record.NewKeyId ? value : null;
    }

    /// <returns>What was made the secondary.</returns>
    private async Task<VaultSecret?> DeliverAsync(VaultSecret? current, VaultSecret value, CancellationToken cancellation)
    {
        await _journal.IntendAsync(Intent.Deliver, $"Writing the new value of {value.KeyId} into the vault.", cancellation);
        // What never worked is not worth keeping, and would push out the old value that may.
        var secondary = current is not null && run.Known.UnprovenBy(current.KeyId) is null ? current : null;
        if (secondary is not null)
        {
            await run.Vault.WriteAsync(Registration, VaultNames.SecondaryClientSecret, secondary, cancellation);
        }

        await run.Vault.WriteAsync(Registration, VaultNames.ClientSecret, value, cancellation);
        return secondary;
    }

    private async Task DeliveredAsync(VaultSecret? written, CancellationToken cancellation)
    {
        if (_journal.Record.Strategy.NeedsKeyPair())
        {
            await run.Vault.RemoveAsync(Registration, VaultNames.PendingClientSecret, cancellation);
        }

        var secondary = written ?? await run.Vault.ReadAsync(Registration, VaultNames.SecondaryClientSecret, cancellation);
        await _journal.MoveAsync(
            RenewalState.Delivered,
            $"The vault holds the new value as {VaultNames.ClientSecret}{Old(secondary)}.",
            cancellation,
            r => r with { OldSecretInVault = Holds(secondary, r.OldKeyId), ProofAttempts = 0, ProofExpectedAt = null, Cause = null });
    }

    private static bool Holds(VaultSecret? secondary, Guid? old) => old is not null && secondary?.KeyId == old;

    private string Old(VaultSecret? secondary) => _journal.Record.OldKeyId switch
    {
        null => string.Empty,
        { } old when Holds(secondary, old) => $" and the old one ({old}) as {VaultNames.SecondaryClientSecret}",
        { } old when secondary is { KeyId: null } =>
            $"; whether {VaultNames.SecondaryClientSecret} is the old one ({old}) cannot be told, because it was put there without its key ID",
        { } old => string.Create(
            CultureInfo.InvariantCulture,
            $"; it never had the old value ({old}), so HelpDesk's own configuration has to keep that until {_journal.Record.OldSecretExpires:yyyy-MM-dd}"),
    };

    private async Task LostAsync(CancellationToken cancellation)
    {
        const string Cause = "The new value is not in the vault, and the directory does not tell it a second time.";
        if (run.Writer is { } directory)
        {
            await new Rollback(run, directory).RunAsync(Cause, null, cancellation);
            return;
        }

        await _journal.MoveAsync(
            RenewalState.NeedsSignIn,
            $"{Cause} The password {_journal.Record.NewKeyId} has to be removed and another one made, which needs a sign-in.",
            cancellation,
            r => r with { Cause = Cause });
    }

    /// <summary>
    /// The vault is asked what it offers now. Only when that is not the new value is the password taken back: removing one that HelpDesk may
    /// already use would stop it.
    /// </summary>
    private async Task FailedAsync(VaultException failure, CancellationToken cancellation)
    {
        var cause = $"The vault could not be written: {failure.Message}";
        try
        {
            var isDelivered = await IsDeliveredAsync(cancellation);
            if (isDelivered is true)
            {
                await DeliveredAsync(null, cancellation);
                return;
            }

            if (isDelivered is false && run.Writer is { } directory)
            {
                await new Rollback(run, directory).RunAsync(cause, null, cancellation);
                return;
            }
        }
        catch (VaultException e)
        {
            cause = $"The vault could not be written: {e.Message}";
        }

        await LookAgainAsync(cause, cancellation);
    }

    private Task LookAgainAsync(string cause, CancellationToken cancellation) => run.NextTry is { } due
        ? _journal.NoteAsync(r => r with { Cause = cause, DueAt = due }, $"{cause} Whether HelpDesk has the new value is looked at again.", cancellation)
        : _journal.MoveAsync(
            RenewalState.NeedsSignIn, $"{cause} It was tried for a day. Once the vault works again, somebody who may renew has to sign in.", cancellation, r => r with { Cause = cause });

    /// <returns>Null when the vault does not say; it may come back while the sign-in can still take the password away.</returns>
    private async Task<bool?> IsDeliveredAsync(CancellationToken cancellation)
    {
        // Where no write began, nothing can have been delivered, but for a secret that HelpDesk had before.
        if (_journal.Record.Intent is not Intent.Deliver)
        {
            return run.IsTakenOver ? null : false;
        }

        var absent = 0;
        for (var look = 1; look <= Looks; look++)
        {
            await _journal.WaitAsync(run.Settings.Pause * look, cancellation);
            if (await TryReadAsync(cancellation) is not { } offered)
            {
                continue;
            }

            if (offered.KeyId == _journal.Record.NewKeyId)
            {
                return true;
            }

            // A write whose answer was lost may come late.
            if (++absent == LooksToBelieve)
            {
                return false;
            }
        }

        return null;
    }

    private async Task<Offered?> TryReadAsync(CancellationToken cancellation)
    {
        try
        {
            return new((await run.Vault.ReadAsync(Registration, VaultNames.ClientSecret, cancellation))?.KeyId);
        }
        catch (VaultException)
        {
            return null;
        }
    }

    /// <param name="KeyId">Null when the vault has no value, or one without a key ID.</param>
    private sealed record Offered(Guid? KeyId);
}
