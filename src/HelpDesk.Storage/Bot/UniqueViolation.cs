using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Bot;

/// <summary>Tells "somebody else has inserted it" from every other failure of a database.</summary>
internal static class UniqueViolation
{
    private const int SqliteUnique = 2067;
    private const int SqlitePrimaryKey = 1555;
    private const string PostgresUnique = "23505";

    public static bool Is(DbUpdateException exception) => exception.InnerException
        is SqliteException { SqliteExtendedErrorCode: SqliteUnique or SqlitePrimaryKey } or DbException { SqlState: PostgresUnique };
}
