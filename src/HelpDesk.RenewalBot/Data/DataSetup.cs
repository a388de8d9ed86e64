using HelpDesk.Storage;
using HelpDesk.Storage.Bot;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Data;

/// <summary>The bot's database and keys.</summary>
internal static class DataSetup
{
    public static IServiceCollection AddData(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddChecked<DatabaseOptions, DatabaseOptionsValidator>(configuration.GetSection(DatabaseOptions.Section));
        services.AddChecked<KeyOptions, KeyOptionsValidator>(configuration.GetSection(KeyOptions.Section));
        services.AddBotStorage(provider => Database(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value, environment));

        var keys = configuration.GetSection(KeyOptions.Section).Get<KeyOptions>() ?? new KeyOptions();
        var protection = services.AddDataProtection().SetApplicationName("HelpDesk.RenewalBot");
        if (keys.KeyDirectory.Length > 0)
        {
            protection.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(environment.ContentRootPath, keys.KeyDirectory)));
        }

        // The database is there before anything else that runs in the background asks for it.
        services.AddHostedService<Migration>();
        services.AddHostedService<LedgerKeeper>();
        return services;
    }

    private static DatabaseLocation Database(DatabaseOptions options, IHostEnvironment environment)
    {
        var location = DatabaseLocation.Of(options.Provider, options.ConnectionString, environment.ContentRootPath);
        if (location.Provider == DatabaseProvider.Sqlite
            && Path.GetDirectoryName(new SqliteConnectionStringBuilder(location.ConnectionString).DataSource) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        return location;
    }

    private sealed class Migration(IServiceProvider services) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken) => services.MigrateBotStorageAsync(cancellationToken);

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
