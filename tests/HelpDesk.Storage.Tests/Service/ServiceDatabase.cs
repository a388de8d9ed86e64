using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Evidence;
using HelpDesk.Renewals.Renewing;
using HelpDesk.Renewals.Watching;
using HelpDesk.Storage.Service;
using HelpDesk.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace HelpDesk.Storage.Tests.Service;

/// <summary>
/// The service's stores on a database of their own: a SQLite file, or a database on a PostgreSQL server. Each class of tests has two children,
/// one for each.
/// </summary>
public abstract class ServiceDatabase(DatabaseProvider provider) : IAsyncLifetime
{
    protected const string Tenant = "0c0c0c0c-0000-4000-8000-000000000001";
    protected const string OtherTenant = "0c0c0c0c-0000-4000-8000-000000000002";

    protected static readonly DateTimeOffset Start = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
    protected static readonly Actor Ada = new("ada", "Ada Lindqvist");
    protected static readonly Actor Farid = new("farid", "Farid Haddad");

    private static readonly Lazy<Task<string>> Template = new(CreateTemplateAsync);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("helpdesk-service-");
    private ServiceProvider? _services;

    internal FakeTimeProvider Time { get; } = new(Start);

    internal OneKey Keys { get; } = new();

    internal IRegistrations Registrations => Get<IRegistrations>();

    internal IRenewals Renewals => Get<IRenewals>();

    internal IChangeFeed Feed => Get<IChangeFeed>();

    protected Registration HelpDesk { get; } = NewRegistration();

    /// <summary>Where the tests' database is.</summary>
    protected DatabaseLocation Location { get; private set; } = new(DatabaseProvider.Sqlite, string.Empty);

    public async Task InitializeAsync()
    {
        if (provider == DatabaseProvider.Sqlite)
        {
            Location = new(provider, $"Data Source={Path.Combine(_folder.FullName, "service.db")}");
            _services = Build();
            await _services.MigrateServiceStorageAsync();
        }
        else
        {
            Skip.If(PostgresServer.Instance is null, PostgresServer.Missing);
            Location = new(provider, await PostgresServer.Instance.CreateDatabaseAsync(await Template.Value));
            _services = Build();
        }

        await Registrations.UpsertAsync(HelpDesk, ["ada"], default);
    }

    public async Task DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
            await (provider == DatabaseProvider.PostgreSql ? PostgresServer.Instance!.DropDatabaseAsync(Location.ConnectionString) : Task.CompletedTask);
        }

        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    protected static Registration NewRegistration() => new()
    {
        Id = Guid.NewGuid(),
        DisplayName = "HelpDesk",
        TenantId = Tenant,
        ClientId = "0d0d0d0d-0000-4000-8000-000000000001",
        SiteUrl = "https://contoso.sharepoint.com",
    };

    /// <summary>As another process would see it.</summary>
    protected ServiceProvider Build(TimeProvider? time = null) =>
        new ServiceCollection().AddSingleton(time ?? Time).AddSingleton<IEvidenceKeys>(Keys).AddServiceStorage(_ => Location).BuildServiceProvider();

    protected ServiceContext Context() => Get<IDbContextFactory<ServiceContext>>().CreateDbContext();

    protected T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    protected ClaimRequest Confirmation(Actor person, Guid? key = null, Guid? registration = null) => new()
    {
        RegistrationId = registration ?? HelpDesk.Id,
        TenantId = Tenant,
        Strategy = RotationStrategy.EntraApplication,
        Person = person,
        IdempotencyKey = key ?? Guid.NewGuid(),
    };

    protected async Task<RenewalRecord> MoveAsync(RenewalRecord record, RenewalState state, string owner = "me") =>
        await Renewals.SaveAsync(record with { State = state, UpdatedAt = Time.GetUtcNow() }, new(state, true, Ada, $"Now {state}."), owner, TimeSpan.FromMinutes(5), default);

    /// <summary>Waits until so many statements wait for others' locks. SQLite shows nothing of the kind, and has one writer.</summary>
    protected async Task WaitersAsync(int count)
    {
        await using var context = Context();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (context.Database.IsNpgsql() && await context.Database.SqlQuery<int>(
            $"SELECT count(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'").SingleAsync(patience.Token) < count)
        {
        }
    }

    /// <summary>Migrating once and copying is faster than migrating for each test.</summary>
    private static async Task<string> CreateTemplateAsync()
    {
        var connectionString = await PostgresServer.Instance!.CreateDatabaseAsync();
        var location = new DatabaseLocation(DatabaseProvider.PostgreSql, $"{connectionString};Pooling=false");
        await using (var services = new ServiceCollection().AddServiceStorage(_ => location).BuildServiceProvider())
        {
            await services.MigrateServiceStorageAsync();
        }

        return PostgresServer.NameOf(connectionString);
    }
}
