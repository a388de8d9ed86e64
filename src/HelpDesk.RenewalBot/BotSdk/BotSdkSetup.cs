using System.Security.Claims;
using HelpDesk.Bots.Authentication;
using HelpDesk.Bots.Hosting;
using HelpDesk.RenewalBot.Conversations;
using HelpDesk.RenewalBot.Service;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>Puts the bot SDK into the host: the part that every SDK does its own way.</summary>
internal static class BotSdkSetup
{
    public static IServiceCollection AddBotSdk(this IServiceCollection services, IConfiguration configuration)
    {
        BotJson.AddContext(ChatJson.Default);
        services.AddCloudAdapter(configuration.GetSection(BotIdentityOptions.Section));
        services.AddSingleton<ServiceTokens>();
        services.AddSingleton<IReceivedActivities, LedgeredActivities>();
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

    /// <summary>Whether the sender of this turn's activity was not authenticated (Development only).</summary>
    public static bool IsAnonymous(this ITurnContext turnContext) =>
        turnContext.TurnState.Get<ClaimsIdentity>(BotAdapter.BotIdentityKey)?.AuthenticationType == AuthenticationConstants.AnonymousAuthType;

    /// <summary>Runs a turn in a known chat. Where the last activity was anonymous, so is this turn: a token would not be understood.</summary>
    public static Task ContinueAsync(
        this BotAdapter adapter, string botId, bool isAnonymous, ConversationReference reference, BotCallbackHandler callback, CancellationToken ct) =>
        isAnonymous
            ? adapter.ContinueConversationAsync(new ClaimsIdentity(AuthenticationConstants.AnonymousAuthType), reference, callback, ct)
            : adapter.ContinueConversationAsync(botId, reference, callback, ct);
}
