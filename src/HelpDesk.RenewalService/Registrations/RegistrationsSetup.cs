using HelpDesk.Hosting;
using HelpDesk.RenewalService.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HelpDesk.RenewalService.Registrations;

internal static class RegistrationsSetup
{
    public static void AddRegistrations(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RegistrationsOptions>()
            .Configure<IConfiguration>((options, configuration) =>
                configuration.GetSection($"{SettingsSection.Root}:{RegistrationsOptions.Section}").BindTo(options.All))
            .ValidateOnStart();
        builder.Services.AddSingleton<Microsoft.Extensions.Options.IValidateOptions<RegistrationsOptions>, RegistrationsOptionsValidator>();
        builder.Services.TryAddSingleton<Admins>();
        builder.Services.AddHostedService<RegistrationsStart>();
    }
}
