using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Bot;

/// <summary>What became of an activity that came a second time.</summary>
public sealed record EarlierAnswer(bool IsAnswered, int Status, byte[] Body);

/// <summary>Takes each activity once, across replicas and restarts, and keeps its answer for repetitions.</summary>
public sealed class ActivityLedger(IDbContextFactory<BotContext> contexts, TimeProvider time)
{
    /// <summary>Longer than any turn: a delivery that has been worked on for so long was lost with its process.</summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(3);

    /// <summary>Null when the activity is new, or was left behind by a process that is gone, and now belongs to the caller.</summary>
    public async Task<EarlierAnswer?> TakeAsync(string key, CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        context.ReceivedActivities.Add(new ReceivedActivity { Key = key, ReceivedAt = now });
        try
        {
            await context.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateException)
        {
            context.ChangeTracker.Clear();
            var known = await context.ReceivedActivities.AsNoTracking().SingleOrDefaultAsync(a => a.Key == key, ct);
            if (known is null)
            {
                throw;
            }

            return await TryTakeOverAsync(context, key, now, ct) ? null : Answer(known);
        }
    }

    /// <summary>How a taken activity stands; null when it was released or forgotten.</summary>
    public async Task<EarlierAnswer?> FindAsync(string key, CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.ReceivedActivities.AsNoTracking().SingleOrDefaultAsync(a => a.Key == key, ct) is { } known ? Answer(known) : null;
    }

    public async Task AnsweredAsync(string key, int status, byte[] body, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(ct);
        await context.ReceivedActivities.Where(a => a.Key == key).ExecuteUpdateAsync(
            set => set.SetProperty(a => a.AnsweredAt, now).SetProperty(a => a.Status, status).SetProperty(a => a.Body, body), ct);
    }

    /// <summary>The turn failed before anything was done: the next delivery may try again.</summary>
    public async Task ReleaseAsync(string key, CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        await context.ReceivedActivities.Where(a => a.Key == key).ExecuteDeleteAsync(ct);
    }

    /// <summary>Channels repeat within minutes; older rows are of no use.</summary>
    public async Task<int> ForgetAsync(DateTimeOffset before, CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.ReceivedActivities.Where(a => a.ReceivedAt < before).ExecuteDeleteAsync(ct);
    }

    private static async Task<bool> TryTakeOverAsync(BotContext context, string key, DateTimeOffset now, CancellationToken ct)
    {
        var lost = now - LongestTurn;
        return await context.ReceivedActivities.Where(a => a.Key == key && a.AnsweredAt == null && a.ReceivedAt < lost)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.ReceivedAt, now), ct) == 1;
    }

    private static EarlierAnswer Answer(ReceivedActivity known) => new(known.AnsweredAt is not null, known.Status ?? 0, known.Body ?? []);
}
