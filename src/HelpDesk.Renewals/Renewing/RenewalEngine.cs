using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Vaults;
using HelpDesk.Renewals.Watching;

namespace HelpDesk.Renewals.Renewing;

/// <summary>The sign-in that carries a run: who it is and the directory opened on their behalf. Kept in memory only.</summary>
public sealed record SignedIn(Actor Person, IDirectoryWriter Directory);

/// <summary>How the engine works, apart from what it works on.</summary>
public sealed record RenewalEngineSettings
{
    /// <summary>Which process this is, for the lease.</summary>
    public required string Owner { get; init; }

    /// <summary>After this long without a sign of life another process takes over.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A proof that is due within this time is waited for instead of being left to the schedule.</summary>
    public TimeSpan WaitForProof { get; init; } = TimeSpan.FromSeconds(20);
}

/// <summary>
/// Carries a renewal on from wherever it stands until it is done, or waits for time or for a person. A run with a sign-in writes to the
/// directory; a run without one (the schedule's) delivers, proves and retires, or finds out what became of an interrupted write.
/// </summary>
public sealed class RenewalEngine(
    IRenewals renewals,
    IRegistrations registrations,
    IDirectories directories,
    ISecretVault vault,
    ProofRunner proof,
    TimeProvider time,
    RenewalEngineSettings settings)
{
    public async Task<RenewalRecord?> RunAsync(Guid renewalId, SignedIn? signedIn, CancellationToken cancellation)
    {
        if (await renewals.LeaseAsync(renewalId, settings.Owner, settings.Lease, cancellation) is not { } record)
        {
            return null;
        }

        var journal = new RenewalJournal(renewals, time, record, signedIn?.Person ?? Actor.Service, settings.Owner, settings.Lease);
        try
        {
            if (await registrations.FindAsync(record.TenantId, record.RegistrationId, cancellation) is not { } registration)
            {
                await AbandonAsync(journal, cancellation);
                return journal.Record;
            }

            while (await StepAsync(journal, registration, signedIn, cancellation))
            {
            }
        }
        finally
        {
            await renewals.ReleaseAsync(renewalId, settings.Owner, CancellationToken.None);
        }

        return journal.Record;
    }

    /// <returns>Whether there is more to do now.</returns>
    private async Task<bool> StepAsync(RenewalJournal journal, Registration registration, SignedIn? signedIn, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var before = journal.Record.State;
        switch (before)
        {
            // A write that has begun is finished even when the host is asked to stop: half of one is worse than a late end.
            case RenewalState.Claimed or RenewalState.Preflighted when signedIn is not null:
                await new Staging(journal, registration, signedIn.Directory, vault, proof, await HistoryAsync(registration)).RunAsync(CancellationToken.None);
                break;
            case RenewalState.Claimed or RenewalState.Preflighted:
                await new Recovery(journal, directories.AsService(registration.TenantId), vault).RunAsync(cancellation);
                break;
            case RenewalState.Staged:
                await new Delivery(journal, signedIn?.Directory, vault, await HistoryAsync(registration)).RunAsync(CancellationToken.None);
                break;
            case RenewalState.Delivered or RenewalState.Propagating:
                return await proof.RunAsync(journal, registration, settings.WaitForProof, cancellation);
            case RenewalState.Proven:
                await new Retirement(journal, vault).RunAsync(cancellation);
                break;
            default:
                return false;
        }

        return journal.Record.State != before;
    }

    /// <summary>Without the registration nobody knows whose secret this is: nothing more is read or written, and the schedule stops coming back.</summary>
    private static async Task AbandonAsync(RenewalJournal journal, CancellationToken cancellation)
    {
        if (RenewalTransitions.IsAllowed(journal.Record.State, RenewalState.NeedsPerson))
        {
            const string Cause = "The registration that this renewal is for is no longer configured.";
            await journal.MoveAsync(RenewalState.NeedsPerson, Cause, cancellation, r => r with { Cause = Cause });
        }
        else
        {
            await journal.NoteAsync(r => r with { DueAt = null }, "The registration is no longer configured; this renewal is left as it is.", cancellation);
        }
    }

    private async Task<RenewalHistory> HistoryAsync(Registration registration) =>
        new(await renewals.ListAsync(registration.TenantId, registration.Id, CancellationToken.None));
}
