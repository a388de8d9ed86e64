using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Storage.Bot;

/// <summary>The temporary accounts that people are reminded of. Only an end stops that: a reminder that could not be sent comes the next day.</summary>
public sealed class TemporaryAccountOutbox(
    IDbContextFactory<BotContext> contexts, TimeProvider time, [FromKeyedServices(LeaseClock.Key)] TimeProvider clock) : Outbox<TemporaryAccount>(contexts, clock)
{
    private static readonly TimeSpan UntilTheNextReminder = TimeSpan.FromDays(1);

    /// <summary>Remembers an account. False when this person is reminded of it already.</summary>
    public async Task<bool> AddAsync(TemporaryAccount account, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        await using var context = await OpenAsync(ct);
        if (await Same(context, account).AnyAsync(ct))
        {
            return false;
        }

        context.TemporaryAccounts.Add(account);
        // False when another turn has just remembered the same account.
        return await context.TrySaveChangesAsync(ct);
    }

    /// <summary>One of a person's accounts, ended or not.</summary>
    public async Task<TemporaryAccount?> FindAsync(string tenantId, string personId, Guid id, CancellationToken ct = default)
    {
        await using var context = await OpenAsync(ct);
        return await context.TemporaryAccounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && a.TenantId == tenantId && a.PersonId == personId, ct);
    }

    /// <summary>The accounts of a person that are not known to be gone, oldest first.</summary>
    public async Task<IReadOnlyList<TemporaryAccount>> ListAsync(string tenantId, string personId, CancellationToken ct = default)
    {
        await using var context = await OpenAsync(ct);
        return await Of(context, tenantId, personId).AsNoTracking().OrderBy(a => a.CreatedAt).ToListAsync(ct);
    }

    /// <summary>Keeps the object ID by which the directory finds the account even when its login changes.</summary>
    public async Task SeenAsync(Guid id, string objectId, CancellationToken ct = default)
    {
        await using var context = await OpenAsync(ct);
        await context.TemporaryAccounts.Where(a => a.Id == id).ExecuteUpdateAsync(set => set.SetProperty(a => a.ObjectId, objectId), ct);
    }

    /// <summary>Ends the reminders. False when they had ended already.</summary>
    public async Task<bool> EndAsync(Guid id, TemporaryAccountEnd end, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        await using var context = await OpenAsync(ct);
        return await context.TemporaryAccounts.Where(a => a.Id == id && a.EndedAt == null).ExecuteUpdateAsync(
            set => set
                .SetProperty(a => a.EndedAt, now)
                .SetProperty(a => a.End, end)
                .SetProperty(a => a.ClaimedUntil, (DateTimeOffset?)null),
            ct) == 1;
    }

    /// <summary>The person has been reminded, or cannot be for now: the next time is then.</summary>
    public async Task PutOffAsync(TemporaryAccount row, DateTimeOffset dueAt, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(row);
        await using var context = await OpenAsync(ct);
        await context.TemporaryAccounts.Own(row).ExecuteUpdateAsync(
            set => set
                .SetProperty(a => a.DueAt, dueAt)
                .SetProperty(a => a.Attempts, 0)
                .SetProperty(a => a.UnknownOutcomes, 0)
                .SetProperty(a => a.ClaimedUntil, (DateTimeOffset?)null),
            ct);
    }

    public override async Task<IReadOnlyList<TemporaryAccount>> ClaimDueAsync(int take, TimeSpan lease, CancellationToken ct = default)
    {
        var until = ClaimUntil(lease);
        await using var context = await OpenAsync(ct);
        var due = await Due(context).OrderBy(a => a.DueAt).Take(take).ToListAsync(ct);
        return await OutboxRows.ClaimAsync(due, row => Due(context).Where(a => a.Id == row.Id), until, ct);
    }

    /// <summary>Today's reminder is given up, the account is not.</summary>
    public override Task DeadLetterAsync(TemporaryAccount row, string reason, CancellationToken ct = default) =>
        PutOffAsync(row, time.GetUtcNow() + UntilTheNextReminder, ct);

    private IQueryable<TemporaryAccount> Due(BotContext context)
    {
        var now = time.GetUtcNow();
        var free = LeaseNow;
        return context.TemporaryAccounts.AsNoTracking().Where(a => a.EndedAt == null && a.DueAt <= now && (a.ClaimedUntil == null || a.ClaimedUntil < free));
    }

    private static IQueryable<TemporaryAccount> Of(BotContext context, string tenantId, string personId) =>
        context.TemporaryAccounts.Where(a => a.TenantId == tenantId && a.PersonId == personId && a.EndedAt == null);

    // Whoever renames the account and tells it again speaks of the same one.
    private static IQueryable<TemporaryAccount> Same(BotContext context, TemporaryAccount account) =>
        Of(context, account.TenantId, account.PersonId)
            .Where(a => a.Login == account.Login || (account.ObjectId != null && a.ObjectId == account.ObjectId));
}
