using HelpDesk.Storage.Bot;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace HelpDesk.Storage.Tests.Bot;

/// <summary>A migrated database of its own for each test, in a temporary file so that connections really compete.</summary>
public abstract class BotDatabase : IAsyncLifetime
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"bot-{Guid.NewGuid():N}.db");
    private readonly ServiceProvider _services;

    protected BotDatabase()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddKeyedSingleton<TimeProvider>(LeaseClock.Key, Clock);
        services.AddBotStorage(_ => $"Data Source={_path}");
        _services = services.BuildServiceProvider();
    }

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    /// <summary>By which claims end.</summary>
    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    public Task InitializeAsync() => _services.MigrateBotStorageAsync();

    protected T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    protected BotContext Context() => Get<IDbContextFactory<BotContext>>().CreateDbContext();

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_path);
    }
}
