using HelpDesk.Bots.Hosting;
using HelpDesk.Storage.Bot;
using Received = HelpDesk.Bots.Hosting.ReceivedActivity;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>Exactly-once turns over the ledger table, so that replicas and restarts share what was taken.</summary>
internal sealed class LedgeredActivities(ActivityLedger ledger, [FromKeyedServices(LeaseClock.Key)] TimeProvider clock) : IReceivedActivities
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    public async ValueTask<Received> BeginAsync(string key, CancellationToken cancellationToken) =>
        await ledger.TakeAsync(key, cancellationToken) is { } earlier ? State(earlier) : new Received(ReceivedState.New);

    /// <summary>Ends at the latest when the turn that is waited for counts as lost; whoever begins anew then takes it over.</summary>
    public async ValueTask<Received?> WaitAsync(string key, CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            switch (await ledger.FindAsync(key, cancellationToken))
            {
                case null:
                    return null;
                case { IsAnswered: true } answered:
                    return State(answered);
                default:
                    await Task.Delay(pause, clock, cancellationToken);
                    break;
            }
        }
    }

    public async ValueTask CompleteAsync(string key, int status, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        await ledger.AnsweredAsync(key, status, body.ToArray(), cancellationToken);

    public async ValueTask AbandonAsync(string key, CancellationToken cancellationToken) => await ledger.ReleaseAsync(key, cancellationToken);

    private static Received State(EarlierAnswer earlier) => earlier.IsAnswered
        ? new Received(ReceivedState.Answered, earlier.Status, earlier.Body)
        : new Received(ReceivedState.Running);
}
