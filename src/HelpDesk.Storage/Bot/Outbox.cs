using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Bot;

/// <summary>A row that is on its way to somebody.</summary>
public interface IOutboxRow
{
    Guid Id { get; }

    DateTimeOffset DueAt { get; }

    /// <summary>Until when the row belongs to whoever claimed it.</summary>
    DateTimeOffset? ClaimedUntil { get; set; }

    /// <summary>How often it was claimed.</summary>
    int Attempts { get; set; }

    /// <summary>How often nobody knows whether it arrived.</summary>
    int UnknownOutcomes { get; }
}

/// <summary>Rows on their way: each is claimed by one sender at a time, and ends sent or with a reason.</summary>
public interface IOutbox<TRow>
    where TRow : IOutboxRow
{
    /// <summary>What is due, each row claimed for this caller until the lease ends.</summary>
    Task<IReadOnlyList<TRow>> ClaimDueAsync(int take, TimeSpan lease, CancellationToken ct = default);

    /// <summary>Makes the lease begin anew. False when it has ended and the row is somebody else's.</summary>
    Task<bool> KeepAsync(TRow row, TimeSpan lease, CancellationToken ct = default);

    Task RetryAsync(TRow row, DateTimeOffset dueAt, bool isOutcomeUnknown = false, CancellationToken ct = default);

    Task DeadLetterAsync(TRow row, string reason, CancellationToken ct = default);
}

/// <summary>What is the same for every kind of row: a claim is kept and given back alike.</summary>
public abstract class Outbox<TRow>(IDbContextFactory<BotContext> contexts, TimeProvider clock) : IOutbox<TRow>
    where TRow : class, IOutboxRow
{
    public abstract Task<IReadOnlyList<TRow>> ClaimDueAsync(int take, TimeSpan lease, CancellationToken ct = default);

    public async Task<bool> KeepAsync(TRow row, TimeSpan lease, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(row);
        await using var context = await OpenAsync(ct);
        return await context.Set<TRow>().KeepAsync(row, ClaimUntil(lease), ct);
    }

    public async Task RetryAsync(TRow row, DateTimeOffset dueAt, bool isOutcomeUnknown = false, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(row);
        await using var context = await OpenAsync(ct);
        await context.Set<TRow>().RetryAsync(row, dueAt, isOutcomeUnknown, ct);
    }

    public abstract Task DeadLetterAsync(TRow row, string reason, CancellationToken ct = default);

    /// <summary>Leases are measured by real time.</summary>
    protected DateTimeOffset LeaseNow => clock.GetUtcNow();

    protected DateTimeOffset ClaimUntil(TimeSpan lease) => Claim.Until(LeaseNow, lease);

    protected Task<BotContext> OpenAsync(CancellationToken ct) => contexts.CreateDbContextAsync(ct);
}

/// <summary>How rows are claimed, kept and put off; the same in every outbox.</summary>
internal static class OutboxRows
{
    /// <summary>The row as long as it belongs to whoever claimed it.</summary>
    public static IQueryable<TRow> Own<TRow>(this IQueryable<TRow> rows, TRow row)
        where TRow : class, IOutboxRow => rows.Where(r => r.Id == row.Id && r.ClaimedUntil == row.ClaimedUntil);

    /// <summary>Claims those of <paramref name="due"/> that nobody else has claimed meanwhile.</summary>
    /// <param name="due">What was found.</param>
    /// <param name="still">The row, if it is still what was found.</param>
    /// <param name="until">The end of the claim.</param>
    /// <param name="ct">Stops the claiming.</param>
    public static async Task<IReadOnlyList<TRow>> ClaimAsync<TRow>(
        IReadOnlyList<TRow> due, Func<TRow, IQueryable<TRow>> still, DateTimeOffset until, CancellationToken ct)
        where TRow : class, IOutboxRow
    {
        List<TRow> claimed = [];
        foreach (var row in due)
        {
            var won = await still(row).ExecuteUpdateAsync(
                set => set.SetProperty(r => r.ClaimedUntil, until).SetProperty(r => r.Attempts, r => r.Attempts + 1), ct);
            if (won == 1)
            {
                row.Attempts++;
                row.ClaimedUntil = until;
                claimed.Add(row);
            }
        }

        return claimed;
    }

    public static async Task<bool> KeepAsync<TRow>(this IQueryable<TRow> rows, TRow row, DateTimeOffset until, CancellationToken ct)
        where TRow : class, IOutboxRow
    {
        if (await rows.Own(row).ExecuteUpdateAsync(set => set.SetProperty(r => r.ClaimedUntil, until), ct) == 0)
        {
            return false;
        }

        row.ClaimedUntil = until;
        return true;
    }

    public static Task RetryAsync<TRow>(this IQueryable<TRow> rows, TRow row, DateTimeOffset dueAt, bool isOutcomeUnknown, CancellationToken ct)
        where TRow : class, IOutboxRow
    {
        var unknown = isOutcomeUnknown ? 1 : 0;
        return rows.Own(row).ExecuteUpdateAsync(
            set => set
                .SetProperty(r => r.DueAt, dueAt)
                .SetProperty(r => r.UnknownOutcomes, r => r.UnknownOutcomes + unknown)
                .SetProperty(r => r.ClaimedUntil, (DateTimeOffset?)null),
            ct);
    }
}
