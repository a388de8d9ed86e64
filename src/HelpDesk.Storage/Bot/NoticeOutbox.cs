using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Storage.Bot;

/// <summary>Warnings on their way to people: each is made once, claimed by one sender at a time, and ends sent or with a reason.</summary>
public sealed class NoticeOutbox(
    IDbContextFactory<BotContext> contexts, TimeProvider time, [FromKeyedServices(LeaseClock.Key)] TimeProvider clock) : Outbox<Notice>(contexts, clock)
{
    /// <summary>
    /// Puts a warning into the outbox unless the person has already been (or is about to be) warned of this secret at this
    /// or a more urgent threshold. Milder warnings that still wait are dropped: only the most urgent one is worth sending.
    /// </summary>
    public async Task<bool> AddAsync(Notice notice, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(notice);
        await using var context = await OpenAsync(ct);
        var alive = SameSecret(context, notice).Where(n => n.DeadLetterReason == null);
        if (await alive.AnyAsync(n => n.Threshold <= notice.Threshold, ct)
            || (!await ReviveAsync(context, notice, ct) && !await InsertAsync(context, notice, ct)))
        {
            return false;
        }

        await alive.Where(n => n.Threshold > notice.Threshold && n.SentAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.DeadLetterReason, "superseded by a more urgent notice"), ct);
        return true;
    }

    /// <summary>Whether this person has ever been sent anything about this registration.</summary>
    public async Task<bool> AnySentAsync(string tenantId, string personId, CancellationToken ct = default)
    {
        await using var context = await OpenAsync(ct);
        return await context.Notices.AnyAsync(n => n.TenantId == tenantId && n.PersonId == personId && n.SentAt != null, ct);
    }

    /// <summary>Warnings that are due, each claimed for this caller until the lease ends.</summary>
    public override async Task<IReadOnlyList<Notice>> ClaimDueAsync(int take, TimeSpan lease, CancellationToken ct = default)
    {
        var until = ClaimUntil(lease);
        await using var context = await OpenAsync(ct);
        var due = await Due(context).OrderBy(n => n.DueAt).Take(take).ToListAsync(ct);
        return await OutboxRows.ClaimAsync(due, row => Due(context).Where(n => n.Id == row.Id), until, ct);
    }

    public async Task SentAsync(Guid id, string? activityId, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        await using var context = await OpenAsync(ct);
        await context.Notices.Where(n => n.Id == id).ExecuteUpdateAsync(
            set => set
                .SetProperty(n => n.SentAt, now)
                .SetProperty(n => n.SentActivityId, activityId)
                .SetProperty(n => n.ClaimedUntil, (DateTimeOffset?)null),
            ct);
    }

    public override async Task DeadLetterAsync(Notice row, string reason, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(row);
        await using var context = await OpenAsync(ct);
        await context.Notices.Own(row).ExecuteUpdateAsync(
            set => set.SetProperty(n => n.DeadLetterReason, reason).SetProperty(n => n.ClaimedUntil, (DateTimeOffset?)null), ct);
    }

    private IQueryable<Notice> Due(BotContext context)
    {
        var now = time.GetUtcNow();
        var free = LeaseNow;
        return context.Notices.AsNoTracking().Where(n => n.SentAt == null && n.DeadLetterReason == null && n.DueAt <= now
            && (n.ClaimedUntil == null || n.ClaimedUntil < free));
    }

    // A dead-lettered notice was never seen. When it is asked for again (after a reinstall, say) it gets another chance.
    private static async Task<bool> ReviveAsync(BotContext context, Notice notice, CancellationToken ct) =>
        await SameSecret(context, notice).Where(n => n.Threshold == notice.Threshold && n.DeadLetterReason != null).ExecuteUpdateAsync(
            set => set
                .SetProperty(n => n.DeadLetterReason, (string?)null)
                .SetProperty(n => n.DueAt, notice.DueAt)
                .SetProperty(n => n.UnknownOutcomes, 0)
                .SetProperty(n => n.Attempts, 0),
            ct) == 1;

    private static async Task<bool> InsertAsync(BotContext context, Notice notice, CancellationToken ct)
    {
        context.Notices.Add(notice);
        // False when another replica has just put the same notice in.
        return await context.TrySaveChangesAsync(ct);
    }

    private static IQueryable<Notice> SameSecret(BotContext context, Notice notice) =>
        context.Notices.Where(n => n.TenantId == notice.TenantId && n.PersonId == notice.PersonId
            && n.RegistrationId == notice.RegistrationId && n.KeyId == notice.KeyId);
}
