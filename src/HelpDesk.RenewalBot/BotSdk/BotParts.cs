using HelpDesk.Bots.Hosting;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>What the bot has behind and before its SDK, whichever that is.</summary>
internal static class BotParts
{
    public static IServiceCollection AddBotParts(this IServiceCollection services)
    {
        services.AddSingleton<ServiceTokens>();
        services.AddSingleton<IReceivedActivities, LedgeredActivities>();
        services.AddSingleton<IConversationLock, ReplicaLock>();
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
