using HelpDesk.Bots;
using HelpDesk.Bots.Hosting;

namespace HelpDesk.Benchmarks.Bots;

/// <summary>Hosts a bot on the library as any bot would be.</summary>
internal static class BenchmarkBots
{
    private const string OpenIdClient = "HelpDesk.Bots.OpenId";

    public static void AddBenchmarkBot<TBot>(this IServiceCollection services)
        where TBot : class, IBot
    {
        services.AddSingleton<IBot, TBot>();
        // Nothing of this is used on loopback without tokens; the library just does not start without it.
        services.AddCloudAdapter(options =>
        {
            options.AppId = ChannelToken.AppId;
            options.TenantId = "00000000-0000-0000-0000-000000000002";
            options.Credential.Kind = BotCredentialKind.ClientSecret;
            options.Credential.ClientSecret = "unused";
        });
    }

    /// <summary>The channel's keys without a network.</summary>
    public static IServiceCollection AddChannelKeys(this IServiceCollection services)
    {
        services.Configure<BotChannelOptions>(options => options.OpenIdMetadataUrl = "https://channel.test/openid");
        services.AddHttpClient(OpenIdClient).ConfigurePrimaryHttpMessageHandler(() => new Keys());
        return services;
    }

    /// <summary>Conversation state in this process.</summary>
    public static IServiceCollection AddMemoryState(this IServiceCollection services) =>
        services.AddSingleton<IStorage, MemoryStorage>().AddSingleton<ConversationState>();

    public static void MapBenchmarkBot(this WebApplication app) => app.MapBot();

    private sealed class Keys : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage
            {
                Content = new StringContent(request.RequestUri!.AbsolutePath == "/openid" ? """{"jwks_uri":"https://channel.test/keys"}""" : ChannelToken.KeySet),
            });
    }
}
