using System.Globalization;
using System.Text.Json;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Expiry;
using HelpDesk.Renewals.Watching;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Service;

internal sealed class Registrations(IDbContextFactory<ServiceContext> contexts, TimeProvider time) : IRegistrations
{
    public async Task UpsertAsync(Registration registration, IReadOnlyCollection<string> watchers, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        do
        {
            await ConfiguredAsync(context, registration, cancellation);
        }
        while (!await context.TrySaveChangesAsync(cancellation));

        await AddWatchersAsync(context, [registration.Id], watchers, cancellation);
    }

    public async Task KeepOnlyAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await InUse(context).Where(r => !ids.Contains(r.Id)).ExecuteUpdateAsync(set => set.SetProperty(r => r.IsInUse, false), cancellation);
    }

    public async Task<IReadOnlyList<string>> TenantsAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await InUse(context).Select(r => r.TenantId).Distinct().ToListAsync(cancellation);
    }

    public async Task<Registration?> FindAsync(string tenantId, Guid id, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var row = await InUse(context).AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.TenantId == tenantId, cancellation);
        return row is null ? null : ToDomain(row);
    }

    public Task<IReadOnlyList<RegistrationStatus>> ListAsync(string tenantId, CancellationToken cancellation) =>
        StatusesAsync(context => InUse(context).Where(r => r.TenantId == tenantId), cancellation);

    public Task<IReadOnlyList<RegistrationStatus>> ListWatchedAsync(string tenantId, string personId, CancellationToken cancellation) =>
        StatusesAsync(
            context => InUse(context).Where(
                r => r.TenantId == tenantId && context.Watchers.Any(w => w.RegistrationId == r.Id && w.PersonId == personId)),
            cancellation);

    public async Task<RegistrationStatus?> StatusAsync(string tenantId, Guid id, CancellationToken cancellation) =>
        (await StatusesAsync(context => InUse(context).Where(r => r.TenantId == tenantId && r.Id == id), cancellation)).SingleOrDefault();

    public async Task WatchAsync(string tenantId, string personId, Guid? registrationId, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var ids = await InUse(context)
            .Where(r => r.TenantId == tenantId && (registrationId == null || r.Id == registrationId))
            .Select(r => r.Id)
            .ToListAsync(cancellation);
        await AddWatchersAsync(context, ids, [personId], cancellation);
    }

    public async Task MakeAllDueAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await context.Registrations.ExecuteUpdateAsync(set => set.SetProperty(r => r.NextScanAt, (DateTimeOffset?)null), cancellation);
    }

    public async Task<IReadOnlyList<DueScan>> DueAsync(int take, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await InUse(context).AsNoTracking()
            .Where(r => r.NextScanAt == null || r.NextScanAt <= now)
            .OrderBy(r => r.NextScanAt).ThenBy(r => r.Id)
            .Take(take)
            .ToListAsync(cancellation);
        return [.. rows.Select(r => new DueScan(ToDomain(r), r.FailedScans))];
    }

    public async Task RecordAsync(Guid id, Scan scan, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        if (await context.LockedRegistrationAsync(id, cancellation) is not { IsInUse: true } row || IsOlderLook(row, scan))
        {
            return;
        }

        Take(row, scan);
        var hasNews = HasNews(row, scan.At);
        if (hasNews)
        {
            Told(row, scan.At);
        }

        await context.SaveChangesAsync(cancellation);
        if (hasNews)
        {
            await ChangeFeed.TellAsync(context, row, scan.At, cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Of two looks at once the later one counts, whichever is recorded first. A look in the future was made before the clock was set back.</summary>
    private bool IsOlderLook(RegistrationRow row, Scan scan) => row.LastScannedAt > scan.At && row.LastScannedAt <= time.GetUtcNow();

    private static void Take(RegistrationRow row, Scan scan)
    {
        row.UnknownBecause = scan.Reading.UnknownBecause;
        row.LastScannedAt = scan.At;
        row.NextScanAt = scan.Next;
        row.GoodUntil = scan.GoodUntil;
        row.FailedScans = scan.Failed ? row.FailedScans + 1 : 0;
        if (!scan.Failed)
        {
            // A failed look says nothing of these: they stay what was last seen, under the status "unknown".
            row.Strategy = scan.Reading.Strategy;
            row.CoveredUntil = scan.Reading.CoveredUntil;
            row.KeyId = scan.Reading.KeyId;
            row.Leftovers = scan.Reading.Leftovers.Count == 0 ? null : JsonSerializer.Serialize(scan.Reading.Leftovers, ContractJson.Default.IReadOnlyListLeftover);
        }
    }

    private static bool HasNews(RegistrationRow row, DateTimeOffset now) =>
        row.ToldStatus != StatusOf(row, now)
        || row.ToldDaysLeft != SecretPolicy.DaysLeft(row.CoveredUntil, now)
        || row.ToldKeyId != row.KeyId
        || row.ToldUnknownBecause != row.UnknownBecause
        || row.ToldLeftovers != row.Leftovers;

    private static void Told(RegistrationRow row, DateTimeOffset now)
    {
        row.ToldStatus = StatusOf(row, now);
        row.ToldDaysLeft = SecretPolicy.DaysLeft(row.CoveredUntil, now);
        row.ToldKeyId = row.KeyId;
        row.ToldUnknownBecause = row.UnknownBecause;
        row.ToldLeftovers = row.Leftovers;
    }

    private async Task<IReadOnlyList<RegistrationStatus>> StatusesAsync(
        Func<ServiceContext, IQueryable<RegistrationRow>> which, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await which(context).AsNoTracking().OrderBy(r => r.DisplayName).ThenBy(r => r.Id).ToListAsync(cancellation);
        var statuses = new List<RegistrationStatus>(rows.Count);
        foreach (var row in rows)
        {
            statuses.Add(await StatusAsync(context, row, now, cancellation));
        }

        return statuses;
    }

    internal static async Task<RegistrationStatus> StatusAsync(ServiceContext context, RegistrationRow row, DateTimeOffset now, CancellationToken cancellation) => new()
    {
        Id = row.Id,
        DisplayName = row.DisplayName,
        TenantId = row.TenantId,
        ClientId = row.ClientId,
        SiteUrl = row.SiteUrl,
        Strategy = row.Strategy,
        Status = StatusOf(row, now),
        CoveredUntil = row.CoveredUntil,
        DaysLeft = SecretPolicy.DaysLeft(row.CoveredUntil, now),
        KeyId = row.KeyId,
        LastScannedAt = row.LastScannedAt,
        UnknownBecause = UnknownBecause(row, now),
        Leftovers = row.Leftovers is null ? [] : JsonSerializer.Deserialize(row.Leftovers, ContractJson.Default.IReadOnlyListLeftover)!,
        LatestRenewal = await Renewals.LatestAsync(context, row.Id, cancellation),
    };

    private static IQueryable<RegistrationRow> InUse(ServiceContext context) => context.Registrations.Where(r => r.IsInUse);

    private static SecretStatus StatusOf(RegistrationRow row, DateTimeOffset now) =>
        UnknownBecause(row, now) is null ? SecretPolicy.StatusOf(row.CoveredUntil, now) : SecretStatus.Unknown;

    private static string? UnknownBecause(RegistrationRow row, DateTimeOffset now) => row switch
    {
        { LastScannedAt: null } => "The directory has not been looked at yet.",
        { UnknownBecause: { } because } => because,
        _ when row.GoodUntil is null || row.GoodUntil < now => string.Create(
            CultureInfo.InvariantCulture, $"The directory was last looked at on {row.LastScannedAt:yyyy-MM-dd HH:mm} UTC, which is too long ago to promise anything."),
        _ => null,
    };

    private static async Task ConfiguredAsync(ServiceContext context, Registration registration, CancellationToken cancellation)
    {
        var row = await context.Registrations.FindAsync([registration.Id], cancellation);
        if (row is null)
        {
            context.Registrations.Add(new RegistrationRow
            {
                Id = registration.Id,
                DisplayName = registration.DisplayName,
                TenantId = registration.TenantId,
                ClientId = registration.ClientId,
                SiteUrl = registration.SiteUrl,
                Route = registration.Route,
                AboutPage = registration.AboutPage?.AbsoluteUri,
            });
        }
        else
        {
            (row.DisplayName, row.TenantId, row.ClientId, row.SiteUrl, row.IsInUse) =
                (registration.DisplayName, registration.TenantId, registration.ClientId, registration.SiteUrl, true);
            (row.Route, row.AboutPage) = (registration.Route, registration.AboutPage?.AbsoluteUri);
        }
    }

    /// <summary>Whoever is a watcher already is nothing exceptional: the database is asked in words that do not make it fail.</summary>
    private async Task AddWatchersAsync(
        ServiceContext context, IReadOnlyCollection<Guid> registrations, IReadOnlyCollection<string> people, CancellationToken cancellation)
    {
        var since = time.GetUtcNow().UtcDateTime;
        var known = await context.Watchers.Where(w => registrations.Contains(w.RegistrationId)).Select(w => new { w.RegistrationId, w.PersonId }).ToListAsync(cancellation);
        var missing = from registration in registrations
                      from person in people.Distinct()
                      where !known.Exists(k => k.RegistrationId == registration && k.PersonId == person)
                      select (registration, person);
        foreach (var (registration, person) in missing)
        {
            await context.Database.ExecuteSqlAsync(
                $"""INSERT INTO "Watchers" ("RegistrationId", "PersonId", "Since") VALUES ({registration}, {person}, {since}) ON CONFLICT DO NOTHING""", cancellation);
        }
    }

    private static Registration ToDomain(RegistrationRow row) => new()
    {
        Id = row.Id,
        DisplayName = row.DisplayName,
        TenantId = row.TenantId,
        ClientId = row.ClientId,
        SiteUrl = row.SiteUrl,
        Route = row.Route,
        AboutPage = row.AboutPage is null ? null : new(row.AboutPage),
    };
}
