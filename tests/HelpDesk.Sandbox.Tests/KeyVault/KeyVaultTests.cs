using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Tests.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Tests.KeyVault;

/// <summary>Key Vault's rules, as raw requests; the expectations are those of its reference pages.</summary>
public sealed class KeyVaultTests(SandboxFixture fixture) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    private const string Vault = "https://vault.azure.net/.default";

    public Task InitializeAsync()
    {
        fixture.StartOver();
        fixture.Sandbox.Calls.Clear();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Who_brings_no_token_learns_where_to_get_one()
    {
        using var client = fixture.GetHttpClient();
        using var response = await client.GetAsync(new Uri("secrets/a?api-version=7.4", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(
            $"Bearer authorization=\"{fixture.Https}{WorldIds.Vendor.Tenant}\", resource=\"https://vault.azure.net\"",
            Assert.Single(response.Headers.WwwAuthenticate).ToString());
        Assert.Equal("Unauthorized", (await BodyAsync(response)).GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Only_a_token_for_the_vault_of_its_own_tenant_and_of_the_right_app_opens_it()
    {
        var graph = await TokenAsync(fixture.World.Own.Service, WorldIds.Vendor.Tenant, "https://graph.microsoft.com/.default");
        var contoso = await TokenAsync(fixture.World.Own.Service, WorldIds.Contoso.Tenant, Vault);
        var bot = await TokenAsync(fixture.World.Own.Bot, WorldIds.Vendor.Tenant, Vault);
        var service = await TokenAsync(fixture.World.Own.Service, WorldIds.Vendor.Tenant, Vault);

        Assert.Equal((HttpStatusCode.Unauthorized, "Unauthorized", null), await RefusedAsync(graph, HttpMethod.Get, "secrets/a?api-version=7.4"));
        Assert.Equal((HttpStatusCode.Unauthorized, "Unauthorized", null), await RefusedAsync(contoso, HttpMethod.Get, "secrets/a?api-version=7.4"));
        Assert.Equal((HttpStatusCode.Unauthorized, "Unauthorized", null), await RefusedAsync($"{service[..^4]}AAAA", HttpMethod.Get, "secrets/a?api-version=7.4"));
        Assert.Equal((HttpStatusCode.Forbidden, "Forbidden", "ForbiddenByRbac"), await RefusedAsync(bot, HttpMethod.Get, "secrets/a?api-version=7.4"));
        Assert.Equal((HttpStatusCode.NotFound, "SecretNotFound", null), await RefusedAsync(service, HttpMethod.Get, "secrets/a?api-version=7.4"));
        Assert.Equal((HttpStatusCode.BadRequest, "BadParameter", null), await RefusedAsync(service, HttpMethod.Get, "secrets/a"));
    }

    [Theory]
    [InlineData("under_score", """{"value":"v"}""")]
    [InlineData("a.b", """{"value":"v"}""")]
    [InlineData("good", """{"value":""}""")]
    [InlineData("good", """{"value":7}""")]
    [InlineData("good", """{}""")]
    [InlineData("good", """["value"]""")]
    [InlineData("good", """{"value":"v","value":"w"}""")]
    [InlineData("good", """{"value":"v","attributes":{"enabled":"yes"}}""")]
    [InlineData("good", """{"value":"v","tags":{"a":1}}""")]
    [InlineData("good", "value")]
    public async Task A_set_that_is_wrong_is_refused(string name, string body)
    {
        var answer = await SendAsync(await ServiceTokenAsync(), HttpMethod.Put, $"secrets/{name}?api-version=7.4", body);

        Assert.Equal((HttpStatusCode.BadRequest, "BadParameter"), (answer.Status, answer.Body.GetProperty("error").GetProperty("code").GetString()));
        Assert.Empty(await StateAsync());
    }

    [Theory]
    [InlineData(25 * 1024, HttpStatusCode.OK)]
    [InlineData((25 * 1024) + 1, HttpStatusCode.BadRequest)]
    public async Task A_value_has_at_most_25_KB(int length, HttpStatusCode expected)
    {
        var answer = await SendAsync(await ServiceTokenAsync(), HttpMethod.Put, "secrets/long?api-version=7.4", JsonSerializer.Serialize(new { value = new string('v', length) }));

        Assert.Equal(expected, answer.Status);
    }

    [Fact]
    public async Task The_state_shows_versions_and_the_log_effects_but_no_value_and_a_reset_forgets_all()
    {
        const string Value = "not-for-the-state";
        var token = await ServiceTokenAsync();
        var set = await SendAsync(token, HttpMethod.Put, "secrets/Shown?api-version=7.4", $$$"""{"value":"{{{Value}}}","tags":{"keyId":"1"},"attributes":{"exp":1900000000}}""");
        var version = set.Body.GetProperty("id").GetString()!.Split('/')[^1];
        await SendAsync(token, HttpMethod.Get, "secrets/shown?api-version=7.4");
        await SendAsync(token, HttpMethod.Patch, $"secrets/shown/{version}?api-version=7.4", """{"attributes":{"enabled":false}}""");

        var shown = Assert.Single(await StateAsync());
        Assert.Equal("Shown", shown.GetProperty("name").GetString());
        Assert.Equal("2030-03-17T17:46:40Z", shown.GetProperty("versions")[0].GetProperty("expires").GetString());
        Assert.False(shown.GetProperty("versions")[0].GetProperty("enabled").GetBoolean());
        var calls = fixture.Sandbox.Calls.Calls.Where(c => c.Area is Area.KeyVault).ToList();
        Assert.Equal([$"set Shown, version {version}", $"gave shown, version {version}", $"disabled shown, version {version}"], calls.Select(c => c.Effect));
        Assert.All(calls, c => Assert.Equal("HelpDesk Renewal Service", c.Caller));
        Assert.DoesNotContain(Value, await StateTextAsync(), StringComparison.Ordinal);

        fixture.World.Reset();
        Assert.Empty(await StateAsync());
    }

    [Theory]
    [InlineData(403, "Forbidden")]
    [InlineData(429, "Throttled")]
    public async Task A_fault_answers_in_Key_Vaults_form(int status, string code)
    {
        using var pages = fixture.GetPagesClient();
        using var made = await pages.PostAsJsonAsync(new Uri("sandbox/faults", UriKind.Relative), new { kind = "status", area = "keyVault", status, retryAfter = 3 });
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);

        var (refused, outer, _) = await RefusedAsync(await ServiceTokenAsync(), HttpMethod.Get, "secrets/a?api-version=7.4");

        Assert.Equal((status, code), ((int)refused, outer));
        Assert.Equal($"fault: {status}", fixture.Sandbox.Calls.Calls.Single(c => c.Area is Area.KeyVault).Effect);
    }

    private Task<string> ServiceTokenAsync() => TokenAsync(fixture.World.Own.Service, WorldIds.Vendor.Tenant, Vault);

    private async Task<string> TokenAsync(OwnRegistration client, Guid tenant, string scope) =>
        (await fixture.Msal(client, tenant).AcquireTokenForClient([scope]).ExecuteAsync()).AccessToken;

    private async Task<(HttpStatusCode Status, string? Code, string? Inner)> RefusedAsync(string token, HttpMethod method, string path)
    {
        var (status, body) = await SendAsync(token, method, path);
        var error = body.GetProperty("error");
        return (status, error.GetProperty("code").GetString(), error.TryGetProperty("innererror", out var inner) ? inner.GetProperty("code").GetString() : null);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(string token, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new("Bearer", token);
        request.Content = body is null ? null : new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var client = fixture.GetHttpClient();
        using var response = await client.SendAsync(request);
        return (response.StatusCode, await BodyAsync(response));
    }

    private async Task<string> StateTextAsync()
    {
        using var pages = fixture.GetPagesClient();
        return await pages.GetStringAsync(new Uri("sandbox/state", UriKind.Relative));
    }

    private async Task<IReadOnlyList<JsonElement>> StateAsync() => [.. JsonDocument.Parse(await StateTextAsync()).RootElement.GetProperty("keyVault").EnumerateArray()];

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
}
