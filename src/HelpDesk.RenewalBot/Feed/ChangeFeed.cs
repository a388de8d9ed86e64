using System.Text.Json;
using HelpDesk.RenewalBot.Notices;
using HelpDesk.RenewalBot.Service;
using HelpDesk.Renewals.Contract;
using HelpDesk.Storage.Bot;

namespace HelpDesk.RenewalBot.Feed;

/// <summary>
/// Reads what has changed and puts it into the outboxes. The cursor moves afterwards, so a change may be handled twice. One that cannot be
/// read, or cannot be handled however often, is left out: it must not keep all tenants from what comes after it.
/// </summary>
internal sealed partial class ChangeFeed(
    RenewalServiceClient service,
    FeedCursor cursor,
    NoticePlanner planner,
    RenewalNewsOutbox news,
    CardRegister cards,
    OutboxSignal signal,
    RenewalBotMetrics metrics,
    TimeProvider time,
    ILogger<ChangeFeed> log)
{
    private const int PageSize = 100;

    /// <summary>A database that is busy for a moment is no reason to leave a change out.</summary>
    private const int MaxAttempts = 3;

    private (long Sequence, int Count) _failed;

    /// <summary>Reads to the end of the feed.</summary>
    public async Task ReadAsync(CancellationToken ct)
    {
        while (await ReadPageAsync(ct))
        {
        }
    }

    private async Task<bool> ReadPageAsync(CancellationToken ct)
    {
        var after = await cursor.ReadAsync(ct);
        var result = await service.GetChangesAsync(after, PageSize, ct);
        if (!result.Succeeded(out var page, out _))
        {
            // The client has logged why; the next poll asks again from the same place.
            return false;
        }

        foreach (var unread in page.Changes)
        {
            if (Read(unread) is { } change && !await TryHandleAsync(change, ct))
            {
                await cursor.MoveAsync(change.Sequence - 1, ct);
                return false;
            }
        }

        if (page.Next > after)
        {
            await cursor.MoveAsync(page.Next, ct);
        }

        return page.Changes.Count == PageSize && page.Next > after;
    }

    private Change? Read(JsonElement unread)
    {
        try
        {
            if (unread.Deserialize(ContractJson.Default.Change) is { } change)
            {
                return change;
            }

            Log.Unreadable(log, null, null);
        }
        catch (JsonException e)
        {
            Log.Unreadable(log, e, Sequence(unread));
        }

        metrics.ChangeSkipped();
        return null;
    }

    private static long? Sequence(JsonElement unread) =>
        unread.ValueKind == JsonValueKind.Object && unread.TryGetProperty("sequence", out var number) && number.TryGetInt64(out var sequence) ? sequence : null;

    /// <summary>False when it is to be tried again with the next poll.</summary>
    private async Task<bool> TryHandleAsync(Change change, CancellationToken ct)
    {
        try
        {
            await HandleAsync(change, ct);
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            _failed = (change.Sequence, _failed.Sequence == change.Sequence ? _failed.Count + 1 : 1);
            if (_failed.Count < MaxAttempts)
            {
                Log.Failed(log, e, change.Sequence, _failed.Count);
                return false;
            }

            Log.Skipped(log, e, change.Sequence, change.Registration.Id);
            metrics.ChangeSkipped();
            return true;
        }
    }

    private async Task HandleAsync(Change change, CancellationToken ct)
    {
        Log.Changed(log, change.Sequence, change.Kind, change.Registration.Id);
        switch (change)
        {
            case { Kind: ChangeKind.RenewalMoved, Renewal: { } renewal }:
                await MovedAsync(change, renewal, ct);
                break;
            case { Kind: ChangeKind.RegistrationScanned }:
                await planner.PlanAsync(change.Registration, change.Watchers, ct);
                break;
            case { Kind: ChangeKind.Unknown }:
                Log.UnknownKind(log, change.Sequence);
                metrics.ChangeSkipped();
                break;
        }
    }

    private async Task MovedAsync(Change change, Renewal renewal, CancellationToken ct)
    {
        var json = JsonSerializer.Serialize(new RenewalMove(change.Registration, renewal), FeedJson.Default.RenewalMove);
        foreach (var chat in await cards.ChatsAsync(change.Registration.Id, renewal.Id, change.Registration.IsLatest(renewal), ct))
        {
            await news.MovedAsync(
                new RenewalNews
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    Chat = chat,
                    RegistrationId = change.Registration.Id,
                    RenewalId = renewal.Id,
                    ChangeJson = json,
                    Sequence = change.Sequence,
                    DueAt = time.GetUtcNow(),
                },
                ct);
        }

        signal.Wake();
    }

    private static partial class Log
    {
        [LoggerMessage(3030, LogLevel.Debug, "Change {Sequence}: {Kind} of registration {Registration}.")]
        public static partial void Changed(ILogger logger, long sequence, ChangeKind kind, Guid registration);

        [LoggerMessage(3032, LogLevel.Error, "Change {Sequence} of the feed cannot be read and is left out.")]
        public static partial void Unreadable(ILogger logger, Exception? exception, long? sequence);

        [LoggerMessage(3034, LogLevel.Warning, "Change {Sequence} could not be handled, attempt {Attempt}; the next poll tries again.")]
        public static partial void Failed(ILogger logger, Exception exception, long sequence, int attempt);

        [LoggerMessage(3035, LogLevel.Error, "Change {Sequence} of registration {Registration} cannot be handled and is left out.")]
        public static partial void Skipped(ILogger logger, Exception exception, long sequence, Guid registration);

        [LoggerMessage(3036, LogLevel.Warning, "Change {Sequence} is of a kind that only a newer version knows, and is left out.")]
        public static partial void UnknownKind(ILogger logger, long sequence);
    }
}
