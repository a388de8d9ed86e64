using HelpDesk.Renewals.Directories;
using HelpDesk.RenewalService.Evidence;
using HelpDesk.RenewalService.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Graph;

namespace HelpDesk.RenewalService.Graph;

internal static class GraphSetup
{
    public static void AddGraph(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<GraphOptions, GraphOptionsValidator>(GraphOptions.Section);
        builder.Services.AddHttpClient(GraphDirectories.ClientName)
            .ConfigureHttpClient(client => client.Timeout = TimeSpan.FromSeconds(30))
            .ConfigureAdditionalHttpMessageHandlers((handlers, services) =>
            {
                foreach (var handler in GraphClientFactory.CreateDefaultHandlers())
                {
                    handlers.Add(handler);
                }

                // Behind the one that tries again, so that each try is noted.
                handlers.Add(services.GetRequiredService<OutsideCallHandler>());
            });
        builder.Services.TryAddSingleton<GraphDirectories>();
        builder.Services.TryAddSingleton<IDirectories>(services => services.GetRequiredService<GraphDirectories>());
    }
}
