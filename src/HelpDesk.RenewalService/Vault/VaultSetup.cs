using HelpDesk.Renewals.Vaults;
using HelpDesk.RenewalService.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Vault;

internal static class VaultSetup
{
    public static void AddVault(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<VaultOptions, VaultOptionsValidator>(VaultOptions.Section);
        builder.Services.AddSettings<DataProtectionSettings, DataProtectionSettingsValidator>(DataProtectionSettings.Section);
        builder.Services.AddDataProtection().SetApplicationName("HelpDesk.RenewalService");
        builder.Services.AddOptions<KeyManagementOptions>().Configure<IOptions<DataProtectionSettings>, ILoggerFactory>((keys, settings, loggers) =>
            keys.XmlRepository = new FileSystemXmlRepository(
                Directory.CreateDirectory(Path.GetFullPath(settings.Value.KeyDirectory!, builder.Environment.ContentRootPath)), loggers));
        builder.Services.AddHttpClient(KeyVaultClients.ClientName);
        builder.Services.TryAddSingleton<EmbeddedVault>();
        builder.Services.TryAddSingleton<KeyVaultCredential>();
        builder.Services.TryAddSingleton<KeyVaultClients>();
        builder.Services.TryAddSingleton<AzureKeyVault>();
        builder.Services.TryAddSingleton<ISecretVault>(services => services.GetRequiredService<IOptions<VaultOptions>>().Value.Kind is VaultKind.AzureKeyVault
            ? services.GetRequiredService<AzureKeyVault>()
            : services.GetRequiredService<EmbeddedVault>());
    }
}
