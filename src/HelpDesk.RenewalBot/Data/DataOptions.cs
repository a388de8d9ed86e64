using HelpDesk.Storage.Bot;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HelpDesk.RenewalBot.Data;

/// <summary>The bot's database (section <c>RenewalBot:Database</c>).</summary>
internal sealed class DatabaseOptions
{
    public const string Section = "RenewalBot:Database";

    /// <summary><c>Sqlite</c> for one process, <c>PostgreSql</c> for replicas.</summary>
    public string Provider { get; init; } = nameof(BotDatabaseProvider.Sqlite);

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
        if (!Enum.TryParse<BotDatabaseProvider>(options.Provider, ignoreCase: true, out var provider) || !Enum.IsDefined(provider))
        {
            return ValidateOptionsResult.Fail($"{DatabaseOptions.Section}:Provider: '{options.Provider}' is unknown. Use Sqlite or PostgreSql.");
        }

        // A connection string may hold a password: it is not quoted.
        return (provider == BotDatabaseProvider.Sqlite ? IsSqlite(options.ConnectionString) : IsPostgreSql(options.ConnectionString))
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{DatabaseOptions.Section}:ConnectionString: this is no connection string of {provider}. Give one, such as {Example(provider)}");
    }

    private static string Example(BotDatabaseProvider provider) => provider == BotDatabaseProvider.Sqlite
        ? "Data Source=data/renewal-bot.db."
        : "Host=database;Database=renewal_bot;Username=renewal_bot.";

    private static bool IsSqlite(string connectionString)
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

    private static bool IsPostgreSql(string connectionString)
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
}

internal sealed class KeyOptionsValidator : IValidateOptions<KeyOptions>
{
    public ValidateOptionsResult Validate(string? name, KeyOptions options) => string.IsNullOrWhiteSpace(options.KeyDirectory)
        ? ValidateOptionsResult.Fail($"{KeyOptions.Section}:KeyDirectory: give a folder, or buttons stop working with every restart.")
        : ValidateOptionsResult.Success;
}
