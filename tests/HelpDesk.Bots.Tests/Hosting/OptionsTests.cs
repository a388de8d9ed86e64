using HelpDesk.Bots.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace HelpDesk.Bots.Tests.Hosting;

public sealed class OptionsTests
{
    private static readonly Dictionary<string, string?> Complete = new()
    {
        ["AppId"] = "8f2b6a0c-5a0b-4a57-9d31-0f7f2a6f5c11",
        ["TenantId"] = "5f3b1c9e-7f0a-4d8e-9c51-2a6b7c8d9e10",
    };

    public static TheoryData<string, string, string?, string> Wrong => new()
    {
        { "Production", "Credential:Kind", "ClientSecret", "Credential:Kind ClientSecret is for Development only" },
        { "Staging", "Credential:Kind", "ClientSecret", "Credential:Kind ClientSecret is for Development only" },
        { "Development", "Credential:Kind", "ClientSecret", "Credential:ClientSecret is missing" },
        { "Production", "Credential:Kind", "Certificate", "Credential:CertificatePath is missing" },
        { "Production", "Credential:Kind", "FederatedCredential", "Credential needs TokenFile" },
        { "Production", "Credential:Kind", "9", "Credential:Kind is unknown" },
        { "Production", "Cloud", "9", "Cloud is unknown" },
        { "Production", "Cloud", "China", "ServiceHosts is empty" },
        { "Production", "ServiceHosts:0", "https://smba.trafficmanager.net", "ServiceHosts has" },
        { "Production", "ServiceHosts:0", "smba.trafficmanager.net/teams", "ServiceHosts has" },
        { "Production", "ServiceHosts:0", "*.trafficmanager.net", "ServiceHosts has" },
        { "Production", "ServiceHosts:0", "", "ServiceHosts has" },
        { "Production", "LoginInstance", "https://localhost:5443/", "LoginInstance is for Development only" },
        { "Production", "OpenIdMetadataUrl", "https://localhost:5443/", "OpenIdMetadataUrl is for Development only" },
        { "Production", "TokenServiceUrl", "https://localhost:5443/", "TokenServiceUrl is for Development only" },
        { "Production", "InstanceDiscovery", "false", "InstanceDiscovery=false is for Development only" },
        { "Development", "TokenServiceUrl", "http://localhost:5081/", "TokenServiceUrl must be an absolute https address" },
        { "Development", "OpenIdMetadataUrl", "v1/openid", "OpenIdMetadataUrl must be an absolute https address" },
        { "Production", "MaxRequestBodySize", "0", "MaxRequestBodySize must be" },
        { "Production", "ReceivedActivityLifetime", "00:00:00", "ReceivedActivityLifetime must be" },
        { "Production", "RequestTimeout", "-00:00:01", "RequestTimeout must be" },
        { "Production", "TenantRequestsPerSecond", "0", "TenantRequestsPerSecond must be from 1 to 50" },
        { "Production", "TenantRequestsPerSecond", "51", "TenantRequestsPerSecond must be from 1 to 50" },
        { "Production", "AppId", " ", "AppId is missing" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void A_wrong_setting_is_named_with_its_key_and_the_remedy(string environment, string key, string? value, string failure)
    {
        var failures = Failures(environment, new Dictionary<string, string?>(Complete) { [key] = value });

        Assert.Contains($"MyBot:Channel:{failure}", Assert.Single(failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var failures = Failures("Production", new Dictionary<string, string?>
        {
            ["Credential:Kind"] = "ClientSecret",
            ["LoginInstance"] = "https://localhost:5443/",
            ["ServiceHosts:0"] = "https://x/",
        });

        Assert.Equal(5, failures.Length);
    }

    [Theory]
    [InlineData("Production", "Credential:Kind", "ManagedIdentity")]
    [InlineData("Production", "ServiceHosts:0", "smba.trafficmanager.net")]
    [InlineData("Development", "ServiceHosts:0", "localhost:5443")]
    [InlineData("Production", "Cloud", "UsGovernment")]
    [InlineData("Production", "TenantRequestsPerSecond", "50")]
    [InlineData("Development", "LoginInstance", "https://localhost:5443/")]
    [InlineData("Development", "InstanceDiscovery", "false")]
    public void A_right_setting_is_taken(string environment, string key, string value) =>
        Assert.Empty(Failures(environment, new Dictionary<string, string?>(Complete) { [key] = value }));

    [Fact]
    public async Task A_host_with_a_wrong_setting_does_not_start()
    {
        await using var app = Build("Production", []);

        await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());
    }

    private static string[] Failures(string environment, Dictionary<string, string?> settings)
    {
        var services = Build(environment, settings).Services;
        try
        {
            _ = services.GetRequiredService<IOptions<BotChannelOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures];
        }
    }

    private static WebApplication Build(string environment, Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"MyBot:Channel:{s.Key}", s.Value)));
        builder.Services.AddCloudAdapter(builder.Configuration.GetSection("MyBot:Channel"));
        return builder.Build();
    }
}
