using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Storage.Bot;

/// <summary>Presses that were answered and wait to be worked on: by one worker each, those of one chat one after another.</summary>
public sealed class CardClickQueue(IDbContextFactory<BotContext> contexts, [FromKeyedServices(LeaseClock.Key)] TimeProvider clock)
{
    public async Task AddAsync(CardClick click, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(click);
        await using var context = await contexts.CreateDbContextAsync(ct);
        context.CardClicks.Add(click);
        // It is there already when the activity was taken before, by a process that is gone.
        await context.TrySaveChangesAsync(ct);
    }

    /// <summary>The foremost press of each chat that nobody works on, each claimed for this caller until the lease ends.</summary>
    public async Task<IReadOnlyList<CardClick>> ClaimAsync(int take, TimeSpan lease, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        var until = now + lease;
        await using var context = await contexts.CreateDbContextAsync(ct);
        List<CardClick> claimed = [];
        foreach (var click in await Waiting(context, now).OrderBy(c => c.Id).Take(take).ToListAsync(ct))
        {
            var won = await Waiting(context, now).Where(c => c.Id == click.Id && c.Attempts == click.Attempts).ExecuteUpdateAsync(
                set => set.SetProperty(c => c.ClaimedUntil, until).SetProperty(c => c.Attempts, c => c.Attempts + 1), ct);
            if (won == 1)
            {
                click.Attempts++;
                claimed.Add(click);
            }
        }

        return claimed;
    }

    /// <summary>Keeps a claim. False when it has ended and is somebody else's now.</summary>
    public async Task<bool> RenewAsync(CardClick click, TimeSpan lease, CancellationToken ct = default)
    {
        var until = clock.GetUtcNow() + lease;
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await Own(context, click).ExecuteUpdateAsync(set => set.SetProperty(c => c.ClaimedUntil, until), ct) == 1;
    }

    public async Task DoneAsync(CardClick click, CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        await Own(context, click).ExecuteDeleteAsync(ct);
    }

    /// <summary>Gives a claim back; the press may be tried again after the pause.</summary>
    public async Task ReleaseAsync(CardClick click, TimeSpan pause, CancellationToken ct = default)
    {
        var after = clock.GetUtcNow() + pause;
        await using var context = await contexts.CreateDbContextAsync(ct);
        await Own(context, click).ExecuteUpdateAsync(set => set.SetProperty(c => c.ClaimedUntil, after), ct);
    }

    private static IQueryable<CardClick> Waiting(BotContext context, DateTimeOffset now) => context.CardClicks.AsNoTracking().Where(c =>
        (c.ClaimedUntil == null || c.ClaimedUntil <= now) && !context.CardClicks.Any(earlier => earlier.Chat == c.Chat && earlier.Id < c.Id));

    private static IQueryable<CardClick> Own(BotContext context, CardClick click) =>
        context.CardClicks.Where(c => c.Id == click.Id && c.Attempts == click.Attempts);
}
