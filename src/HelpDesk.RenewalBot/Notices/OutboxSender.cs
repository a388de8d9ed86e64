using HelpDesk.RenewalBot.BotSdk;
using HelpDesk.Storage.Bot;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Notices;

/// <summary>Empties an outbox: each row is tried, and what fails is tried again later or put aside with the reason.</summary>
internal abstract class OutboxSender<TRow>(IOutbox<TRow> outbox, IOptions<NoticesOptions> options, TimeProvider time)
    where TRow : class, IOutboxRow
{
    private const int AtOnce = 5;

    /// <summary>Longer than one row takes with all its calls and their repetitions.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>Before something is said that may have been said already: by then a slow channel has shown it, and the person has seen it.</summary>
    private static readonly TimeSpan PauseAfterUnknownOutcome = TimeSpan.FromMinutes(15);

    protected NoticesOptions Options => options.Value;

    protected DateTimeOffset Now => time.GetUtcNow();

    public async Task SendDueAsync(CancellationToken ct)
    {
        while (await outbox.ClaimDueAsync(AtOnce, Lease, ct) is { Count: > 0 } due)
        {
            foreach (var row in due)
            {
                // Those before it may have taken so long that it is somebody else's by now.
                if (await outbox.KeepAsync(row, Lease, ct))
                {
                    await TrySendAsync(row, ct);
                }
            }
        }
    }

    protected abstract Task SendAsync(TRow row, CancellationToken ct);

    /// <summary>The bot may not speak in this chat any more.</summary>
    protected abstract Task ChatLostAsync(TRow row, CancellationToken ct);

    protected abstract void LogFailed(TRow row, Exception exception, string reason);

    protected abstract void LogDropped(TRow row, string reason);

    protected async Task RetryAsync(TRow row, string reason, TimeSpan? after, CancellationToken ct)
    {
        if (row.Attempts >= options.Value.MaxAttempts)
        {
            await DropAsync(row, $"given up after {row.Attempts} attempts: {reason}", ct);
            return;
        }

        await outbox.RetryAsync(row, time.GetUtcNow() + BackOff.After(row.Attempts, after), ct: ct);
    }

    protected async Task DropAsync(TRow row, string reason, CancellationToken ct)
    {
        LogDropped(row, reason);
        await outbox.DeadLetterAsync(row, reason, ct);
    }

    private async Task TrySendAsync(TRow row, CancellationToken ct)
    {
        try
        {
            await SendAsync(row, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            var problem = DeliveryProblem.Of(e);
            LogFailed(row, e, problem?.Reason ?? "unexpected");
            await FailedAsync(row, problem ?? new DeliveryProblem(DeliveryFate.Retry, e.GetType().Name), ct);
        }
    }

    private async Task FailedAsync(TRow row, DeliveryProblem problem, CancellationToken ct)
    {
        switch (problem.Fate)
        {
            // What is sent here is sent anew: when something is gone, it is the chat.
            case DeliveryFate.ChatLost or DeliveryFate.MessageGone:
                await ChatLostAsync(row, ct);
                await DropAsync(row, problem.Reason, ct);
                break;
            case DeliveryFate.GiveUp:
                await DropAsync(row, problem.Reason, ct);
                break;
            case DeliveryFate.OutcomeUnknown when row.UnknownOutcomes > 0:
                await DropAsync(row, $"nobody knows whether it arrived, twice: {problem.Reason}", ct);
                break;
            case DeliveryFate.OutcomeUnknown:
                await outbox.RetryAsync(row, time.GetUtcNow() + PauseAfterUnknownOutcome, isOutcomeUnknown: true, ct);
                break;
            default:
                await RetryAsync(row, problem.Reason, problem.RetryAfter, ct);
                break;
        }
    }
}
