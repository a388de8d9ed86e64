using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Storage.Bot;

/// <summary>What has moved in a renewal and is not yet shown in every chat that has a card about it.</summary>
public sealed class RenewalNewsOutbox(
    IDbContextFactory<BotContext> contexts, TimeProvider time, [FromKeyedServices(LeaseClock.Key)] TimeProvider clock) : Outbox<RenewalNews>(contexts, clock)
{
    /// <summary>Takes a move for a chat. An older move than the one known changes nothing.</summary>
    public async Task MovedAsync(RenewalNews news, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(news);
        await using var context = await OpenAsync(ct);
        if (await UpdateAsync(context, news, ct) || await ExistsAsync(context, news, ct))
        {
            return;
        }

        context.RenewalNews.Add(news);
        if (!await context.TrySaveChangesAsync(ct))
        {
            await UpdateAsync(context, news, ct);
        }
    }

    public override async Task<IReadOnlyList<RenewalNews>> ClaimDueAsync(int take, TimeSpan lease, CancellationToken ct = default)
    {
        var until = ClaimUntil(lease);
        await using var context = await OpenAsync(ct);
        var due = await Due(context).OrderBy(n => n.Sequence).Take(take).ToListAsync(ct);
        return await OutboxRows.ClaimAsync(due, row => Due(context).Where(n => n.Id == row.Id && n.Sequence == row.Sequence), until, ct);
    }

    /// <summary>The chat shows what was claimed. A later move that came meanwhile, or a wish to show it again, stays due.</summary>
    public async Task ShownAsync(RenewalNews news, string? toldState, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(news);
        await using var context = await OpenAsync(ct);
        await context.RenewalNews.Where(n => n.Id == news.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(n => n.ShownSequence, n => n.ShownSequence == news.ShownSequence ? news.Sequence : n.ShownSequence)
                .SetProperty(n => n.ToldState, toldState)
                .SetProperty(n => n.Attempts, 0)
                .SetProperty(n => n.UnknownOutcomes, 0)
                .SetProperty(n => n.ClaimedUntil, (DateTimeOffset?)null),
            ct);
    }

    /// <summary>Something older may have been drawn over what was shown last: show it once more.</summary>
    public async Task ShowAgainAsync(Guid chat, Guid renewalId, CancellationToken ct = default)
    {
        await using var context = await OpenAsync(ct);
        // Each time another number below zero, so that who shows it right now can tell that this came after they began.
        await context.RenewalNews.Where(n => n.Chat == chat && n.RenewalId == renewalId).ExecuteUpdateAsync(
            set => set.SetProperty(n => n.ShownSequence, n => n.ShownSequence > 0 ? -1 : n.ShownSequence - 1), ct);
    }

    /// <summary>What was claimed will never be shown. What has come since gets a chance of its own.</summary>
    public override async Task DeadLetterAsync(RenewalNews row, string reason, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(row);
        await using var context = await OpenAsync(ct);
        await context.RenewalNews.Own(row).ExecuteUpdateAsync(
            set => set
                .SetProperty(
                    n => n.DeadLetterReason,
                    n => n.Sequence == row.Sequence && n.ShownSequence == row.ShownSequence ? reason : n.DeadLetterReason)
                .SetProperty(n => n.ClaimedUntil, (DateTimeOffset?)null),
            ct);
    }

    private IQueryable<RenewalNews> Due(BotContext context)
    {
        var now = time.GetUtcNow();
        var free = LeaseNow;
        return context.RenewalNews.AsNoTracking().Where(n => n.ShownSequence < n.Sequence && n.DeadLetterReason == null && n.DueAt <= now
            && (n.ClaimedUntil == null || n.ClaimedUntil < free));
    }

    private static Task<bool> ExistsAsync(BotContext context, RenewalNews news, CancellationToken ct) =>
        context.RenewalNews.AnyAsync(n => n.Chat == news.Chat && n.RenewalId == news.RenewalId, ct);

    private async Task<bool> UpdateAsync(BotContext context, RenewalNews news, CancellationToken ct)
    {
        // The channel may have asked for a pause: that holds for whatever is said next.
        var now = time.GetUtcNow();
        return await context.RenewalNews
            .Where(n => n.Chat == news.Chat && n.RenewalId == news.RenewalId && n.Sequence < news.Sequence)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(n => n.ChangeJson, news.ChangeJson)
                    .SetProperty(n => n.Sequence, news.Sequence)
                    .SetProperty(n => n.DeadLetterReason, (string?)null)
                    .SetProperty(n => n.Attempts, 0)
                    .SetProperty(n => n.UnknownOutcomes, 0)
                    .SetProperty(n => n.DueAt, n => n.DueAt > now ? n.DueAt : now),
                ct) == 1;
    }
}
