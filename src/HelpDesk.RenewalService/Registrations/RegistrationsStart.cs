using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Watching;
using HelpDesk.RenewalService.SignIn;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Registrations;

/// <summary>Takes over the configured registrations, makes all of them due for a look, and lets their tenants' people in.</summary>
internal sealed partial class RegistrationsStart(
    IOptions<RegistrationsOptions> options, IRegistrations registrations, OnboardedTenants tenants, ILogger<RegistrationsStart> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var registration in options.Value.All)
        {
            await registrations.UpsertAsync(ToDomain(registration), [.. registration.Watchers.Select(Normal)], cancellationToken);
        }

        await registrations.KeepOnlyAsync([.. options.Value.All.Select(r => Guid.Parse(r.Id!))], cancellationToken);
        await registrations.MakeAllDueAsync(cancellationToken);
        var known = await registrations.TenantsAsync(cancellationToken);
        tenants.Set(known);
        Log.Taken(logger, options.Value.All.Count, known.Count);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Registration ToDomain(RegistrationOptions registration) => new()
    {
        Id = Guid.Parse(registration.Id!),
        DisplayName = registration.DisplayName!,
        TenantId = Normal(registration.TenantId!),
        ClientId = Normal(registration.ClientId!),
        SiteUrl = registration.SiteUrl is { Length: > 0 } site ? site : null,
        Route = registration.Route!.Value,
        AboutPage = registration.Route is SignInRoute.LegacyPassword ? new(registration.AboutPage!) : null,
    };

    private static string Normal(string guid) => Guid.Parse(guid).ToString("D");

    private static partial class Log
    {
        [LoggerMessage(2020, LogLevel.Information, "{Configured} configured registrations were taken over; people of {Tenants} tenants are let in")]
        public static partial void Taken(ILogger logger, int configured, int tenants);
    }
}
