using HelpDesk.RenewalService.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Database;

/// <summary>Where the service keeps what it knows (section <c>RenewalService:Database</c>).</summary>
internal sealed class DatabaseOptions
{
    public const string Section = "Database";
    public const string Sqlite = "Sqlite";

    /// <summary><c>Sqlite</c>: a file beside the app, for one process.</summary>
    public string? Provider { get; set; }

    public string? ConnectionString { get; set; }

    /// <summary>The connection string with the file's full path: a relative one is meant from the app's folder, wherever it was started.</summary>
    public static string From(string contentRoot, string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString);
        builder.DataSource = Path.GetFullPath(builder.DataSource, contentRoot);
        return builder.ConnectionString;
    }
}

internal sealed class DatabaseOptionsValidator : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        List<string> failures = [];
        if (!string.Equals(options.Provider, DatabaseOptions.Sqlite, StringComparison.OrdinalIgnoreCase))
        {
            failures.Add($"RenewalService:Database:Provider: '{options.Provider}' is not supported. Give {DatabaseOptions.Sqlite}.");
        }

        if (!IsUsable(options.ConnectionString))
        {
            failures.Add("RenewalService:Database:ConnectionString: a SQLite connection string is missing. Give for example 'Data Source=data/renewal-service.db'.");
        }

        return failures.ToResult();
    }

    private static bool IsUsable(string? connectionString)
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
}
