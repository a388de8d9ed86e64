using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Vaults;
using HelpDesk.Renewals.Watching;

namespace HelpDesk.Renewals.Renewing;

/// <summary>Where a run left a renewal.</summary>
/// <param name="Renewal">The renewal.</param>
/// <param name="Seen">The app after the run's writes, if the run saw it.</param>
public sealed record RenewalOutcome(RenewalRecord Renewal, Principal? Seen);

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
    IOutsideCalls calls,
    TimeProvider time,
    RenewalEngineSettings settings)
{
    /// <returns>Null when another process works on it.</returns>
    public async Task<RenewalOutcome?> RunAsync(Guid renewalId, SignedIn? signedIn, CancellationToken cancellation)
    {
        if (await renewals.LeaseAsync(renewalId, settings.Owner, settings.Lease, cancellation) is not { } record)
        {
            return null;
        }

        using var heard = calls.Listen();
        record = record with { Facts = record.Facts.With(signedIn?.Calls ?? []) };
        var journal = new RenewalJournal(renewals, time, record, signedIn?.Person ?? Actor.Service, heard, settings.Owner, settings.Lease);
        try
        {
            if (await registrations.FindAsync(record.TenantId, record.RegistrationId, cancellation) is { } registration)
            {
                var seen = await RunAsync(journal, registration, signedIn, cancellation);
                return new(journal.Record, seen);
            }

            await AbandonAsync(journal, cancellation);
            return new(journal.Record, null);
        }
        finally
        {
            await renewals.ReleaseAsync(renewalId, settings.Owner, CancellationToken.None);
        }
    }

    private async Task<Principal?> RunAsync(RenewalJournal journal, Registration registration, SignedIn? signedIn, CancellationToken cancellation)
    {
        var run = new RenewalRun
        {
            Journal = journal,
            Registration = registration,
            Known = new(await renewals.ListAsync(registration.TenantId, registration.Id, cancellation)),
            Vault = vault,
            Proof = proof,
            Time = time,
            Settings = settings,
            SignedIn = signedIn,
        };
        while (await StepAsync(run, cancellation))
        {
        }

        return run.View?.Principal;
    }

    /// <returns>Whether there is more to do now.</returns>
    private async Task<bool> StepAsync(RenewalRun run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var before = run.Journal.Record.State;
        switch (before)
        {
            // A write that has begun is finished even when the host is asked to stop: half of one is worse than a late end.
            case RenewalState.Claimed or RenewalState.Preflighted when run.Writer is { } writer:
                await new Staging(run, writer, renewals).RunAsync(CancellationToken.None);
                break;
            case RenewalState.Claimed or RenewalState.Preflighted:
                await new Recovery(run, directories.AsService(run.Registration.TenantId)).RunAsync(cancellation);
                break;
            case RenewalState.Staged when run.Journal.Record.Intent is Intent.RemovePassword:
                await run.TakenBackHalfwayAsync(CancellationToken.None);
                break;
            case RenewalState.Staged:
                await new Delivery(run).RunAsync(CancellationToken.None);
                break;
            case RenewalState.Delivered or RenewalState.Propagating:
                return await proof.RunAsync(run, cancellation);
            case RenewalState.Proven:
                await new Retirement(run).RunAsync(cancellation);
                break;
            default:
                return false;
        }

        return run.Journal.Record.State != before;
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
}
