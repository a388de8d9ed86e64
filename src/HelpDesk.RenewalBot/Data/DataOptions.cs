using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Data;

/// <summary>The bot's database (section <c>RenewalBot:Database</c>).</summary>
internal sealed class DatabaseOptions
{
    public const string Section = "RenewalBot:Database";

    public string Provider { get; init; } = "Sqlite";

    public string ConnectionString { get; init; } = "";
}

/// <summary>The keys that seal the cards' buttons (section <c>RenewalBot:DataProtection</c>).</summary>
internal sealed class KeyOptions
{
    public const string Section = "RenewalBot:DataProtection";

    /// <summary>A folder that outlives the process and is shared by replicas.</summary>
    public string KeyDirectory { get; init; } = "";
}

internal sealed class DatabaseOptionsValidator : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        List<string> failures = [];
        if (!options.Provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
        {
            failures.Add($"{DatabaseOptions.Section}:Provider: '{options.Provider}' is unknown. Use Sqlite.");
        }

        if (!IsUsable(options.ConnectionString))
        {
            failures.Add($"{DatabaseOptions.Section}:ConnectionString: this is no connection string of SQLite. Give one, such as "
                + "Data Source=data/renewal-bot.db.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool IsUsable(string connectionString)
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

internal sealed class KeyOptionsValidator : IValidateOptions<KeyOptions>
{
    public ValidateOptionsResult Validate(string? name, KeyOptions options) => string.IsNullOrWhiteSpace(options.KeyDirectory)
        ? ValidateOptionsResult.Fail($"{KeyOptions.Section}:KeyDirectory: give a folder, or buttons stop working with every restart.")
        : ValidateOptionsResult.Success;
}
