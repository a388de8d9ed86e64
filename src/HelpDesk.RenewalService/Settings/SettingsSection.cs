using HelpDesk.Hosting;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Settings;

/// <summary>Binds one section of the service's configuration and has it checked before the host starts.</summary>
internal static class SettingsSection
{
    public const string Root = "RenewalService";

    public static void AddSettings<TOptions, TValidator>(this IServiceCollection services, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().Configure<IConfiguration>((options, configuration) => configuration.GetSection($"{Root}:{section}").BindTo(options)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>, TValidator>();
    }

    public static ValidateOptionsResult ToResult(this List<string> failures) =>
        failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

    /// <summary>An absolute address, encrypted unless this is a developer's machine.</summary>
    public static void RequireAddress(this List<string> failures, string key, string? value, IHostEnvironment environment)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
        {
            failures.Add($"{Root}:{key}: '{value}' is not an absolute address. Give one that begins with https://.");
        }
        else if (address.Scheme is "http" && !environment.IsDevelopment())
        {
            failures.Add($"{Root}:{key}: '{value}' is not encrypted. Outside Development it has to begin with https://.");
        }
    }

    public static void RequireGuid(this List<string> failures, string key, string? value, string whose)
    {
        if (!Guid.TryParse(value, out _))
        {
            failures.Add($"{Root}:{key}: '{value}' is not a GUID. Give {whose}.");
        }
    }

    public static void RequireDuration(this List<string> failures, string key, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
        {
            failures.Add($"{Root}:{key}: {value} is out of range. Give a time from {least} to {most}.");
        }
    }
}
