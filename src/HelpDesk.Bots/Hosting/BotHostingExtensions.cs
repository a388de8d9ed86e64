using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Bots.Hosting;

/// <summary>Puts the bot library into a host.</summary>
public static class BotHostingExtensions
{
    /// <summary>Adds the adapter with options from a configuration section, for instance <c>RenewalBot:Channel</c>.</summary>
    public static IServiceCollection AddCloudAdapter(this IServiceCollection services, IConfigurationSection section) =>
        throw new NotImplementedException();

    /// <summary>Adds the adapter with options set in code.</summary>
    public static IServiceCollection AddCloudAdapter(this IServiceCollection services, Action<BotChannelOptions>? configure = null) =>
        throw new NotImplementedException();

    /// <summary>Maps the message endpoint to the registered <see cref="IBot"/>.</summary>
    public static IEndpointConventionBuilder MapBot(this IEndpointRouteBuilder endpoints, string pattern = "/api/messages") =>
        throw new NotImplementedException();
}
