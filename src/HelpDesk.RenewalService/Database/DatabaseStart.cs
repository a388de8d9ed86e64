using HelpDesk.Storage.Service;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Database;

/// <summary>The first thing that starts: takes the database for this process and brings it to the present model.</summary>
internal sealed partial class DatabaseStart(
    IServiceProvider services, IOptions<DatabaseOptions> options, IHostEnvironment environment, ILogger<DatabaseStart> logger)
    : IHostedService, IDisposable
{
    private SqliteFile? _file;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _file = SqliteFile.TryTake(DatabaseOptions.From(environment.ContentRootPath, options.Value.ConnectionString!))
            ?? throw new OptionsValidationException(
                DatabaseOptions.Section,
                typeof(DatabaseOptions),
                ["RenewalService:Database:ConnectionString: another process uses this SQLite file. Stop it, or give this one another file."]);
        await services.MigrateServiceStorageAsync(cancellationToken);
        await services.ReleaseAbandonedRenewalsAsync(cancellationToken);
        Log.Ready(logger);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _file?.Dispose();

    private static partial class Log
    {
        [LoggerMessage(2000, LogLevel.Information, "The database is ready")]
        public static partial void Ready(ILogger logger);
    }
}
