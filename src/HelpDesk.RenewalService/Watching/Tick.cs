using HelpDesk.Renewals.Renewing;
using HelpDesk.Renewals.Watching;
using HelpDesk.RenewalService.Renewals;
using Quartz;

namespace HelpDesk.RenewalService.Watching;

/// <summary>
/// Beats in real time and asks the tables what is due by the story's clock: looks at registrations, and renewals that wait for a proof or
/// were left by a process that is gone.
/// </summary>
[DisallowConcurrentExecution]
internal sealed partial class Tick(
    IRegistrations registrations, IRenewals renewals, RegistrationScan scan, RenewalQueue queue, ILogger<Tick> logger) : IJob
{
    private const int AtOnce = 8;
    private const int Batch = 200;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var id in await renewals.DueAsync(Batch, cancellationToken))
            {
                queue.Add(new(id, SignedIn: null));
            }

            var due = await registrations.DueAsync(Batch, cancellationToken);
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, ScanAsync);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.TickFailed(logger, e);
        }
    }

    private async ValueTask ScanAsync(DueScan due, CancellationToken cancellation)
    {
        try
        {
            var seen = await scan.RunAsync(due, cancellation);
            if (seen.Failed)
            {
                Log.CouldNotLook(logger, due.Registration.Id, seen.Reading.UnknownBecause, seen.CorrelationId);
            }
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            Log.ScanFailed(logger, e, due.Registration.Id);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2040, LogLevel.Error, "What is due could not be found out")]
        public static partial void TickFailed(ILogger logger, Exception exception);

        [LoggerMessage(2041, LogLevel.Warning, "Registration {RegistrationId} could not be looked at: {Reason} Correlation ID {CorrelationId}")]
        public static partial void CouldNotLook(ILogger logger, Guid registrationId, string? reason, string? correlationId);

        [LoggerMessage(2042, LogLevel.Error, "The look at registration {RegistrationId} broke")]
        public static partial void ScanFailed(ILogger logger, Exception exception, Guid registrationId);
    }
}
