using HelpDesk.Renewals.Renewing;
using HelpDesk.RenewalService.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Renewals;

internal static class RenewalsSetup
{
    public static void AddRenewals(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<RenewalQueue>();
        builder.Services.TryAddSingleton<ProofRunner>();
        builder.Services.AddSettings<RenewalOptions, RenewalOptionsValidator>(RenewalOptions.Section);
        builder.Services.TryAddSingleton(services => Settings(services.GetRequiredService<IOptions<RenewalOptions>>().Value));
        builder.Services.TryAddSingleton<RenewalEngine>();
        builder.Services.TryAddSingleton<CleanUp>();
        builder.Services.AddHostedService<RenewalWorker>();
    }

    private static RenewalEngineSettings Settings(RenewalOptions options) => new()
    {
        Owner = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}",
        Wish = TimeSpan.FromDays(options.LifetimeInDays),
        WriteWindow = options.WriteWindow,
        Pause = options.Pause,
        Proof = new() { First = options.FirstProof, Usual = options.UsualProof },
    };
}
