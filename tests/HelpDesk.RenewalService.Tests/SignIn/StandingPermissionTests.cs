using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.SignIn;

/// <summary>Without a person who has signed in the service can read and nothing else.</summary>
public sealed class StandingPermissionTests(ServiceWorld world) : ServiceTest(world)
{
    [Fact]
    public void What_the_service_asks_of_a_customer_for_itself_only_reads()
    {
        var asked = Permissions("application");

        Assert.NotEmpty(asked);
        Assert.All(asked, p => Assert.True(IsReading(p), $"{p} writes."));
        Assert.Equal(["Application.ReadWrite.All"], Permissions("delegated").Where(p => !IsReading(p)));
    }

    [Fact]
    public void The_sandboxs_tenants_have_agreed_to_exactly_that()
    {
        var principals = World.Sandbox.World.Principals.Where(p => p.AppId == World.Sandbox.World.Own.Service.AppId && p.TenantId != WorldIds.Vendor.Tenant).ToList();

        Assert.NotEmpty(principals);
        Assert.All(principals, p =>
        {
            Assert.Equal(Permissions("application"), p.AppRoles.Select(r => r.Permission).Order(StringComparer.Ordinal));
            Assert.Equal(Permissions("delegated"), p.DelegatedPermissions.Select(r => r.Permission).Order(StringComparer.Ordinal));
        });
    }

    [Theory]
    [InlineData("POST", "applications/{0}/addPassword")]
    [InlineData("POST", "applications/{0}/removePassword")]
    [InlineData("PATCH", "applications/{0}")]
    public async Task With_its_own_token_the_directory_lets_it_write_nothing(string method, string path)
    {
        using var client = World.NewSandboxClient();
        var token = await OwnTokenAsync(client);
        var address = new Uri(World.Sandbox.Addresses.Https, $"v1.0/{string.Format(System.Globalization.CultureInfo.InvariantCulture, path, WorldIds.Contoso.HelpDeskApplication)}");
        using var request = new HttpRequestMessage(new(method), address) { Content = new StringContent("{}", MediaTypeHeaderValue.Parse("application/json")) };
        request.Headers.Authorization = new("Bearer", token);

        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        using var read = new HttpRequestMessage(HttpMethod.Get, new Uri(World.Sandbox.Addresses.Https, $"v1.0/applications/{WorldIds.Contoso.HelpDeskApplication}"));
        read.Headers.Authorization = new("Bearer", token);
        using var seen = await client.SendAsync(read);
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
    }

    private async Task<string> OwnTokenAsync(HttpClient client)
    {
        var own = World.Sandbox.World.Own.Service;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = $"{own.AppId}",
            ["client_secret"] = own.ClientSecret.Reveal(),
            ["scope"] = "https://graph.microsoft.com/.default",
        });
        using var answer = await client.PostAsync(new Uri(World.Sandbox.Addresses.Https, $"{WorldIds.Contoso.Tenant}/oauth2/v2.0/token"), form);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["access_token"]!;
    }

    private static bool IsReading(string permission) => !permission.Contains("Write", StringComparison.OrdinalIgnoreCase) && permission.Contains("Read", StringComparison.Ordinal);

    private static List<string> Permissions(string kind) =>
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(Root(), "manifest", "renewal-service.permissions.json")))!["microsoftGraph"]![kind]!.AsArray().Select(p => (string)p!)];

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "HelpDesk.RenewalBot.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the source tree.");
        }

        return folder;
    }
}
