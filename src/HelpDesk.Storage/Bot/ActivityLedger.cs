using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Storage.Bot;

/// <summary>What became of an activity that came a second time.</summary>
public sealed record EarlierAnswer(bool IsAnswered, int Status, byte[] Body);

/// <summary>
/// Takes each activity once, across replicas and restarts, and keeps its answer for repetitions. One instance stands for one process: what
/// it works on it says again and again with <see cref="KeepAsync"/>, and what nobody says any more was lost with its process.
/// </summary>
public sealed class ActivityLedger(IDbContextFactory<BotContext> contexts, [FromKeyedServices(LeaseClock.Key)] TimeProvider clock)
{
    /// <summary>A delivery of which nobody has said anything for so long is lost.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    private readonly string _owner = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<string, bool> _running = new(StringComparer.Ordinal);

    /// <summary>Null when the activity is new, or was left behind by a process that is gone, and now belongs to the caller.</summary>
    public async Task<EarlierAnswer?> TakeAsync(string key, CancellationToken ct = default)
    {
        key = StoreKey.Of(key);
        await using var context = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        while (true)
        {
            if (await TryInsertAsync(context, key, now, ct))
            {
                _running[key] = true;
                return null;
            }

            // Null when it was released between the two looks: then it is free again.
            if (await context.ReceivedActivities.AsNoTracking().SingleOrDefaultAsync(a => a.Key == key, ct) is { } known)
            {
                if (!IsLost(known, now) || !await TryTakeOverAsync(context, known, now, ct))
                {
                    return Answer(known);
                }

                _running[key] = true;
                return null;
            }
        }
    }

    /// <summary>Says of everything that this process works on that it still does.</summary>
    public async Task KeepAsync(CancellationToken ct = default)
    {
        var keys = _running.Keys.ToList();
        var now = clock.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(ct);
        await context.ReceivedActivities.Where(a => a.Owner == _owner && keys.Contains(a.Key))
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.ReceivedAt, now), ct);
    }

    /// <summary>How a taken activity stands; null when it was released, forgotten or lost: then <see cref="TakeAsync"/> gives it away again.</summary>
    public async Task<EarlierAnswer?> FindAsync(string key, CancellationToken ct = default)
    {
        key = StoreKey.Of(key);
        await using var context = await contexts.CreateDbContextAsync(ct);
        var known = await context.ReceivedActivities.AsNoTracking().SingleOrDefaultAsync(a => a.Key == key, ct);
        return known is null || IsLost(known, clock.GetUtcNow()) ? null : Answer(known);
    }

    public async Task AnsweredAsync(string key, int status, byte[] body, CancellationToken ct = default)
    {
        _running.TryRemove(key = StoreKey.Of(key), out _);
        var now = clock.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(ct);
        await Own(context, key).ExecuteUpdateAsync(
            set => set.SetProperty(a => a.AnsweredAt, now).SetProperty(a => a.Status, status).SetProperty(a => a.Body, body), ct);
    }

    /// <summary>The turn failed before anything was done: the next delivery may try again.</summary>
    public async Task ReleaseAsync(string key, CancellationToken ct = default)
    {
        _running.TryRemove(key = StoreKey.Of(key), out _);
        await using var context = await contexts.CreateDbContextAsync(ct);
        await Own(context, key).ExecuteDeleteAsync(ct);
    }

    /// <summary>Channels repeat within minutes; older rows are of no use.</summary>
    public async Task<int> ForgetAsync(TimeSpan kept, CancellationToken ct = default)
    {
        var before = clock.GetUtcNow() - kept;
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.ReceivedActivities.Where(a => a.ReceivedAt < before).ExecuteDeleteAsync(ct);
    }

    // A repeated activity is nothing exceptional: the database is asked in words that do not make it fail.
    private async Task<bool> TryInsertAsync(BotContext context, string key, DateTimeOffset now, CancellationToken ct) =>
        await context.Database.ExecuteSqlAsync(
            $"""INSERT INTO "ReceivedActivities" ("Key", "ReceivedAt", "Owner") VALUES ({key}, {now.UtcDateTime}, {_owner}) ON CONFLICT DO NOTHING""", ct) == 1;

    // Another process may have taken it over from a turn that hung: its row is left alone.
    private IQueryable<ReceivedActivity> Own(BotContext context, string key) =>
        context.ReceivedActivities.Where(a => a.Key == key && a.Owner == _owner);

    // One that was taken far in the future bears the time of a clock that has been set back since.
    private static bool IsLost(ReceivedActivity known, DateTimeOffset now) =>
        known.AnsweredAt is null && (known.ReceivedAt <= now - Lease || known.ReceivedAt > now + Lease);

    private async Task<bool> TryTakeOverAsync(BotContext context, ReceivedActivity lost, DateTimeOffset now, CancellationToken ct) =>
        await context.ReceivedActivities.Where(a => a.Key == lost.Key && a.AnsweredAt == null && a.ReceivedAt == lost.ReceivedAt)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.ReceivedAt, now).SetProperty(a => a.Owner, _owner), ct) == 1;

    private static EarlierAnswer Answer(ReceivedActivity known) => new(known.AnsweredAt is not null, known.Status ?? 0, known.Body ?? []);
}
