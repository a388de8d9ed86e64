using System.Globalization;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.World;

internal sealed record ConfiguredRegistration(Guid Id, string Name, string Tenant, string Client, string Site, string Watcher);

/// <summary>The service's configuration as its documentation names it.</summary>
internal static class Settings
{
    public const int PersonPerMinute = 400;

    public static IReadOnlyList<ConfiguredRegistration> Registrations { get; } =
    [
        new(Ids.HelpDesk, "HelpDesk", $"{WorldIds.Contoso.Tenant}", $"{WorldIds.Contoso.HelpDeskApp}", "https://contoso.sharepoint.com/sites/helpdesk", $"{WorldIds.Contoso.Ada}"),
        new(Ids.AddIn, "HelpDesk for SharePoint", $"{WorldIds.Contoso.Tenant}", $"{WorldIds.Contoso.AddInApp}", "https://contoso.sharepoint.com/sites/helpdesk", $"{WorldIds.Contoso.Ada}"),
        new(Ids.Fabrikam, "HelpDesk", $"{WorldIds.Fabrikam.Tenant}", $"{WorldIds.Fabrikam.HelpDeskApp}", "https://fabrikam.sharepoint.com/sites/helpdesk", $"{WorldIds.Fabrikam.Hana}"),
    ];

    public static Dictionary<string, string> Of(SandboxHost sandbox, string folder, IReadOnlyList<ConfiguredRegistration> registrations)
    {
        var settings = new Dictionary<string, string>
        {
            ["Sandbox:TrustedRootPath"] = sandbox.Folder.TrustedRoot,
            ["Sandbox:ClockPath"] = sandbox.Clock.Path,
            ["RenewalService:Database:Provider"] = "Sqlite",
            ["RenewalService:Database:ConnectionString"] = $"Data Source={folder}/service.db",
            ["RenewalService:DataProtection:KeyDirectory"] = $"{folder}/keys",
            ["RenewalService:Entra:Instance"] = $"{sandbox.Addresses.Https}",
            ["RenewalService:Entra:TenantId"] = $"{WorldIds.Vendor.Tenant}",
            ["RenewalService:Entra:ClientId"] = $"{WorldIds.Vendor.ServiceApp}",
            ["RenewalService:Entra:BotClientId"] = $"{WorldIds.Vendor.BotApp}",
            ["RenewalService:Entra:SignInClientId"] = $"{WorldIds.Vendor.SignInApp}",
            ["RenewalService:Entra:InstanceDiscovery"] = "false",
            ["RenewalService:Entra:Credential:Kind"] = "ClientSecret",
            ["RenewalService:Entra:Credential:ClientSecret"] = sandbox.World.Own.Service.ClientSecret.Reveal(),
            ["RenewalService:Graph:BaseUrl"] = $"{sandbox.Addresses.Https}v1.0",
            ["RenewalService:Acs:BaseUrl"] = $"{sandbox.Addresses.Https}acs/",
            // All tests together ask more often in a minute than one person does.
            ["RenewalService:Limits:PersonPerMinute"] = PersonPerMinute.ToString(CultureInfo.InvariantCulture),
            // Nobody waits for what the sandbox needs no moment for.
            ["RenewalService:Renewals:FirstProof"] = "00:00:00",
            ["RenewalService:Renewals:UsualProof"] = "00:00:01",
            ["RenewalService:Renewals:Pause"] = "00:00:00.05",
            // The tests say when the schedule beats.
            ["RenewalService:Watch:Tick"] = "01:00:00",
            ["RenewalService:Watch:ScanInterval"] = "12:00:00",
        };
        for (var i = 0; i < registrations.Count; i++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"RenewalService:Registrations:{i}");
            settings[$"{key}:Id"] = registrations[i].Id.ToString();
            settings[$"{key}:DisplayName"] = registrations[i].Name;
            settings[$"{key}:TenantId"] = registrations[i].Tenant;
            settings[$"{key}:ClientId"] = registrations[i].Client;
            settings[$"{key}:SiteUrl"] = registrations[i].Site;
            settings[$"{key}:Watchers:0"] = registrations[i].Watcher;
        }

        return settings;
    }
}
