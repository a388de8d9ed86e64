using System.Globalization;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Launch;

/// <summary>The configuration of the two hosts, as environment variables: the keys of the hosts' documentation, no other.</summary>
public static class ChildSettings
{
    // What the caller's shell may hold for other purposes must not change how the children behave.
    private static readonly string[] Foreign = ["RenewalService__", "RenewalBot__", "Sandbox__", "ASPNETCORE_", "DOTNET_ENVIRONMENT", "DOTNET_URLS", "URLS", "Kestrel__", "Logging__"];

    public static IReadOnlyDictionary<string, string?> RenewalService(SandboxHost sandbox, DataFolder data)
    {
        var own = sandbox.World.Own;
        var settings = Common(sandbox, data, "RenewalService", sandbox.Settings.Ports.Service);
        Add(settings, "RenewalService", new()
        {
            ["Entra:Instance"] = sandbox.Addresses.Https.ToString(),
            ["Entra:TenantId"] = WorldIds.Vendor.Tenant.ToString(),
            ["Entra:ClientId"] = own.Service.AppId.ToString(),
            ["Entra:BotClientId"] = own.Bot.AppId.ToString(),
            ["Entra:SignInClientId"] = own.SignIn.AppId.ToString(),
            ["Entra:InstanceDiscovery"] = "false",
            ["Entra:Credential:Kind"] = "ClientSecret",
            ["Entra:Credential:ClientSecret"] = own.Service.ClientSecret.Reveal(),
            ["Graph:BaseUrl"] = $"{sandbox.Addresses.Https}v1.0",
            ["Acs:BaseUrl"] = $"{sandbox.Addresses.Https}acs/",
            ["Watch:Tick"] = "00:00:01",
            ["Watch:ScanInterval"] = "00:00:15",
        });

        var index = 0;
        foreach (var registration in Registrations(sandbox.World))
        {
            Add(settings, $"RenewalService:Registrations:{index++}", registration);
        }

        if (sandbox.Settings.KeyVault)
        {
            Add(settings, "RenewalService", new()
            {
                ["Vault:Kind"] = "AzureKeyVault",
                ["Vault:AzureKeyVault:Uri"] = sandbox.Addresses.Https.ToString(),
            });
        }

        if (sandbox.Settings.ByPassword)
        {
            Add(settings, "RenewalService:Registrations:0", new()
            {
                ["SignInRoute"] = "LegacyPassword",
                ["AboutPage"] = "https://helpdesk.contoso.example/settings/about",
            });
        }

        return settings;
    }

    public static IReadOnlyDictionary<string, string?> RenewalBot(SandboxHost sandbox, DataFolder data)
    {
        var own = sandbox.World.Own;
        var ports = sandbox.Settings.Ports;
        var settings = Common(sandbox, data, "RenewalBot", ports.Bot);
        Add(settings, "RenewalBot", new()
        {
            ["Channel:AppId"] = own.Bot.AppId.ToString(),
            ["Channel:TenantId"] = WorldIds.Vendor.Tenant.ToString(),
            ["Channel:Cloud"] = "Public",
            ["Channel:Credential:Kind"] = "ClientSecret",
            ["Channel:Credential:ClientSecret"] = own.Bot.ClientSecret.Reveal(),
            ["Channel:ServiceHosts:0"] = sandbox.Addresses.Https.Authority,
            ["Channel:ServiceHosts:1"] = $"localhost:{ports.Playground}",
            ["Channel:LoginInstance"] = sandbox.Addresses.Https.ToString(),
            ["Channel:InstanceDiscovery"] = "false",
            ["Channel:OpenIdMetadataUrl"] = $"{sandbox.Addresses.Https}v1/.well-known/openidconfiguration",
            ["Channel:TokenServiceUrl"] = sandbox.Addresses.Https.ToString(),
            ["RenewalService:BaseAddress"] = $"http://localhost:{ports.Service}/",
            ["RenewalService:Scope"] = $"api://{own.Service.AppId}/.default",
            ["SignIn:ConnectionName"] = TokenService.Connections.OwnAccount,
            ["SignIn:OtherAccountConnectionName"] = TokenService.Connections.OtherAccount,
            ["Feed:PollInterval"] = "00:00:01",
        });
        return settings;
    }

    private static Dictionary<string, string?> Common(SandboxHost sandbox, DataFolder data, string host, int port)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>())
        {
            if (Array.Exists(Foreign, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                settings[name] = null;
            }
        }

        settings["ASPNETCORE_ENVIRONMENT"] = "Development";
        settings["ASPNETCORE_URLS"] = $"http://localhost:{port}";
        Add(settings, "Sandbox", new()
        {
            ["TrustedRootPath"] = sandbox.Folder.TrustedRoot,
            ["ClockPath"] = sandbox.Clock.Path,
            ["ParentProcessId"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        });
        Add(settings, host, new()
        {
            ["Database:Provider"] = "Sqlite",
            ["Database:ConnectionString"] = $"Data Source={data.Database(host)}",
            ["DataProtection:KeyDirectory"] = data.Keys(host),
        });
        return settings;
    }

    /// <summary>The registrations of the story. Whoever may renew, or could after activating a role, is warned once the bot is installed.</summary>
    private static IEnumerable<Dictionary<string, string>> Registrations(SandboxWorld world)
    {
        yield return Registration("c0000000-0000-4000-8000-000000000701", "HelpDesk", world.Tenant(WorldIds.Contoso.Tenant), WorldIds.Contoso.HelpDeskApp);
        yield return Registration("c0000000-0000-4000-8000-000000000702", "HelpDesk for SharePoint", world.Tenant(WorldIds.Contoso.Tenant), WorldIds.Contoso.AddInApp);
        yield return Registration("f0000000-0000-4000-8000-000000000701", "HelpDesk", world.Tenant(WorldIds.Fabrikam.Tenant), WorldIds.Fabrikam.HelpDeskApp);
    }

    private static Dictionary<string, string> Registration(string id, string name, Tenant tenant, Guid clientId)
    {
        var registration = new Dictionary<string, string>
        {
            ["Id"] = id,
            ["DisplayName"] = name,
            ["TenantId"] = tenant.Id.ToString(),
            ["ClientId"] = clientId.ToString(),
            ["SiteUrl"] = $"https://{tenant.SharePointHost}/sites/helpdesk",
        };
        var watchers = tenant.People.Where(p => p.ActiveRoles.Count > 0 || p.EligibleRoles.Count > 0).ToList();
        for (var i = 0; i < watchers.Count; i++)
        {
            registration[$"Watchers:{i}"] = watchers[i].Id.ToString();
        }

        return registration;
    }

    private static void Add(Dictionary<string, string?> settings, string section, Dictionary<string, string> values)
    {
        foreach (var (key, value) in values)
        {
            settings[$"{section}:{key}".Replace(":", "__", StringComparison.Ordinal)] = value;
        }
    }
}
