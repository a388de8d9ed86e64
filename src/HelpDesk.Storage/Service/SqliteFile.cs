using Microsoft.Data.Sqlite;

namespace HelpDesk.Storage.Service;

/// <summary>
/// Holds a SQLite database for one process: SQLite itself would let two share the file, and each would take the other's work for abandoned.
/// </summary>
public sealed class SqliteFile : IDisposable
{
    private readonly FileStream _lock;

    private SqliteFile(FileStream @lock) => _lock = @lock;

    /// <summary>
    /// Makes the file's folder if it is missing and takes the file; null when another process has it. Throws <see cref="IOException"/> when
    /// the file cannot be made there at all.
    /// </summary>
    public static SqliteFile? TryTake(string connectionString)
    {
        var path = Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource) + ".lock";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    public void Dispose() => _lock.Dispose();
}
