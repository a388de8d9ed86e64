using HelpDesk.Storage;
using HelpDesk.Storage.Service;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Database;

/// <summary>
/// The first thing that starts: brings the database to the present model. A SQLite file it takes for this process, which is then the only one
/// and knows that what others had begun is abandoned; of replicas on PostgreSQL nobody knows that before their leases end.
/// </summary>
internal sealed partial class DatabaseStart(IServiceProvider services, DatabaseLocation database, ILogger<DatabaseStart> logger) : IHostedService, IDisposable
{
    private SqliteFile? _file;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (database.Provider is DatabaseProvider.Sqlite)
        {
            _file = Take();
        }

        await services.MigrateServiceStorageAsync(cancellationToken);
        if (_file is not null)
        {
            await services.ReleaseAbandonedRenewalsAsync(cancellationToken);
        }

        Log.Ready(logger);
    }

    private SqliteFile Take()
    {
        try
        {
            return SqliteFile.TryTake(database.ConnectionString)
                ?? throw Unusable("another process uses this SQLite file. Stop it, give this one another file, or let both use PostgreSql.");
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
