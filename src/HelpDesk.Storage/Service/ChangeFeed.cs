using System.Text.Json;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Renewing;
using HelpDesk.Renewals.Watching;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Service;

/// <summary>
/// The feed is written in the transaction of what it tells, and entries appear in the order of their numbers: a reader that has seen number 12
/// has seen everything before it that there will ever be. Numbers may be left out.
/// </summary>
internal sealed class ChangeFeed(IDbContextFactory<ServiceContext> contexts) : IChangeFeed
{
    public async Task<ChangePage> ReadAsync(long after, int take, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await context.Changes.AsNoTracking().Where(c => c.Sequence > after).OrderBy(c => c.Sequence).Take(take).ToListAsync(cancellation);
        var registrations = rows.Select(r => r.RegistrationId).Distinct().ToList();
        var watchers = (await context.Watchers.Where(w => registrations.Contains(w.RegistrationId)).ToListAsync(cancellation))
            .ToLookup(w => w.RegistrationId, w => w.PersonId);
        return new()
        {
            Changes = [.. rows.Select(r => ToContract(r, [.. watchers[r.RegistrationId]]))],
            Next = rows.Count > 0 ? rows[^1].Sequence : after,
        };
    }

    /// <summary>Tells what was seen of a registration, as the last thing of the transaction.</summary>
    internal static async Task TellAsync(ServiceContext context, RegistrationRow registration, DateTimeOffset at, CancellationToken cancellation)
    {
        await WaitForTurnAsync(context, cancellation);
        await AddAsync(context, ChangeKind.RegistrationScanned, registration, null, at, cancellation);
    }

    /// <summary>Tells that a renewal moved; after <see cref="WaitForTurnAsync"/>, as the last thing of the transaction.</summary>
    internal static async Task TellAsync(ServiceContext context, RenewalRecord renewal, CancellationToken cancellation)
    {
        var registration = await context.Registrations.SingleAsync(r => r.Id == renewal.RegistrationId, cancellation);
        await AddAsync(context, ChangeKind.RenewalMoved, registration, renewal.ToContract(), renewal.UpdatedAt, cancellation);
    }

    private static async Task AddAsync(
        ServiceContext context, ChangeKind kind, RegistrationRow registration, Renewal? renewal, DateTimeOffset at, CancellationToken cancellation)
    {
        var status = await Registrations.StatusAsync(context, registration, at, cancellation);
        context.Changes.Add(new()
        {
            At = at,
            Kind = kind,
            RegistrationId = registration.Id,
            RegistrationJson = JsonSerializer.Serialize(status, ContractJson.Default.RegistrationStatus),
            RenewalJson = renewal is null ? null : JsonSerializer.Serialize(renewal, ContractJson.Default.Renewal),
        });
        await context.SaveChangesAsync(cancellation);
    }

    /// <summary>
    /// PostgreSQL gives an entry its number when it is inserted and shows it when its transaction commits, which may be in another order. So
    /// whoever inserts keeps the others waiting until its own commit (https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS).
    /// SQLite has one writer.
    /// </summary>
    internal static Task WaitForTurnAsync(ServiceContext context, CancellationToken cancellation) => context.Database.IsNpgsql()
        ? context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended('HelpDesk change feed', 0))", cancellation)
        : Task.CompletedTask;

    private static Change ToContract(ChangeRow row, IReadOnlyList<string> watchers) => new()
    {
        Sequence = row.Sequence,
        At = row.At,
        Kind = row.Kind,
        Registration = JsonSerializer.Deserialize(row.RegistrationJson, ContractJson.Default.RegistrationStatus)!,
        Renewal = row.RenewalJson is null ? null : JsonSerializer.Deserialize(row.RenewalJson, ContractJson.Default.Renewal),
        Watchers = watchers,
    };
}
