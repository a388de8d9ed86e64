using HelpDesk.RenewalBot.TemporaryAccounts;
using HelpDesk.Storage.Bot;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Notices;

/// <summary>Looks up new people, sends what is due and shows what has moved; when woken, and with every tick.</summary>
internal sealed partial class OutboxWorker(
    NoticePlanner planner,
    NoticeSender notices,
    RenewalNewsSender news,
    TemporaryAccountSender temporaryAccounts,
    ActivityLedger ledger,
    OldRows old,
    OutboxSignal signal,
    IOptions<NoticesOptions> options,
    TimeProvider time,
    ILogger<OutboxWorker> log) : BackgroundService
{
    private static readonly TimeSpan LedgerKept = TimeSpan.FromHours(12);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromHours(1);

    private DateTimeOffset _nextSweep = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(planner.LookUpAsync, stoppingToken);
            await TryAsync(news.SendDueAsync, stoppingToken);
            await TryAsync(notices.SendDueAsync, stoppingToken);
            await TryAsync(temporaryAccounts.SendDueAsync, stoppingToken);
            await TryAsync(SweepAsync, stoppingToken);
            await signal.WaitAsync(options.Value.Tick, time, stoppingToken);
        }
    }

    private async Task SweepAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (now >= _nextSweep)
        {
            await ledger.ForgetAsync(LedgerKept, ct);
            await old.DeleteAsync(ct);
            _nextSweep = now + BetweenSweeps;
        }
    }

    // One kind of work that fails must not stop the others, or itself the next time.
    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        try
        {
            await work(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.WorkFailed(log, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3024, LogLevel.Error, "The outbox's work failed; it goes on with the next tick.")]
        public static partial void WorkFailed(ILogger logger, Exception exception);
    }
}
