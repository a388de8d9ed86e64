using Medallion.Threading.Postgres;
using Npgsql;

namespace HelpDesk.Storage.Bot;

/// <summary>
/// Holds a conversation against the other replicas. On PostgreSQL it is an advisory lock, which ends with its holder's connection; a SQLite
/// file has one process, and needs none.
/// </summary>
public sealed class ConversationLocks(DatabaseLocation database)
{
    // Connections of their own: turns that wait for a conversation must not keep the one that has it from the database.
    private readonly Lazy<string> _connectionString = new(() =>
        new NpgsqlConnectionStringBuilder(database.ConnectionString) { ApplicationName = "HelpDesk conversation locks" }.ConnectionString);

    /// <summary>Null where nobody else can be.</summary>
    /// <exception cref="TimeoutException">Others held the conversation for <paramref name="patience"/>.</exception>
    public async ValueTask<IAsyncDisposable?> AcquireAsync(string conversation, TimeSpan patience, CancellationToken ct = default)
    {
        if (database.Provider == DatabaseProvider.Sqlite)
        {
            return null;
        }

        var key = new PostgresAdvisoryLockKey(conversation, allowHashing: true);
        return await new PostgresDistributedLock(key, _connectionString.Value).AcquireAsync(patience, ct);
    }
}
