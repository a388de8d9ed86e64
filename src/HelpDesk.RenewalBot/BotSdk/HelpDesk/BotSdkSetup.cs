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
        services.AddSingleton<ServiceTokens>();
        services.AddSingleton<IReceivedActivities, LedgeredActivities>();
        services.AddSingleton<IConversationLock, ReplicaLock>();
        services.AddSingleton<BotAdapter>(provider =>
        {
            // The one instance that both the endpoint and proactive turns use.
            var adapter = provider.GetRequiredService<CloudAdapter>();
            adapter.OnTurnError = provider.GetRequiredService<ChatErrors>().HandleAsync;
            return adapter;
        });
        services.AddSingleton<IStorage, StateStorage>();
        services.AddSingleton<ConversationState>();
        services.AddSingleton<UserState>();
        return services;
    }

    /// <summary>Takes the adapter with the first request, so that a bad configuration is found by the host's own check and told completely.</summary>
    public static void MapBotSdk(this WebApplication app) => app.MapPost(
        "/api/messages",
        (HttpContext context, BotAdapter adapter, IBot bot) =>
            ((IBotFrameworkHttpAdapter)adapter).ProcessAsync(context.Request, context.Response, bot, CancellationToken.None));
}
