using Microsoft.Data.Sqlite;
using Npgsql;

namespace HelpDesk.Storage;

/// <summary>The kinds of database that a host can use.</summary>
public enum DatabaseProvider
{
    /// <summary>A file beside the program: one process.</summary>
    Sqlite,

    /// <summary>A server that any number of replicas share.</summary>
    PostgreSql,
}

/// <summary>Where a host's data is.</summary>
public sealed record DatabaseLocation(DatabaseProvider Provider, string ConnectionString)
{
    /// <summary>What a host's settings say.</summary>
    /// <param name="provider">Settings in which <see cref="Mistakes"/> finds nothing.</param>
    /// <param name="connectionString">The same.</param>
    /// <param name="contentRoot">Where a SQLite file with a relative name lies: beside the program, wherever it was started from.</param>
    public static DatabaseLocation Of(string provider, string connectionString, string contentRoot) =>
        Enum.Parse<DatabaseProvider>(provider, ignoreCase: true) is DatabaseProvider.PostgreSql
            ? new(DatabaseProvider.PostgreSql, connectionString)
            : new(DatabaseProvider.Sqlite, Located(connectionString, contentRoot));

    /// <summary>Everything that is wrong with a host's settings, each with the remedy.</summary>
    /// <param name="section">The section that holds them.</param>
    /// <param name="provider">The name of a <see cref="DatabaseProvider"/>.</param>
    /// <param name="connectionString">Is not quoted: it may hold a password.</param>
    /// <param name="name">A database's name for the example.</param>
    public static IEnumerable<string> Mistakes(string section, string? provider, string? connectionString, string name)
    {
        if (!Enum.TryParse<DatabaseProvider>(provider, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
        {
            yield return $"{section}:Provider: '{provider}' is unknown. Use Sqlite or PostgreSql.";
            if (!string.IsNullOrWhiteSpace(connectionString))
            {
                // Of which database it should be one, nobody knows.
                yield break;
            }
        }

        if (!(kind is DatabaseProvider.PostgreSql ? IsPostgreSql(connectionString) : IsSqlite(connectionString)))
        {
            yield return $"{section}:ConnectionString: this is no connection string of {kind}. Give one, such as {Example(kind, name)}";
        }
    }

    private static string Example(DatabaseProvider provider, string name) => provider is DatabaseProvider.PostgreSql
        ? $"Host=database;Database={name.Replace('-', '_')};Username={name.Replace('-', '_')}."
        : $"Data Source=data/{name}.db.";

    private static bool IsSqlite(string? connectionString)
    {
        try
        {
            return new SqliteConnectionStringBuilder(connectionString).DataSource.Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool IsPostgreSql(string? connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString) is { Host.Length: > 0, Database.Length: > 0 };
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException)
        {
            return false;
        }
    }

    private static string Located(string connectionString, string contentRoot)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString);
        if (builder.DataSource is not ":memory:" && builder.Mode != SqliteOpenMode.Memory)
        {
            builder.DataSource = Path.GetFullPath(builder.DataSource, contentRoot);
        }

        return builder.ConnectionString;
    }
}
