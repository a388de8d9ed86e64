using System.Text.Json;
using HelpDesk.RenewalBot.Notices;
using HelpDesk.RenewalBot.Service;
using HelpDesk.Renewals.Contract;
using HelpDesk.Storage.Bot;

namespace HelpDesk.RenewalBot.Feed;

/// <summary>Reads what has changed and puts it into the outboxes. The cursor moves afterwards, so a change may be handled twice and never not at all.</summary>
internal sealed partial class ChangeFeed(
    RenewalServiceClient service,
    FeedCursor cursor,
    NoticePlanner planner,
    RenewalNewsOutbox news,
    CardRegister cards,
    OutboxSignal signal,
    TimeProvider time,
    ILogger<ChangeFeed> log)
{
    private const int PageSize = 100;

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

        foreach (var change in page.Changes)
        {
            await HandleAsync(change, ct);
        }

        if (page.Next > after)
        {
            await cursor.MoveAsync(page.Next, ct);
        }

        return page.Changes.Count == PageSize && page.Next > after;
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
        }
    }

    private async Task MovedAsync(Change change, Renewal renewal, CancellationToken ct)
    {
        var json = JsonSerializer.Serialize(new RenewalMove(change.Registration, renewal), FeedJson.Default.RenewalMove);
        foreach (var chat in await cards.ChatsAsync(change.Registration.Id, renewal.Id, ct))
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
    }
}
