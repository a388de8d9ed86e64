using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Bot;

/// <summary>What has moved in a renewal and is not yet shown in every chat that has a card about it.</summary>
public sealed class RenewalNewsOutbox(IDbContextFactory<BotContext> contexts, TimeProvider time)
{
    /// <summary>Takes a move for a chat. An older move than the one known changes nothing.</summary>
    public async Task MovedAsync(RenewalNews news, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(news);
        await using var context = await contexts.CreateDbContextAsync(ct);
        if (await UpdateAsync(context, news, ct) || await ExistsAsync(context, news, ct))
        {
            return;
        }

        context.RenewalNews.Add(news);
        try
        {
            await context.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            context.ChangeTracker.Clear();
            if (!await UpdateAsync(context, news, ct) && !await ExistsAsync(context, news, ct))
            {
                throw;
            }
        }
    }

    public async Task<IReadOnlyList<RenewalNews>> ClaimDueAsync(int take, TimeSpan lease, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        var until = now + lease;
        await using var context = await contexts.CreateDbContextAsync(ct);
        var due = await Due(context, now).OrderBy(n => n.Sequence).Take(take).ToListAsync(ct);
        List<RenewalNews> claimed = [];
        foreach (var news in due)
        {
            var won = await Due(context, now).Where(n => n.Id == news.Id && n.Sequence == news.Sequence).ExecuteUpdateAsync(
                set => set.SetProperty(n => n.ClaimedUntil, until).SetProperty(n => n.Attempts, n => n.Attempts + 1), ct);
            if (won == 1)
            {
                news.Attempts++;
                claimed.Add(news);
            }
        }

        return claimed;
    }

    /// <summary>The chat shows the state as of <paramref name="sequence"/>; a later move that came meanwhile stays due.</summary>
    public async Task ShownAsync(Guid id, long sequence, string? toldState, CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        await context.RenewalNews.Where(n => n.Id == id).ExecuteUpdateAsync(
            set => set
                .SetProperty(n => n.ShownSequence, sequence)
                .SetProperty(n => n.ToldState, toldState)
                .SetProperty(n => n.Attempts, 0)
                .SetProperty(n => n.ClaimedUntil, (DateTimeOffset?)null),
            ct);
    }

    /// <summary>Something older may have been drawn over what was shown last: show it once more.</summary>
    public async Task ShowAgainAsync(Guid chat, Guid renewalId, CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        await context.RenewalNews.Where(n => n.Chat == chat && n.RenewalId == renewalId)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.ShownSequence, 0), ct);
    }

    public async Task RetryAsync(Guid id, DateTimeOffset dueAt, CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        await context.RenewalNews.Where(n => n.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(n => n.DueAt, dueAt).SetProperty(n => n.ClaimedUntil, (DateTimeOffset?)null), ct);
    }

    public async Task DeadLetterAsync(Guid id, string reason, CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        await context.RenewalNews.Where(n => n.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(n => n.DeadLetterReason, reason).SetProperty(n => n.ClaimedUntil, (DateTimeOffset?)null), ct);
    }

    private static IQueryable<RenewalNews> Due(BotContext context, DateTimeOffset now) =>
        context.RenewalNews.AsNoTracking().Where(n => n.ShownSequence < n.Sequence && n.DeadLetterReason == null && n.DueAt <= now
            && (n.ClaimedUntil == null || n.ClaimedUntil < now));

    private static Task<bool> ExistsAsync(BotContext context, RenewalNews news, CancellationToken ct) =>
        context.RenewalNews.AnyAsync(n => n.Chat == news.Chat && n.RenewalId == news.RenewalId, ct);

    private async Task<bool> UpdateAsync(BotContext context, RenewalNews news, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return await context.RenewalNews
            .Where(n => n.Chat == news.Chat && n.RenewalId == news.RenewalId && n.Sequence < news.Sequence)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(n => n.ChangeJson, news.ChangeJson)
                    .SetProperty(n => n.Sequence, news.Sequence)
                    .SetProperty(n => n.DeadLetterReason, (string?)null)
                    .SetProperty(n => n.DueAt, now),
                ct) == 1;
    }
}
