using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Service;

internal static class ServiceSetup
{
    /// <summary>The typed client of the renewal service. All its calls may be repeated: reads, checks, and a start with its key.</summary>
    public static IServiceCollection AddRenewalService(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddChecked<RenewalServiceOptions, RenewalServiceOptionsValidator>(configuration.GetSection(RenewalServiceOptions.Section));
        services.AddOptions<BotIdentityOptions>().Bind(configuration.GetSection(BotIdentityOptions.Section));
        services.AddSingleton<RenewalServiceClient>();
        services
            .AddHttpClient(RenewalServiceClient.ClientName, (provider, client) =>
                client.BaseAddress = new Uri(provider.GetRequiredService<IOptions<RenewalServiceOptions>>().Value.BaseAddress))
            .AddStandardResilienceHandler(Patience);
        return services;
    }

    // A person waits at the other end: ten seconds for the checks of one account, and not much longer in all.
    private static void Patience(HttpStandardResilienceOptions options)
    {
        options.AttemptTimeout.Timeout = TimeSpan.FromSeconds(10);
        options.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(25);
        options.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(30);
        options.Retry.MaxRetryAttempts = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(500);
    }
}
