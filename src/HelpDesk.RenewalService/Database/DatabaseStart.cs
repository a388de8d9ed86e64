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
        _file = Take();
        await services.MigrateServiceStorageAsync(cancellationToken);
        await services.ReleaseAbandonedRenewalsAsync(cancellationToken);
        Log.Ready(logger);
    }

    private SqliteFile Take()
    {
        try
        {
            return SqliteFile.TryTake(DatabaseOptions.From(environment.ContentRootPath, options.Value.ConnectionString!))
                ?? throw Unusable("another process uses this SQLite file. Stop it, or give this one another file.");
        }
        catch (IOException e)
        {
            throw Unusable($"the SQLite file cannot be written: {e.Message} Give one in a folder that this service may write to.");
        }
    }

    private static OptionsValidationException Unusable(string because) =>
        new(DatabaseOptions.Section, typeof(DatabaseOptions), [$"RenewalService:Database:ConnectionString: {because}"]);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _file?.Dispose();

    private static partial class Log
    {
        [LoggerMessage(2000, LogLevel.Information, "The database is ready")]
        public static partial void Ready(ILogger logger);
    }
}
