using HelpDesk.RenewalService.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HelpDesk.RenewalService.Entra;

internal static class EntraSetup
{
    public static void AddEntra(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<EntraOptions, EntraOptionsValidator>(EntraOptions.Section);
        builder.Services.TryAddSingleton<ServiceCredential>();
        builder.Services.TryAddSingleton<TenantTokens>();
    }
}
