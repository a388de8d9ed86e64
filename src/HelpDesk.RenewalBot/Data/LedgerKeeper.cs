using HelpDesk.Storage.Bot;

namespace HelpDesk.RenewalBot.Data;

/// <summary>Keeps what this process works on its own, however long a turn takes.</summary>
internal sealed partial class LedgerKeeper(
    ActivityLedger ledger, [FromKeyedServices(LeaseClock.Key)] TimeProvider clock, ILogger<LedgerKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Tick = ActivityLedger.Lease / 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ledger.KeepAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.NotKept(log, e);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3052, LogLevel.Error, "The activities that are being worked on could not be kept; if that goes on they are worked on twice.")]
        public static partial void NotKept(ILogger logger, Exception exception);
    }
}
