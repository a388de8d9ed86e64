using HelpDesk.Storage;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Data;

/// <summary>The bot's database (section <c>RenewalBot:Database</c>).</summary>
internal sealed class DatabaseOptions
{
    public const string Section = "RenewalBot:Database";

    /// <summary><c>Sqlite</c> for one process, <c>PostgreSql</c> for replicas.</summary>
    public string Provider { get; init; } = nameof(DatabaseProvider.Sqlite);

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
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options) =>
        DatabaseLocation.Mistakes(DatabaseOptions.Section, options.Provider, options.ConnectionString, "renewal-bot").ToList() is { Count: > 0 } mistakes
            ? ValidateOptionsResult.Fail(mistakes)
            : ValidateOptionsResult.Success;
}

internal sealed class KeyOptionsValidator : IValidateOptions<KeyOptions>
{
    public ValidateOptionsResult Validate(string? name, KeyOptions options) => string.IsNullOrWhiteSpace(options.KeyDirectory)
        ? ValidateOptionsResult.Fail($"{KeyOptions.Section}:KeyDirectory: give a folder, or buttons stop working with every restart.")
        : ValidateOptionsResult.Success;
}
