using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Vault;

/// <summary>Where HelpDesk gets its secrets from (section <c>RenewalService:Vault</c>).</summary>
internal sealed class VaultOptions
{
    public const string Section = "Vault";

    /// <summary>
    /// The embedded vault keeps its keys in a folder of this machine. Outside Development that has to be accepted in so many words.
    /// </summary>
    public bool AcceptEmbedded { get; set; }
}

/// <summary>Where the keys of the embedded vault lie (section <c>RenewalService:DataProtection</c>).</summary>
internal sealed class DataProtectionSettings
{
    public const string Section = "DataProtection";

    public string? KeyDirectory { get; set; }
}

internal sealed class VaultOptionsValidator(IHostEnvironment environment) : IValidateOptions<VaultOptions>
{
    public ValidateOptionsResult Validate(string? name, VaultOptions options) => options.AcceptEmbedded || environment.IsDevelopment()
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(
            "RenewalService:Vault:AcceptEmbedded: the embedded vault protects secrets with keys that lie on this machine. Set it to true if that is "
            + "enough for this installation.");
}

internal sealed class DataProtectionSettingsValidator : IValidateOptions<DataProtectionSettings>
{
    public ValidateOptionsResult Validate(string? name, DataProtectionSettings options) => string.IsNullOrWhiteSpace(options.KeyDirectory)
        ? ValidateOptionsResult.Fail("RenewalService:DataProtection:KeyDirectory: a folder for the vault's keys is missing. Give one that only this service can read.")
        : ValidateOptionsResult.Success;
}
