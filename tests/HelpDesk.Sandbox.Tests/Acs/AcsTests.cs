using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using HelpDesk.Sandbox.Tests.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Tests.Acs;

/// <summary>The documented behaviour of ACS, against a principal that is renewed through Graph.</summary>
public sealed class AcsTests : IClassFixture<SandboxFixture>
{
    private const string Resource = "00000003-0000-0ff1-ce00-000000000000/contoso.sharepoint.com@c0000000-0000-4000-8000-000000000001";

    private readonly SandboxFixture _fixture;

    public AcsTests(SandboxFixture fixture)
    {
        _fixture = fixture;
        fixture.StartOver();
    }

    private PasswordCredential Current => Principal.Passwords.Single(p => p.KeyId == WorldIds.Contoso.AddInPassword);

    private ServicePrincipal Principal => _fixture.World.FindPrincipal(WorldIds.Contoso.Tenant, WorldIds.Contoso.AddInApp)!;

    [Fact]
    public async Task The_current_secret_gets_a_token_whose_numbers_are_strings()
    {
        var response = await AskAsync(Current.Secret.ToBase64());
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("43200", body.GetProperty("expires_in").GetString());
        Assert.True(long.TryParse(body.GetProperty("expires_on").GetString(), out _));
        Assert.Equal(Resource, body.GetProperty("resource").GetString());
        Assert.NotEmpty(body.GetProperty("access_token").GetString()!);
    }

    [Fact]
    public async Task A_new_secret_works_only_after_the_old_one_has_run_out()
    {
        var secret = await RenewAsync();

        Assert.Equal(7000215, await CodeAsync(Base64(secret)));
        Assert.Null(await CodeAsync(Current.Secret.ToBase64()));
        _fixture.Sandbox.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(7000215, await CodeAsync(Base64(secret)));
        _fixture.Sandbox.Clock.Advance(TimeSpan.FromDays(74));
        Assert.Null(await CodeAsync(Base64(secret)));
        Assert.Equal(7000222, await CodeAsync(Current.Secret.ToBase64()));
    }

