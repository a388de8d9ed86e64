using HelpDesk.RenewalService.Settings;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Vault;

internal enum VaultKind
{
    /// <summary>The service's own database, encrypted with keys in a folder of this machine.</summary>
    Embedded,

    AzureKeyVault,
}

/// <summary>Where HelpDesk gets its secrets from (section <c>RenewalService:Vault</c>).</summary>
internal sealed class VaultOptions
{
    public const string Section = "Vault";

    public VaultKind Kind { get; set; }

    /// <summary>
    /// The embedded vault keeps its keys in a folder of this machine. Outside Development that has to be accepted in so many words.
    /// </summary>
    public bool AcceptEmbedded { get; set; }

    /// <summary>Read only when <see cref="Kind"/> is <see cref="VaultKind.AzureKeyVault"/>.</summary>
    public AzureKeyVaultOptions AzureKeyVault { get; set; } = new();
}

/// <summary>Where the keys of the embedded vault lie (section <c>RenewalService:DataProtection</c>).</summary>
internal sealed class DataProtectionSettings
{
    public const string Section = "DataProtection";

    public string? KeyDirectory { get; set; }
}

internal sealed class VaultOptionsValidator(IHostEnvironment environment) : IValidateOptions<VaultOptions>
{
    public ValidateOptionsResult Validate(string? name, VaultOptions options)
    {
        List<string> failures = [];
        switch (options.Kind)
        {
            case VaultKind.Embedded when !options.AcceptEmbedded && !environment.IsDevelopment():
                failures.Add(
                    "RenewalService:Vault:AcceptEmbedded: the embedded vault protects secrets with keys that lie on this machine. Set it to true if that is "
                    + "enough for this installation, or RenewalService:Vault:Kind to AzureKeyVault.");
                break;
            case VaultKind.AzureKeyVault:
                options.AzureKeyVault.Validate(failures, environment);
                break;
            case VaultKind.Embedded:
                break;
            default:
                failures.Add($"RenewalService:Vault:Kind: '{options.Kind}' is not known. Give AzureKeyVault or Embedded.");
                break;
        }

        return failures.ToResult();
    }
}

internal sealed class DataProtectionSettingsValidator : IValidateOptions<DataProtectionSettings>
{
    public ValidateOptionsResult Validate(string? name, DataProtectionSettings options) => string.IsNullOrWhiteSpace(options.KeyDirectory)
        ? ValidateOptionsResult.Fail("RenewalService:DataProtection:KeyDirectory: a folder for the vault's keys is missing. Give one that only this service can read.")
        : ValidateOptionsResult.Success;
}
