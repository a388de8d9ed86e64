namespace HelpDesk.Sandbox.Teams;

/// <summary>Teams: the connector for the bot, the chats of the people, and the channel that posts to the bot.</summary>
public static class TeamsFeature
{
    // Teams waits about 15 seconds; here a slow machine that runs everything at once must not look like a broken bot.
    private static readonly TimeSpan BotPatience = TimeSpan.FromSeconds(60);

    public static IServiceCollection AddTeams(this IServiceCollection services)
    {
        services.AddSingleton<Chats>();
        services.AddSingleton<SendBudget>();
        services.AddSingleton<ConnectorCalls>();
        services.AddSingleton<BotChannel>();
        services.AddSingleton<TeamsClients>();
        services.AddSingleton<ChatEndpoints.Teams>();
        services.AddHttpClient(BotChannel.ClientName, client => client.Timeout = BotPatience);
        return services;
    }

    public static void MapTeams(this IEndpointRouteBuilder routes)
    {
        routes.MapChannelMetadata();
        routes.MapConnector();
        routes.MapChats();
    }
}
