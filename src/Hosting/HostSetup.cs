using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;

namespace HelpDesk.Hosting;

/// <summary>What both hosts do alike: where configuration comes from, the clock, HTTP, and how a bad configuration is told.</summary>
internal static class HostSetup
{
    /// <summary>
    /// A builder whose content root is the program's folder: the solution's <c>appsettings.json</c> is copied there, while
    /// <c>dotnet run</c> would look into the project's folder and silently find none.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.AddSandboxSettings();
        return builder;
    }

    /// <summary>Runs the application; a wrong configuration is listed completely on standard error and ends with exit code 1.</summary>
    public static async Task<int> RunToEndAsync(this WebApplication app)
    {
        try
        {
            // The host would do this too, and log a stack trace for what is a typing error.
            app.Services.GetService<IStartupValidator>()?.Validate();
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (ConfigurationErrors(e) is { Count: > 0 } errors)
        {
            await Console.Error.WriteLineAsync("The configuration is not usable:");
            foreach (var error in errors)
            {
                await Console.Error.WriteLineAsync($"  - {error}");
            }

            return 1;
        }
    }

    private static List<string> ConfigurationErrors(Exception exception) => exception switch
    {
        OptionsValidationException e => [.. e.Failures],
        AggregateException e when e.InnerExceptions.All(i => i is OptionsValidationException) => [.. e.InnerExceptions.SelectMany(ConfigurationErrors)],
        _ => [],
    };

    private static void AddSandboxSettings(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(SandboxOptions.Section);
        var settings = section.GetSettings<SandboxOptions>();
        builder.Services.AddOptions<SandboxOptions>().BindSettings(section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<SandboxOptions>, SandboxOptionsValidator>();

        builder.Services.AddHttpClient();
        builder.Services.AddHttpClient(MsalHttpClientFactory.ClientName, client => client.Timeout = MsalHttpClientFactory.Patience);
        builder.Services.TryAddSingleton<IMsalHttpClientFactory, MsalHttpClientFactory>();
        if (builder.Environment.IsDevelopment() && settings.TrustedRootPath is { } root && File.Exists(root))
        {
            builder.Services.ConfigureHttpClientDefaults(client => client.TrustOnly(root));
        }

        builder.Services.TryAddSingleton(_ => builder.Environment.IsDevelopment() && settings.ClockPath is { } clock && File.Exists(clock)
            ? new SandboxClock(clock)
            : TimeProvider.System);

        if (settings.ParentProcessId is not null)
        {
            builder.Services.AddHostedService<ParentProcess>();
        }
    }
}
