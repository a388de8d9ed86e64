using Microsoft.Data.Sqlite;

namespace HelpDesk.Storage.Service;

/// <summary>
/// Holds a SQLite database for one process: SQLite itself would let two share the file, and each would take the other's work for abandoned.
/// </summary>
public sealed class SqliteFile : IDisposable
{
    private readonly FileStream _lock;

    private SqliteFile(FileStream @lock) => _lock = @lock;

    /// <summary>Makes the file's folder if it is missing and takes the file; null when another process has it.</summary>
    public static SqliteFile? TryTake(string connectionString)
    {
        var path = Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new(new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _lock.Dispose();
}
