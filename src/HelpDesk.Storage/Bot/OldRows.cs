using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Bot;

/// <summary>Deletes what nobody needs any more, so that the database does not grow for ever.</summary>
public sealed class OldRows(IDbContextFactory<BotContext> contexts, TimeProvider time)
{
    /// <summary>
    /// More than a year: a notice has to be remembered from the earliest threshold (365 days) until the secret has expired, or it would be
    /// sent twice, and a renewal is followed until the old secret has expired.
    /// </summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    /// <summary>As long as a button works: an older dialog cannot be gone on with, and an older card that shows no renewal asks for nothing.</summary>
    public static readonly TimeSpan KeptOfTalk = TimeSpan.FromDays(90);

    public async Task<int> DeleteAsync(CancellationToken ct = default)
    {
        var old = time.GetUtcNow() - Kept;
        var oldTalk = time.GetUtcNow() - KeptOfTalk;
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.Notices.Where(n => n.CreatedAt < old).ExecuteDeleteAsync(ct)
            + await context.RenewalNews.Where(n => n.DueAt < old).ExecuteDeleteAsync(ct)
            + await context.TemporaryAccounts.Where(a => a.EndedAt < old).ExecuteDeleteAsync(ct)
            + await context.SentCards.Where(c => c.SentAt < old || (c.SentAt < oldTalk && !c.IsOpen && c.RenewalId == null)).ExecuteDeleteAsync(ct)
            + await context.StateItems.Where(i => i.UpdatedAt < oldTalk).ExecuteDeleteAsync(ct);
    }
}
