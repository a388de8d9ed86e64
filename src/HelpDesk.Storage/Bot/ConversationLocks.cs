using Medallion.Threading.Postgres;

namespace HelpDesk.Storage.Bot;

/// <summary>
/// Holds a conversation against the other replicas. On PostgreSQL it is an advisory lock, which ends with its holder's connection; a SQLite
/// file has one process, and needs none.
/// </summary>
public sealed class ConversationLocks(BotDatabase database)
{
    /// <summary>Null where nobody else can be.</summary>
    /// <exception cref="TimeoutException">Others held the conversation for <paramref name="patience"/>.</exception>
    public async ValueTask<IAsyncDisposable?> AcquireAsync(string conversation, TimeSpan patience, CancellationToken ct = default)
    {
        if (database.Provider == BotDatabaseProvider.Sqlite)
        {
            return null;
        }

        var key = new PostgresAdvisoryLockKey(conversation, allowHashing: true);
        return await new PostgresDistributedLock(key, database.ConnectionString).AcquireAsync(patience, ct);
    }
}
