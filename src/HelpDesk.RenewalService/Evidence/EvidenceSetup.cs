using HelpDesk.Hosting;
using HelpDesk.Renewals.Evidence;
using HelpDesk.Renewals.Renewing;
using HelpDesk.Renewals.Vaults;
using HelpDesk.RenewalService.Proof;
using HelpDesk.RenewalService.Vault;

namespace HelpDesk.RenewalService.Evidence;

internal static class EvidenceSetup
{
    public static void AddEvidence(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OutsideCalls>();
        builder.Services.AddSingleton<IOutsideCalls>(services => services.GetRequiredService<OutsideCalls>());
        builder.Services.AddTransient<OutsideCallHandler>();
        builder.Services.AddHttpClient(MsalHttpClientFactory.ClientName).AddHttpMessageHandler<OutsideCallHandler>();
        builder.Services.AddHttpClient(KeyVaultClients.ClientName).AddHttpMessageHandler<OutsideCallHandler>();
        builder.Services.AddHttpClient(TokenProof.ClientName).AddHttpMessageHandler<OutsideCallHandler>();
        // The vault's table and the chain are of one database, so that neither can be made before the other.
        builder.Services.AddSingleton<IEvidenceKeys>(services => new VaultEvidenceKeys(
            services.GetRequiredService<ISecretVault>(), new(services.GetRequiredService<IEvidenceChain>)));
        builder.Services.AddSingleton<EvidenceVerifier>();
    }
}
