using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage;

/// <summary>Tells "somebody else has inserted it" from every other failure of a database.</summary>
internal static class UniqueViolation
{
    private const int SqliteUnique = 2067;
    private const int SqlitePrimaryKey = 1555;
    private const string PostgresUnique = "23505";

    /// <summary>Saves rows that another process or request may be inserting at the same moment.</summary>
    /// <returns>False when one of them is there already: then nothing was saved, and the context tracks nothing any more.</returns>
    public static async Task<bool> TrySaveChangesAsync(this DbContext context, CancellationToken cancellation)
    {
        try
        {
            await context.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException e) when (Is(e))
        {
            context.ChangeTracker.Clear();
            return false;
        }
    }

    /// <summary>SQLite: https://sqlite.org/rescode.html; PostgreSQL: https://www.postgresql.org/docs/current/errcodes-appendix.html.</summary>
    public static bool Is(DbUpdateException exception) => exception.InnerException
        is SqliteException { SqliteExtendedErrorCode: SqliteUnique or SqlitePrimaryKey } or DbException { SqlState: PostgresUnique };
}
