using System.Text.RegularExpressions;

namespace HelpDesk.RenewalService.Vault;

/// <summary>The key vault that HelpDesk reads (section <c>RenewalService:Vault:AzureKeyVault</c>).</summary>
internal sealed partial class AzureKeyVaultOptions
{
    private const string Section = "RenewalService:Vault:AzureKeyVault";

    /// <summary>The domains of the public cloud, of China and of the US government.</summary>
    /// <seealso href="https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates#dns-suffixes-for-object-identifiers"/>
    private static readonly string[] Clouds = ["vault.azure.net", "vault.azure.cn", "vault.usgovcloudapi.net"];

    /// <summary>The vault's address: <c>https://{name}.vault.azure.net/</c>.</summary>
    public string? Uri { get; set; }

    /// <summary>How the name of each secret begins, so that one vault can serve several purposes. Letters, digits and hyphens, at most 40.</summary>
    public string Prefix { get; set; } = "helpdesk-";

    /// <summary>What tokens for the vault are asked for; other clouds have other ones.</summary>
    public string Scope { get; set; } = "https://vault.azure.net/.default";

    public Uri VaultUri => new(Uri!);

    /// <summary>
    /// Whether this is a vault of Microsoft's. Only there can the client verify that the resource for which a token is asked is the one that
    /// the host belongs to; any other host, such as the sandbox's, is accepted in Development only.
    /// </summary>
    public bool IsAzure => CloudOf(VaultUri) is not null;

    public void Validate(List<string> failures, IHostEnvironment environment)
    {
        if (!System.Uri.TryCreate(Uri, UriKind.Absolute, out var vault) || vault.Scheme is not "https" || vault.PathAndQuery is not "/" || vault.UserInfo.Length > 0)
        {
            failures.Add($"{Section}:Uri: '{Uri}' is not the address of a key vault. Give for example https://helpdesk.vault.azure.net/.");
        }
        else if (CloudOf(vault) is null && !environment.IsDevelopment())
        {
            failures.Add($"{Section}:Uri: '{Uri}' is not a host of Azure Key Vault. Outside Development it has to end with one of {string.Join(", ", Clouds.Select(c => $".{c}"))}.");
        }
        else if (CloudOf(vault) is { } cloud && Scope != $"https://{cloud}/.default")
        {
            failures.Add($"{Section}:Scope: '{Scope}' does not fit the vault's address. Give https://{cloud}/.default.");
        }

        if (!PrefixForm().IsMatch(Prefix))
        {
            failures.Add($"{Section}:Prefix: '{Prefix}' cannot begin the name of a secret. Give at most 40 letters, digits and hyphens, such as helpdesk-.");
        }
    }

    private static string? CloudOf(Uri vault) => Array.Find(Clouds, c => vault.Host.EndsWith($".{c}", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("^[0-9a-zA-Z-]{0,40}$")]
    private static partial Regex PrefixForm();
}
