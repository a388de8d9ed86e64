using HelpDesk.Renewals.Directories;
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
            .ConfigureAdditionalHttpMessageHandlers((handlers, _) =>
            {
                foreach (var handler in GraphClientFactory.CreateDefaultHandlers())
                {
                    handlers.Add(handler);
                }
            });
        builder.Services.TryAddSingleton<GraphDirectories>();
        builder.Services.TryAddSingleton<IDirectories>(services => services.GetRequiredService<GraphDirectories>());
    }
}