    [Fact]
    public async Task A_new_secret_works_only_a_day_after_it_was_written()
    {
        _fixture.Sandbox.Clock.Advance(TimeSpan.FromDays(76));
        Assert.Equal(7000222, await CodeAsync(Current.Secret.ToBase64()));
        var secret = await RenewAsync();

        _fixture.Sandbox.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(7000215, await CodeAsync(Base64(secret)));
        _fixture.Sandbox.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await CodeAsync(Base64(secret)));
    }

    [Fact]
    public async Task A_password_without_its_symmetric_keys_never_works()
    {
        var secret = await AddPasswordAsync(await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Ada));
        _fixture.Sandbox.Clock.Advance(TimeSpan.FromDays(80));

        Assert.Equal(7000215, await CodeAsync(Base64(secret)));
    }

    [Fact]
    public async Task Keys_whose_password_was_removed_stand_in_the_way_of_every_later_secret()
    {
        await RenewAsync();
        await RemovePasswordAsync(Principal.Passwords[^1].KeyId);
        var secret = await RenewAsync();
        _fixture.Sandbox.Clock.Advance(TimeSpan.FromDays(80));

        Assert.Equal(7000215, await CodeAsync(Base64(secret)));
    }

    [Fact]
    public async Task Leaving_out_the_old_keys_stops_the_old_secret_at_once()
    {
        await RenewAsync(keepOldKeys: false);

        Assert.Equal(7000215, await CodeAsync(Current.Secret.ToBase64()));
    }

    [Fact]
    public async Task The_form_of_the_secret_is_a_switch()
    {
        Assert.Equal(7000215, await CodeAsync(Current.Secret.Reveal()));

        _fixture.Switches.Values = _fixture.Switches.Values with { AcsTakesBase64 = false };

        Assert.Null(await CodeAsync(Current.Secret.Reveal()));
        Assert.Equal(7000215, await CodeAsync(Current.Secret.ToBase64()));
    }

    [Theory]
    [InlineData("realm", "f0000000-0000-4000-8000-00000000dead", 90002)]
    [InlineData("client_id", "c0000000-0000-4000-8000-000000000202", 50059)]
    [InlineData("client_id", "c0000000-0000-4000-8000-000000000202@f0000000-0000-4000-8000-000000000001", 50059)]
    [InlineData("client_id", "c0000000-0000-4000-8000-0000000002ff@c0000000-0000-4000-8000-000000000001", 700016)]
    [InlineData("client_secret", "", 7000218)]
    [InlineData("grant_type", "password", 70003)]
    [InlineData("resource", "", 900144)]
    [InlineData("resource", "00000003-0000-0ff1-ce00-000000000000/fabrikam.sharepoint.com@c0000000-0000-4000-8000-000000000001", 500011)]
    [InlineData("resource", "00000003-0000-0ff1-ce00-000000000000/contoso.sharepoint.com@f0000000-0000-4000-8000-000000000001", 500011)]
    [InlineData("resource", "https://contoso.sharepoint.com", 500011)]
    public async Task What_is_wrong_is_told_with_a_number(string field, string value, int code)
    {
        Assert.Equal(code, await CodeAsync(Current.Secret.ToBase64(), (field, value)));
    }

    [Fact]
    public async Task The_realm_may_be_a_domain_and_is_told_by_SharePoint()
    {
        Assert.Null(await CodeAsync(Current.Secret.ToBase64(), ("realm", "contoso.onmicrosoft.com")));

        var response = await _fixture.GetHttpClient().GetAsync("/sites/contoso.sharepoint.com/_vti_bin/client.svc");
        Assert.Contains($"realm=\"{WorldIds.Contoso.Tenant}\"", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Adds a password and its pair of keys, as a renewal does; gives the secret.</summary>
    private async Task<string> RenewAsync(bool keepOldKeys = true)
    {
        var token = await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Ada);
        var secret = await AddPasswordAsync(token);
        var kept = keepOldKeys
            ? Principal.Keys.Select(k => (object)new { keyId = k.KeyId, type = k.Type, usage = k.Usage, key = (string?)null, startDateTime = k.Start, endDateTime = k.End })
            : [];
        using var request = Request(HttpMethod.Patch, "", token, new { keyCredentials = kept.Append(Key("Verify")).Append(Key("Sign")) });
        (await _fixture.GetHttpClient().SendAsync(request)).EnsureSuccessStatusCode();
        return secret;

        object Key(string usage) => new { type = "Symmetric", usage, key = Base64(secret), endDateTime = Principal.Passwords[^1].End };
    }

    private async Task<string> AddPasswordAsync(string token)
    {
        using var request = Request(HttpMethod.Post, "/addPassword", token, new { passwordCredential = new { displayName = "operation" } });
        var response = await _fixture.GetHttpClient().SendAsync(request);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secretText").GetString()!;
    }

    private async Task RemovePasswordAsync(Guid keyId)
    {
        using var request = Request(HttpMethod.Post, "/removePassword", await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Ada), new { keyId });
        (await _fixture.GetHttpClient().SendAsync(request)).EnsureSuccessStatusCode();
    }

    private static HttpRequestMessage Request(HttpMethod method, string action, string token, object body)
    {
        var request = new HttpRequestMessage(method, $"/v1.0/servicePrincipals/{WorldIds.Contoso.AddInPrincipal}{action}") { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new("Bearer", token);
        return request;
    }

    private async Task<int?> CodeAsync(string secret, (string Name, string Value)? change = null)
    {
        var body = await (await AskAsync(secret, change)).Content.ReadFromJsonAsync<JsonElement>();
        if (!body.TryGetProperty("error_codes", out var codes))
        {
            return null;
        }

        Assert.StartsWith("https://accounts.accesscontrol.windows.net/error?code=", body.GetProperty("error_uri").GetString(), StringComparison.Ordinal);
        return codes[0].GetInt32();
    }

    private async Task<HttpResponseMessage> AskAsync(string secret, (string Name, string Value)? change = null)
    {
        var form = new Dictionary<string, string>
        {
            ["realm"] = WorldIds.Contoso.Tenant.ToString(),
            ["grant_type"] = "client_credentials",
            ["client_id"] = $"{WorldIds.Contoso.AddInApp}@{WorldIds.Contoso.Tenant}",
            ["client_secret"] = secret,
            ["resource"] = Resource,
        };
        if (change is { } one)
        {
            form[one.Name] = one.Value;
        }

        using var content = new FormUrlEncodedContent(form.Where(f => f.Key != "realm"));
        return await _fixture.GetHttpClient().PostAsync($"/acs/{form["realm"]}/tokens/OAuth/2", content);
    }

    private static string Base64(string secret) => Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
}
