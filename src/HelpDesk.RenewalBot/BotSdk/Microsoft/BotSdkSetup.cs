using HelpDesk.Bots.Hosting;
using HelpDesk.RenewalBot.Conversations;
using HelpDesk.RenewalBot.Service;
using HelpDesk.Storage.Bot;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>Puts Microsoft's Bot Builder into the host.</summary>
internal static class BotSdkSetup
{
    public static IServiceCollection AddBotSdk(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(BotIdentityOptions.Section);
        services.AddOptions<BotChannelOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<BotChannelOptions>>(provider =>
            new BotChannelOptionsValidator(provider.GetRequiredService<IHostEnvironment>(), section.Path));
        services.AddSingleton<IValidateOptions<BotChannelOptions>>(provider =>
            new BotSdkOptionsValidator(provider.GetRequiredService<IHostEnvironment>(), section));
        services.AddSingleton<ChannelEndpoints>();
        services.AddSingleton(provider => new BotAppTokens(
            provider.GetRequiredService<IOptions<BotChannelOptions>>(),
            provider.GetRequiredService<ChannelEndpoints>(),
            provider.GetRequiredService<IMsalHttpClientFactory>()));
        services.AddSingleton(provider => new ConversationQueue(
            provider.GetRequiredKeyedService<TimeProvider>(LeaseClock.Key), provider.GetRequiredService<IConversationLock>()));
        services.AddSingleton<OrderedOnce>();
        services.AddTransient<ChannelRefusals>();
        services.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler<ChannelRefusals>());
        services.AddSingleton<BotAdapter>(provider => CreateAdapter(provider, section.GetValue<bool>(BotSdkSettings.AnonymousKey)));
        return services.AddBotParts();
    }

    private static CloudAdapter CreateAdapter(IServiceProvider provider, bool isAnonymous)
    {
        var settings = BotSdkSettings.Of(
            provider.GetRequiredService<IOptions<BotChannelOptions>>().Value, provider.GetRequiredService<ChannelEndpoints>(), isAnonymous);
        var adapter = new CloudAdapter(settings, provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<ILogger<CloudAdapter>>());
        adapter.Use(provider.GetRequiredService<OrderedOnce>());
        adapter.OnTurnError = provider.GetRequiredService<ChatErrors>().HandleAsync;
        return adapter;
    }
}
