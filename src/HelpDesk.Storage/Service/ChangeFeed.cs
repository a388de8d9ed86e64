using System.Text.Json;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Watching;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Service;

/// <summary>
/// The feed is written in the transaction of what it tells. On SQLite there is one writer, so entries appear in the order of their
/// numbers; a database with several writers has to keep readers from overtaking an entry that is numbered but not yet committed.
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

    internal static async Task<ChangeRow> EntryAsync(
        ServiceContext context, ChangeKind kind, RegistrationRow registration, Renewal? renewal, DateTimeOffset at, CancellationToken cancellation) => new()
        {
            At = at,
            Kind = kind,
            RegistrationId = registration.Id,
            RegistrationJson = JsonSerializer.Serialize(
                await Registrations.StatusAsync(context, registration, at, cancellation), ContractJson.Default.RegistrationStatus),
            RenewalJson = renewal is null ? null : JsonSerializer.Serialize(renewal, ContractJson.Default.Renewal),
        };

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
