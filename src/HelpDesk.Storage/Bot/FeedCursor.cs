using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Bot;

/// <summary>Remembers how far the renewal service's change feed has been handled.</summary>
public sealed class FeedCursor(IDbContextFactory<BotContext> contexts)
{
    private const string Feed = "renewals";

    public async Task<long> ReadAsync(CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.FeedPositions.Where(p => p.Feed == Feed).Select(p => p.Sequence).SingleOrDefaultAsync(ct);
    }

    /// <summary>Never moves backwards, so that a slow replica cannot make the others repeat their work.</summary>
    public async Task MoveAsync(long sequence, CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var moved = await context.FeedPositions.Where(p => p.Feed == Feed && p.Sequence < sequence)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Sequence, sequence), ct);
        if (moved == 0 && !await context.FeedPositions.AnyAsync(p => p.Feed == Feed, ct))
        {
            context.FeedPositions.Add(new FeedPosition { Feed = Feed, Sequence = sequence });
            if (!await context.TrySaveChangesAsync(ct))
            {
                // Another replica has just put in where it is.
                await MoveAsync(sequence, ct);
            }
        }
    }
}
