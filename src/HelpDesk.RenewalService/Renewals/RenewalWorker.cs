using System.Threading.Channels;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Renewing;
using HelpDesk.Renewals.Watching;

namespace HelpDesk.RenewalService.Renewals;

/// <summary>Carries queued renewals on, several at a time, and looks at the registration afterwards.</summary>
internal sealed partial class RenewalWorker(
    RenewalQueue queue, RenewalEngine engine, IRegistrations registrations, RegistrationScan scan, ILogger<RenewalWorker> logger) : BackgroundService
{
    // Somebody waits for a renewal that was just confirmed; a proof that the schedule sends may take long and be late.
    private const int ConfirmedAtOnce = 32;
    private const int ScheduledAtOnce = 8;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(
                RunAllAsync(queue.Confirmed, ConfirmedAtOnce, stoppingToken),
                RunAllAsync(queue.Scheduled, ScheduledAtOnce, stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; the schedule of the next one goes on.
        }
    }

    private Task RunAllAsync(ChannelReader<RenewalJob> jobs, int atOnce, CancellationToken cancellation) => Parallel.ForEachAsync(
        jobs.ReadAllAsync(cancellation), new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellation }, RunAsync);

    private async ValueTask RunAsync(RenewalJob job, CancellationToken cancellation)
    {
        try
        {
            if (await CarryOnAsync(job, cancellation) is { } outcome)
            {
                Log.Rests(logger, outcome.Renewal.Id, outcome.Renewal.State, outcome.Renewal.EvidenceNumber, outcome.Renewal.EvidenceHead);
                if (outcome.Renewal.Cause is { } cause)
                {
                    Log.Waits(logger, outcome.Renewal.Id, outcome.Renewal.State, cause);
                }

                await LookAsync(outcome, cancellation);
            }
        }
        catch (LeaseLostException)
        {
            Log.TakenOver(logger, job.RenewalId);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // One broken renewal must not stop the others. Its state is in the table, and the schedule comes back to it.
            Log.Failed(logger, e, job.RenewalId);
        }
    }

    /// <summary>The renewal is free for the next job as soon as the engine is through; the look at the registration comes after that.</summary>
    private async Task<RenewalOutcome?> CarryOnAsync(RenewalJob job, CancellationToken cancellation)
    {
        try
        {
            return await engine.RunAsync(job.RenewalId, job.SignedIn, cancellation);
        }
        finally
        {
            queue.Done(job);
        }
    }

    private async Task LookAsync(RenewalOutcome outcome, CancellationToken cancellation)
    {
        if (await registrations.FindAsync(outcome.Renewal.TenantId, outcome.Renewal.RegistrationId, cancellation) is { } registration)
        {
            await (outcome.Seen is { } seen ? scan.TakeAsync(registration, seen, cancellation) : scan.RunAsync(new(registration, 0), cancellation));
        }
    }

    private static partial class Log
    {
        // The head in the log lets a chain that was cut off in the database be noticed.
        [LoggerMessage(2030, LogLevel.Information, "Renewal {RenewalId} is {State}; its evidence is record {EvidenceNumber} of the tenant with the head {EvidenceHead}")]
        public static partial void Rests(ILogger logger, Guid renewalId, RenewalState state, long? evidenceNumber, string? evidenceHead);

        [LoggerMessage(2031, LogLevel.Warning, "Renewal {RenewalId} was taken over by another process")]
        public static partial void TakenOver(ILogger logger, Guid renewalId);

        [LoggerMessage(2033, LogLevel.Warning, "Renewal {RenewalId} is {State}: {Cause}")]
        public static partial void Waits(ILogger logger, Guid renewalId, RenewalState state, string cause);

        [LoggerMessage(2032, LogLevel.Error, "Renewal {RenewalId} could not be carried on")]
        public static partial void Failed(ILogger logger, Exception exception, Guid renewalId);
    }
}
