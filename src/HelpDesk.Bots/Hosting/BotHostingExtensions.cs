using HelpDesk.Bots.Authentication;
using HelpDesk.Bots.Connector;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;

namespace HelpDesk.Bots.Hosting;

/// <summary>Puts the bot library into a host.</summary>
public static class BotHostingExtensions
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>With keys and with the login host: a person waits at the other end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Adds the adapter with options from a configuration section, for instance <c>RenewalBot:Channel</c>.</summary>
    public static IServiceCollection AddCloudAdapter(this IServiceCollection services, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        services.AddOptions<BotChannelOptions>().Configure(options => Bind(section, options)).ValidateOnStart();
        return services.AddParts(section.Path);
    }

    /// <summary>Adds the adapter with options set in code.</summary>
    public static IServiceCollection AddCloudAdapter(this IServiceCollection services, Action<BotChannelOptions>? configure = null)
    {
        var options = services.AddOptions<BotChannelOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        return services.AddParts(nameof(BotChannelOptions));
    }

    /// <summary>Maps the message endpoint to the registered <see cref="IBot"/>.</summary>
    public static IEndpointConventionBuilder MapBot(this IEndpointRouteBuilder endpoints, string pattern = "/api/messages")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var adapter = endpoints.ServiceProvider.GetRequiredService<IBotFrameworkHttpAdapter>();
        // A turn that has begun is finished, also when the caller hangs up: the caller will repeat the activity and ask for the answer.
        return endpoints.MapPost(pattern, context =>
            adapter.ProcessAsync(context.Request, context.Response, context.RequestServices.GetRequiredService<IBot>(), CancellationToken.None));
    }

    // A value of the wrong form is a mistake in the configuration like any other, and told like one.
    private static void Bind(IConfigurationSection section, BotChannelOptions options)
    {
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException e)
        {
            throw new OptionsValidationException(section.Path, typeof(BotChannelOptions), [$"{section.Path}: {e.Message} Give a value of that form."]);
        }
    }

    private static IServiceCollection AddParts(this IServiceCollection services, string section)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BotChannelOptions>, BotChannelOptionsValidator>(
            provider => new BotChannelOptionsValidator(provider.GetRequiredService<IHostEnvironment>(), section)));
        services.AddMetrics();
        services.TryAddSingleton<BotMetrics>();
        services.TryAddKeyedSingleton(WireClock.Key, TimeProvider.System);
        services.TryAddSingleton<ChannelEndpoints>();
        services.TryAddSingleton<ServiceUrlPolicy>();
        return services.AddClients().AddInbound();
    }

    private static IServiceCollection AddInbound(this IServiceCollection services)
    {
        services.TryAddSingleton(CreateChannelTokens);
        services.TryAddSingleton(CreateEmulatorTokens);
        services.TryAddSingleton(CreateTokenValidator);
        services.TryAddSingleton<InboundAuthentication>();
        services.TryAddSingleton<ActivityReader>();
        services.TryAddSingleton<IReceivedActivities, MemoryReceivedActivities>();
        services.TryAddSingleton(provider => new ConversationQueue(
            provider.GetRequiredKeyedService<TimeProvider>(WireClock.Key), provider.GetService<IConversationLock>()));
        services.TryAddSingleton<Door>();
        services.TryAddSingleton<ExactlyOnce>();
        services.TryAddSingleton<TurnErrors>();
        services.TryAddSingleton(provider => new CloudAdapter(provider));
        services.TryAddSingleton<BotAdapter>(provider => provider.GetRequiredService<CloudAdapter>());
        services.TryAddSingleton<IBotFrameworkHttpAdapter>(provider => provider.GetRequiredService<CloudAdapter>());
        return services;
    }

    private static ChannelTokens CreateChannelTokens(IServiceProvider provider)
    {
        var endpoints = provider.GetRequiredService<ChannelEndpoints>();
        return new ChannelTokens(Keys(provider, endpoints.OpenIdMetadataUrl), endpoints.Issuer, Options(provider).AppId);
    }

    private static EmulatorTokens CreateEmulatorTokens(IServiceProvider provider)
    {
        var endpoints = provider.GetRequiredService<ChannelEndpoints>();
        return new EmulatorTokens(Keys(provider, endpoints.EmulatorMetadataUrl), endpoints.EmulatorIssuers, Options(provider).AppId);
    }

    private static ChannelTokenValidator CreateTokenValidator(IServiceProvider provider)
    {
        var channel = provider.GetRequiredService<ChannelTokens>();
        TokenIssuer[] issuers = provider.GetRequiredService<IHostEnvironment>().IsDevelopment()
            ? [channel, provider.GetRequiredService<EmulatorTokens>()]
            : [channel];
        return new ChannelTokenValidator(issuers, Options(provider).AppId, provider.GetRequiredKeyedService<TimeProvider>(WireClock.Key));
    }

    private static ChannelKeys Keys(IServiceProvider provider, string address) => ActivatorUtilities.CreateInstance<ChannelKeys>(provider, address);

    private static BotChannelOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<BotChannelOptions>>().Value;

    private static IServiceCollection AddClients(this IServiceCollection services)
    {
        // A redirect would carry the token, or the message, to a host that nobody has allowed.
        services.AddHttpClient(ChannelHttp.ClientName, client => client.MaxResponseContentBufferSize = 1024 * 1024)
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.PooledConnectionLifetime = ConnectionLifetime;
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.AddHttpClient(ChannelKeys.ClientName, client => (client.MaxResponseContentBufferSize, client.Timeout) = (1024 * 1024, Patience));
        services.AddHttpClient(PooledMsalHttpClients.ClientName, client => client.Timeout = Patience);
        services.TryAddSingleton<IMsalHttpClientFactory, PooledMsalHttpClients>();
        services.TryAddSingleton(provider => new BotAppTokens(
            provider.GetRequiredService<IOptions<BotChannelOptions>>(),
            provider.GetRequiredService<ChannelEndpoints>(),
            provider.GetRequiredService<IMsalHttpClientFactory>()));
        services.TryAddSingleton<BotTokens>();
        services.TryAddSingleton<SendBudgets>();
        services.TryAddSingleton<ChannelHttp>();
        services.TryAddSingleton<ConnectorClient, HttpConnectorClient>();
        services.TryAddSingleton<UserTokenClient, TokenServiceClient>();
        return services;
    }
}
