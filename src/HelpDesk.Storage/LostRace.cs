using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage;

/// <summary>
/// Tells a transaction that failed because another one was faster from every other failure: the row is there already or was changed since it was
/// read, or PostgreSQL gave this one up for the other's sake. Begun anew it sees what the other did.
/// </summary>
internal static class LostRace
{
    private const string PostgresSerializationFailure = "40001";
    private const string PostgresDeadlock = "40P01";
    private const int MostAttempts = 5;

    /// <summary>Makes a whole transaction again when it has lost a race; what the other wrote is seen by the next attempt.</summary>
    public static async Task<T> RetryAsync<T>(Func<Task<T>> transaction)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await transaction();
            }
            catch (Exception e) when (attempt < MostAttempts && Is(e))
            {
            }
        }
    }

    private static bool Is(Exception exception) =>
        exception is DbUpdateConcurrencyException or DbException { SqlState: PostgresSerializationFailure or PostgresDeadlock }
        || (exception is DbUpdateException update && UniqueViolation.Is(update))
        // EF wraps what it thinks worth a retry.
        || (exception.InnerException is { } inner && Is(inner));
}
