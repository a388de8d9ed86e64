using HelpDesk.Bots;
using HelpDesk.Bots.Hosting;

namespace HelpDesk.Benchmarks.Bots;

/// <summary>Hosts a bot on the library as any bot would be.</summary>
internal static class BenchmarkBots
{
    public static void AddBenchmarkBot<TBot>(this IServiceCollection services)
        where TBot : class, IBot
    {
        services.AddSingleton<IBot, TBot>();
        // Nothing of this is used on loopback without tokens; the library just does not start without it.
        services.AddCloudAdapter(options =>
        {
            options.AppId = "00000000-0000-0000-0000-000000000001";
            options.TenantId = "00000000-0000-0000-0000-000000000002";
            options.Credential.Kind = BotCredentialKind.ClientSecret;
            options.Credential.ClientSecret = "unused";
        });
    }

    /// <summary>Conversation state in this process.</summary>
    public static IServiceCollection AddMemoryState(this IServiceCollection services) =>
        services.AddSingleton<IStorage, MemoryStorage>().AddSingleton<ConversationState>();

    public static void MapBenchmarkBot(this WebApplication app) => app.MapBot();
}
