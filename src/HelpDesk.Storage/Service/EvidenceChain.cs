using HelpDesk.Renewals.Evidence;
using HelpDesk.Renewals.Renewing;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Service;

/// <summary>Keeps each tenant's chain of sealed records.</summary>
internal sealed class EvidenceChain(IDbContextFactory<ServiceContext> contexts, IEvidenceKeys keys, TimeProvider time) : IEvidenceChain
{
    /// <summary>To be asked for before a transaction begins: the vault may lie in the same database, which has one writer at a time.</summary>
    public Task<EvidenceKey> KeyAsync(CancellationToken cancellation) => keys.CurrentAsync(cancellation);

    /// <summary>
    /// Seals the renewal as it stands now, within the caller's transaction, which has its turn at the feed: two at once for one tenant would both
    /// be the next link, and the second would fail on the chain's key.
    /// </summary>
    public async Task SealAsync(ServiceContext context, EvidenceKey key, RenewalRow row, RenewalRecord record, CancellationToken cancellation)
    {
        var registration = await context.Registrations.AsNoTracking().SingleAsync(r => r.Id == row.RegistrationId, cancellation);
        var steps = await context.RenewalSteps.AsNoTracking().Where(s => s.RenewalId == row.Id).OrderBy(s => s.Number).ToListAsync(cancellation);
        var last = await context.Evidence.AsNoTracking().Where(e => e.TenantId == row.TenantId).OrderByDescending(e => e.Number)
            .Select(e => new { e.Number, e.Head }).FirstOrDefaultAsync(cancellation);
        var (number, previous) = ((last?.Number ?? 0) + 1, last?.Head ?? string.Empty);
        var content = EvidenceRecords.Json(record, registration.DisplayName, registration.ClientId, [.. steps.Select(RenewalRows.ToEvidence)]);
        var link = new EvidenceLink(number, row.Id, Milliseconds(time.GetUtcNow()), key.Id, previous, string.Empty, content);
        var head = key.HeadOf(row.TenantId, link);
        context.Evidence.Add(new()
        {
            TenantId = row.TenantId,
            Number = number,
            RenewalId = row.Id,
            SealedAt = link.SealedAt,
            KeyId = key.Id,
            Previous = previous,
            Head = head,
            Content = content,
        });
        (row.EvidenceNumber, row.EvidenceHead) = (number, head);
        await context.SaveChangesAsync(cancellation);
    }

    public async Task<EvidenceLink?> FindAsync(string tenantId, Guid renewalId, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await Links(context.Evidence.Where(e => e.TenantId == tenantId && e.RenewalId == renewalId).OrderByDescending(e => e.Number)).FirstOrDefaultAsync(cancellation);
    }

    public async IAsyncEnumerable<EvidenceLink> ReadAsync(
        string tenantId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await foreach (var link in Links(context.Evidence.Where(e => e.TenantId == tenantId).OrderBy(e => e.Number)).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            yield return link;
        }
    }

    public async Task<IReadOnlyDictionary<Guid, string>> HeadsAsync(string tenantId, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Renewals.Where(r => r.TenantId == tenantId && r.EvidenceHead != null).ToDictionaryAsync(r => r.Id, r => r.EvidenceHead!, cancellation);
    }

    public async Task<Guid?> CurrentKeyAsync(Guid? orElse, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (orElse is { } offered && !await context.EvidenceKeys.AnyAsync(cancellation))
        {
            // When another process was faster, its key is the one.
            context.EvidenceKeys.Add(new() { Id = EvidenceKeyRow.Only, KeyId = offered });
            await context.TrySaveChangesAsync(cancellation);
        }

        return await context.EvidenceKeys.AsNoTracking().Select(k => (Guid?)k.KeyId).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>No database keeps less; what is sealed has to come back as it was.</summary>
    private static DateTimeOffset Milliseconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));

    private static IQueryable<EvidenceLink> Links(IQueryable<EvidenceRow> rows) =>
        rows.AsNoTracking().Select(e => new EvidenceLink(e.Number, e.RenewalId, e.SealedAt, e.KeyId, e.Previous, e.Head, e.Content));
}
