using Microsoft.Extensions.Options;

namespace HelpDesk.Bots.Hosting;

/// <summary>Addresses and names of the configured cloud, with the overrides that Development allows.</summary>
internal sealed class ChannelEndpoints
{
    public ChannelEndpoints(IOptions<BotChannelOptions> options, IHostEnvironment environment)
    {
        var settings = options.Value;
        var cloud = Cloud(settings.Cloud);
        var overridable = environment.IsDevelopment();
        Issuer = cloud.Issuer;
        Scope = $"{cloud.Issuer}/.default";
        LoginInstance = (overridable ? settings.LoginInstance : null) ?? cloud.Login;
        OpenIdMetadataUrl = (overridable ? settings.OpenIdMetadataUrl : null) ?? cloud.OpenIdMetadata;
        TokenServiceUrl = ((overridable ? settings.TokenServiceUrl : null) ?? cloud.TokenService).TrimEnd('/');
        InstanceDiscovery = !overridable || settings.InstanceDiscovery;
        EmulatorMetadataUrl = $"{LoginInstance.TrimEnd('/')}/{settings.TenantId}/v2.0/.well-known/openid-configuration";
        EmulatorIssuers = [.. EntraIssuers([.. cloud.EmulatorTenants, settings.TenantId.ToLowerInvariant()], cloud.Login)];
        ServiceHosts = settings.ServiceHosts.Count > 0 ? [.. settings.ServiceHosts] : cloud.ServiceHosts;
    }

    /// <summary>The issuer of the channel's tokens, which is also the resource that the bot's own token is for.</summary>
    public string Issuer { get; }

    public string Scope { get; }

    public string LoginInstance { get; }

    public string OpenIdMetadataUrl { get; }

    public string TokenServiceUrl { get; }

    public bool InstanceDiscovery { get; }

    public IReadOnlyList<string> ServiceHosts { get; }

    /// <summary>Who issues the Emulator's tokens: Entra, in its two versions, for Bot Service's own tenants and for the bot's.</summary>
    public IReadOnlyList<string> EmulatorIssuers { get; }

    /// <summary>Entra's OpenID document.</summary>
    public string EmulatorMetadataUrl { get; }

    internal static bool HasServiceHosts(BotCloud cloud) => Cloud(cloud).ServiceHosts.Length > 0;

    private static IEnumerable<string> EntraIssuers(IEnumerable<string> tenants, string login) =>
        tenants.SelectMany(tenant => new[] { $"https://sts.windows.net/{tenant}/", $"{login}{tenant}/v2.0" });

    // GCC is served by the public cloud. Teams' hosts in China are not documented: there they have to be configured.
    private static Addresses Cloud(BotCloud cloud) => cloud switch
    {
        BotCloud.UsGovernment => new Addresses(
            "https://api.botframework.us",
            "https://login.microsoftonline.us/",
            "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
            "https://api.botframework.azure.us/",
            ["smba.infra.gov.teams.microsoft.us", "smba.infra.dod.teams.microsoft.us"],
            ["cab8a31a-1906-4287-a0d8-4eef66b95f6e"]),
        BotCloud.China => new Addresses(
            "https://api.botframework.azure.cn",
            "https://login.partner.microsoftonline.cn/",
            "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
            "https://token.botframework.azure.cn/",
            [],
            []),
        _ => new Addresses(
            "https://api.botframework.com",
            "https://login.microsoftonline.com/",
            "https://login.botframework.com/v1/.well-known/openidconfiguration",
            "https://token.botframework.com/",
            ["smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com"],
            ["d6d49420-f39b-4df7-a1dc-d59a935871db", "f8cdef31-a31e-4b4a-93e4-5f571e91255a"]),
    };

    private sealed record Addresses(
        string Issuer, string Login, string OpenIdMetadata, string TokenService, string[] ServiceHosts, string[] EmulatorTenants);
}
