using HelpDesk.RenewalService.Settings;
using HelpDesk.Storage;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Database;

/// <summary>Where the service keeps what it knows (section <c>RenewalService:Database</c>).</summary>
internal sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary><c>Sqlite</c> for one process, <c>PostgreSql</c> for replicas.</summary>
    public string Provider { get; set; } = nameof(DatabaseProvider.Sqlite);

    public string ConnectionString { get; set; } = string.Empty;

    /// <summary>The database that these settings name; only after they were checked.</summary>
    public DatabaseLocation At(IHostEnvironment environment) => DatabaseLocation.Of(Provider, ConnectionString, environment.ContentRootPath);

    public List<string> Mistakes() => [.. DatabaseLocation.Mistakes($"{SettingsSection.Root}:{Section}", Provider, ConnectionString, "renewal-service")];
}

internal sealed class DatabaseOptionsValidator : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options) => options.Mistakes().ToResult();
}
