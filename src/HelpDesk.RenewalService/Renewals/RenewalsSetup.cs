using HelpDesk.Renewals.Renewing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HelpDesk.RenewalService.Renewals;

internal static class RenewalsSetup
{
    public static void AddRenewals(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<RenewalQueue>();
        builder.Services.TryAddSingleton<ProofRunner>();
        builder.Services.TryAddSingleton(new RenewalEngineSettings { Owner = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}" });
        builder.Services.TryAddSingleton<RenewalEngine>();
        builder.Services.AddHostedService<RenewalWorker>();
    }
}
