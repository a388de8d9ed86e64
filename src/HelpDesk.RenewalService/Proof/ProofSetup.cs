using HelpDesk.Renewals.Proofs;
using HelpDesk.RenewalService.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HelpDesk.RenewalService.Proof;

internal static class ProofSetup
{
    public static void AddProof(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<AcsOptions, AcsOptionsValidator>(AcsOptions.Section);
        builder.Services.AddHttpClient(TokenProof.ClientName).ConfigureHttpClient(client =>
        {
            client.Timeout = TimeSpan.FromSeconds(20);
            client.MaxResponseContentBufferSize = 1024 * 1024;
        });
        builder.Services.TryAddSingleton<ITokenProof, TokenProof>();
    }
}
