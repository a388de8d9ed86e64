using HelpDesk.Bots.Hosting;
using HelpDesk.RenewalBot.Conversations;
using HelpDesk.RenewalBot.Service;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>Puts HelpDesk.Bots into the host.</summary>
internal static class BotSdkSetup
{
    public static IServiceCollection AddBotSdk(this IServiceCollection services, IConfiguration configuration)
    {
        BotJson.AddContext(ChatJson.Default);
        services.AddCloudAdapter(configuration.GetSection(BotIdentityOptions.Section));
        services.AddSingleton<BotAdapter>(provider =>
        {
            // The one instance that both the endpoint and proactive turns use.
            var adapter = provider.GetRequiredService<CloudAdapter>();
            adapter.OnTurnError = provider.GetRequiredService<ChatErrors>().HandleAsync;
            return adapter;
        });
        return services.AddBotParts();
    }
}
