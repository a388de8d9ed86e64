using HelpDesk.Storage.Bot;
using HelpDesk.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace HelpDesk.Storage.Tests.Bot;

/// <summary>
/// A migrated database of its own for each test: a file, so that connections really compete, or one on a PostgreSQL server. Each class of tests
/// has two children, one for each database.
/// </summary>
public abstract class BotStoreTests(DatabaseProvider provider) : IAsyncLifetime
{
    private static readonly Lazy<Task<string>> Template = new(CreateTemplateAsync);
    private string _connectionString = "";
    private ServiceProvider? _services;

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    /// <summary>By which claims end.</summary>
    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    public async Task InitializeAsync()
    {
        if (provider == DatabaseProvider.Sqlite)
        {
            _connectionString = $"Data Source={Path.Combine(Path.GetTempPath(), $"bot-{Guid.NewGuid():N}.db")}";
            _services = Services(Time, Clock, provider, _connectionString);
            await _services.MigrateBotStorageAsync();
            return;
        }

        Skip.If(PostgresServer.Instance is null, PostgresServer.Missing);
        _connectionString = await PostgresServer.Instance.CreateDatabaseAsync(await Template.Value);
        _services = Services(Time, Clock, provider, _connectionString);
    }

    protected T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    protected BotContext Context() => Get<IDbContextFactory<BotContext>>().CreateDbContext();

    public async Task DisposeAsync()
    {
        if (_services is null)
        {
            return;
        }

        await _services.DisposeAsync();
        if (provider == DatabaseProvider.PostgreSql)
        {
            await PostgresServer.Instance!.DropDatabaseAsync(_connectionString);
            return;
        }

        SqliteConnection.ClearAllPools();
        File.Delete(new SqliteConnectionStringBuilder(_connectionString).DataSource);
    }

    private static ServiceProvider Services(TimeProvider time, TimeProvider clock, DatabaseProvider provider, string connectionString)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time);
        services.AddKeyedSingleton(LeaseClock.Key, clock);
        services.AddBotStorage(_ => new DatabaseLocation(provider, connectionString));
        return services.BuildServiceProvider();
    }

    /// <summary>Migrating once and copying is faster than migrating for each test.</summary>
    private static async Task<string> CreateTemplateAsync()
    {
        var connectionString = await PostgresServer.Instance!.CreateDatabaseAsync();
        await using (var services = Services(TimeProvider.System, TimeProvider.System, DatabaseProvider.PostgreSql, $"{connectionString};Pooling=false"))
        {
            await services.MigrateBotStorageAsync();
        }

        return PostgresServer.NameOf(connectionString);
    }
}
