using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using HelpDesk.Sandbox.Tests.Hosting;
using HelpDesk.Sandbox.World;
using Microsoft.Identity.Client;
using Microsoft.IdentityModel.JsonWebTokens;

namespace HelpDesk.Sandbox.Tests.Identity;

/// <summary>The token endpoint, asked by the real MSAL and by plain forms.</summary>
public sealed class TokenTests : IClassFixture<SandboxFixture>
{
    private readonly SandboxFixture _fixture;

    public TokenTests(SandboxFixture fixture)
    {
        _fixture = fixture;
        fixture.StartOver();
    }

    private SandboxWorld World => _fixture.World;

    [Fact]
    public async Task The_bot_gets_an_app_token_with_the_role_Watch()
    {
        var result = await _fixture.Msal(World.Own.Bot, WorldIds.Vendor.Tenant)
            .AcquireTokenForClient([$"api://{World.Own.Service.AppId}/.default"]).ExecuteAsync();

        var token = new JsonWebToken(result.AccessToken);
        Assert.Equal($"{_fixture.Https}{WorldIds.Vendor.Tenant}/v2.0", token.Issuer);
        Assert.Equal([World.Own.Service.AppId.ToString()], token.Audiences);
        Assert.Equal("Watch", token.GetClaim("roles").Value);
        Assert.Equal("app", token.GetClaim("idtyp").Value);
        Assert.Equal(World.Own.Bot.AppId.ToString(), token.GetClaim("azp").Value);
        Assert.Equal(WorldIds.Vendor.Tenant.ToString(), token.GetClaim("tid").Value);
    }

    [Fact]
    public async Task The_bot_gets_a_token_for_the_connector()
    {
        var result = await _fixture.Msal(World.Own.Bot, WorldIds.Vendor.Tenant).AcquireTokenForClient(["https://api.botframework.com/.default"]).ExecuteAsync();

        Assert.Equal(["https://api.botframework.com"], new JsonWebToken(result.AccessToken).Audiences);
    }

    [Fact]
    public async Task The_bot_is_unknown_to_customers()
    {
        var e = await Assert.ThrowsAsync<MsalServiceException>(() =>
            _fixture.Msal(World.Own.Bot, WorldIds.Contoso.Tenant).AcquireTokenForClient(["https://graph.microsoft.com/.default"]).ExecuteAsync());

        Assert.Contains("700016", e.ResponseBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contoso.onmicrosoft.com")]
    [InlineData("contoso.com")]
    [InlineData("c0000000-0000-4000-8000-000000000001")]
    public async Task A_tenant_is_named_by_id_or_by_domain(string tenant)
    {
        var result = await _fixture.Msal(World.Own.Service.AppId, World.Own.Service.ClientSecret.Reveal(), tenant)
            .AcquireTokenForClient(["https://graph.microsoft.com/.default"]).ExecuteAsync();

        var token = new JsonWebToken(result.AccessToken);
        Assert.Equal(WorldIds.Contoso.Tenant.ToString(), token.GetClaim("tid").Value);
        Assert.Contains(token.Claims, c => c is { Type: "roles", Value: "Application.Read.All" });
        Assert.DoesNotContain(token.Claims, c => c.Type == "roles" && c.Value.Contains("ReadWrite", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_admin_signs_in_with_code_and_PKCE_and_the_service_acts_on_their_behalf()
    {
        var ada = World.FindPerson(WorldIds.Contoso.Ada)!;
        var signedIn = await _fixture.NewBrowser().SignInAsync(ada);
        var user = await _fixture.Msal(World.Own.SignIn, ada.TenantId)
            .AcquireTokenByAuthorizationCode([$"api://{World.Own.Service.AppId}/Check", $"api://{World.Own.Service.AppId}/Renew"], signedIn.Code)
            .WithPkceCodeVerifier(signedIn.Verifier).ExecuteAsync();

        var token = new JsonWebToken(user.AccessToken);
        Assert.Equal([World.Own.Service.AppId.ToString()], token.Audiences);
        Assert.Equal("Check Renew", token.GetClaim("scp").Value);
        Assert.Equal(World.Own.SignIn.AppId.ToString(), token.GetClaim("azp").Value);
        Assert.Equal(ada.Id.ToString(), token.GetClaim("oid").Value);
        Assert.Equal("Ada Lindqvist", token.GetClaim("name").Value);
        Assert.Equal("ada@contoso.onmicrosoft.com", token.GetClaim("preferred_username").Value);
        Assert.Equal("62e90394-69f5-4237-9190-012177145e10", token.GetClaim("wids").Value);
        Assert.Equal(ada.TenantId.ToString(), user.TenantId);
        Assert.Equal($"{ada.Id}.{ada.TenantId}", user.Account.HomeAccountId.Identifier);

        var service = _fixture.Msal(World.Own.Service, ada.TenantId);
        var first = await service.AcquireTokenOnBehalfOf(["https://graph.microsoft.com/.default"], new UserAssertion(user.AccessToken)).ExecuteAsync();
        var second = await service.AcquireTokenOnBehalfOf(["https://graph.microsoft.com/.default"], new UserAssertion(user.AccessToken)).ExecuteAsync();

        Assert.Contains("Application.ReadWrite.All", new JsonWebToken(first.AccessToken).GetClaim("scp").Value.Split(' '));
        Assert.Equal(TokenSource.Cache, second.AuthenticationResultMetadata.TokenSource);
    }

    [Fact]
    public async Task A_silent_refresh_works_until_the_grant_is_revoked()
    {
        var ada = World.FindPerson(WorldIds.Contoso.Ada)!;
        var signedIn = await _fixture.NewBrowser().SignInAsync(ada);
        var client = _fixture.Msal(World.Own.SignIn, ada.TenantId);
        string[] scopes = [$"api://{World.Own.Service.AppId}/Check"];
        var user = await client.AcquireTokenByAuthorizationCode(scopes, signedIn.Code).WithPkceCodeVerifier(signedIn.Verifier).ExecuteAsync();

        var refreshed = await client.AcquireTokenSilent(scopes, user.Account).WithForceRefresh(true).ExecuteAsync();
        Assert.NotEqual(user.AccessToken, refreshed.AccessToken);

        await _fixture.GetPagesClient().PostAsJsonAsync($"/sandbox/people/{ada.UserPrincipalName}", new { revoke = true });
        var e = await Assert.ThrowsAsync<MsalUiRequiredException>(() => client.AcquireTokenSilent(scopes, user.Account).WithForceRefresh(true).ExecuteAsync());
        Assert.Contains("50173", e.ResponseBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_is_good_once_and_only_with_its_verifier()
    {
        var ada = World.FindPerson(WorldIds.Contoso.Ada)!;
        var browser = _fixture.NewBrowser();
        var wrong = await browser.SignInAsync(ada);
        Assert.Equal(501481, await ErrorOfAsync(RedeemForm(wrong.Code, "another verifier")));

        var good = await browser.SignInAsync(ada);
        Assert.Null(await ErrorOfAsync(RedeemForm(good.Code, good.Verifier)));
        Assert.Equal(54005, await ErrorOfAsync(RedeemForm(good.Code, good.Verifier)));
    }

    [Theory]
    [InlineData("client_secret", "nonsense", 7000215)]
    [InlineData("client_secret", "", 7000218)]
    [InlineData("client_id", "00000000-0000-0000-0000-00000000dead", 700016)]
    [InlineData("client_id", "", 900144)]
    [InlineData("grant_type", "", 900144)]
    [InlineData("grant_type", "password", 70003)]
    [InlineData("scope", "https://graph.microsoft.com/User.Read", 1002012)]
    [InlineData("scope", "https://nowhere.example/.default", 500011)]
    [InlineData("tenant", "nobody.example", 90002)]
    [InlineData("tenant", "organizations", 50059)]
    public async Task What_is_wrong_with_a_request_is_told_with_Entras_number(string field, string value, int code)
    {
        var form = AppForm(World.Own.Service.AppId, World.Own.Service.ClientSecret.Reveal());
        var tenant = field == "tenant" ? value : WorldIds.Contoso.Tenant.ToString();
        form[field] = value;

        Assert.Equal(code, await ErrorOfAsync(form, tenant));
    }

    [Fact]
    public async Task A_refusal_has_the_documented_body()
    {
        using var form = new FormUrlEncodedContent(AppForm(World.Own.Service.AppId, "wrong"));
        var response = await _fixture.GetHttpClient().PostAsync($"/{WorldIds.Contoso.Tenant}/oauth2/v2.0/token", form);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("invalid_client", body.GetProperty("error").GetString());
        Assert.StartsWith("AADSTS7000215:", body.GetProperty("error_description").GetString(), StringComparison.Ordinal);
        Assert.Equal(7000215, body.GetProperty("error_codes")[0].GetInt32());
        Assert.True(Guid.TryParse(body.GetProperty("trace_id").GetString(), out _));
        Assert.True(Guid.TryParse(body.GetProperty("correlation_id").GetString(), out _));
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$", body.GetProperty("timestamp").GetString());
        Assert.EndsWith("/error?code=7000215", body.GetProperty("error_uri").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HelpDesks_own_secret_is_checked_against_the_directory()
    {
        var application = World.FindApplication(WorldIds.Contoso.HelpDeskApp)!;
        var form = AppForm(application.AppId, application.Passwords[0].Secret.Reveal());

        Assert.Null(await ErrorOfAsync(form));
        _fixture.Sandbox.Clock.Advance(TimeSpan.FromDays(14));
        Assert.Equal(7000222, await ErrorOfAsync(form));

        World.Change<ServicePrincipal>(WorldIds.Contoso.HelpDeskPrincipal, p => p with { IsEnabled = false });
        Assert.Equal(7000112, await ErrorOfAsync(form));
    }

    [Fact]
    public async Task A_new_secret_is_known_only_after_replication()
    {
        var secret = SecretValue.Create();
        Add(secret, TimeProvider.System.GetUtcNow().AddHours(1));
        Assert.Equal(7000215, await ErrorOfAsync(AppForm(WorldIds.Contoso.HelpDeskApp, secret.Reveal())));

        Add(secret, TimeProvider.System.GetUtcNow());
        Assert.Null(await ErrorOfAsync(AppForm(WorldIds.Contoso.HelpDeskApp, secret.Reveal())));

        void Add(SecretValue value, DateTimeOffset replicatedAt) => World.Change<Application>(WorldIds.Contoso.HelpDeskApplication, a => a with
        {
            Passwords = [a.Passwords[0], a.Passwords[0] with { KeyId = Guid.NewGuid(), Secret = value, ReplicatedAt = replicatedAt }],
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_may_sign_in_with_a_certificate(bool registered)
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=service", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        World.Change<Application>(WorldIds.Vendor.ServiceApplication, a => a with
        {
            Keys =
            [
                new KeyCredential
                {
                    KeyId = Guid.NewGuid(),
                    Type = KeyCredential.Certificate,
                    Usage = "Verify",
                    Key = certificate.RawData,
                    Start = now.AddDays(-1),
                    End = registered ? now.AddDays(30) : now.AddMinutes(-1),
                    WrittenAt = now,
                },
            ],
        });
        var client = ConfidentialClientApplicationBuilder.Create(World.Own.Service.AppId.ToString())
            .WithCertificate(certificate)
            .WithAuthority(new Uri(_fixture.Https, WorldIds.Contoso.Tenant.ToString()))
            .WithInstanceDiscovery(false)
            .WithHttpClientFactory(_fixture)
            .Build();

        var error = await Record.ExceptionAsync(() => client.AcquireTokenForClient(["https://graph.microsoft.com/.default"]).ExecuteAsync());

        Assert.Equal(registered, error is null);
        Assert.True(registered || ((MsalServiceException)error!).ResponseBody.Contains("700027", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_legacy_principal_is_unknown_to_the_v2_endpoint()
    {
        var addIn = World.FindPrincipal(WorldIds.Contoso.Tenant, WorldIds.Contoso.AddInApp)!;

        Assert.Equal(700016, await ErrorOfAsync(AppForm(addIn.AppId, addIn.Passwords[^1].Secret.Reveal())));
    }

    [Fact]
    public async Task On_behalf_of_is_refused_without_consent_and_for_an_apps_own_token()
    {
        var watch = await _fixture.Msal(World.Own.Bot, WorldIds.Vendor.Tenant).AcquireTokenForClient([$"api://{World.Own.Service.AppId}/.default"]).ExecuteAsync();
        Assert.Equal(7000114, await ErrorOfAsync(OnBehalfOf(watch.AccessToken), WorldIds.Vendor.Tenant.ToString()));

        var ada = World.FindPerson(WorldIds.Contoso.Ada)!;
        var signedIn = await _fixture.NewBrowser().SignInAsync(ada);
        var user = await _fixture.Msal(World.Own.SignIn, ada.TenantId)
            .AcquireTokenByAuthorizationCode([$"api://{World.Own.Service.AppId}/Check"], signedIn.Code).WithPkceCodeVerifier(signedIn.Verifier).ExecuteAsync();
        _fixture.Switches.Values = _fixture.Switches.Values with { PeopleHaveConsented = false };
        Assert.Equal(65001, await ErrorOfAsync(OnBehalfOf(user.AccessToken)));
        Assert.Equal(50013, await ErrorOfAsync(OnBehalfOf(user.AccessToken[..^5] + "AAAAA")));
    }

    [Theory]
    [InlineData("organizations", "{tenantid}")]
    [InlineData("common", "{tenantid}")]
    [InlineData("fabrikam.com", "f0000000-0000-4000-8000-000000000001")]
    public async Task Metadata_names_the_issuer_of_the_tenant(string tenant, string issuerTenant)
    {
        var body = await _fixture.GetHttpClient().GetFromJsonAsync<JsonElement>($"/{tenant}/v2.0/.well-known/openid-configuration");

        Assert.Equal($"{_fixture.Https}{issuerTenant}/v2.0", body.GetProperty("issuer").GetString());
        Assert.StartsWith(_fixture.Pages.ToString(), body.GetProperty("authorization_endpoint").GetString(), StringComparison.Ordinal);
        var keys = await _fixture.GetHttpClient().GetFromJsonAsync<JsonElement>(body.GetProperty("jwks_uri").GetString());
        Assert.Single(keys.GetProperty("keys").EnumerateArray());
    }

    private Dictionary<string, string> OnBehalfOf(string assertion) => new()
    {
        ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer",
        ["requested_token_use"] = "on_behalf_of",
        ["client_id"] = World.Own.Service.AppId.ToString(),
        ["client_secret"] = World.Own.Service.ClientSecret.Reveal(),
        ["scope"] = "https://graph.microsoft.com/.default",
        ["assertion"] = assertion,
    };

    private Dictionary<string, string> RedeemForm(string code, string verifier) => new()
    {
        ["grant_type"] = "authorization_code",
        ["client_id"] = World.Own.SignIn.AppId.ToString(),
        ["client_secret"] = World.Own.SignIn.ClientSecret.Reveal(),
        ["redirect_uri"] = Browser.RedirectUri,
        ["code"] = code,
        ["code_verifier"] = verifier,
    };

    private static Dictionary<string, string> AppForm(Guid appId, string secret) => new()
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = appId.ToString(),
        ["client_secret"] = secret,
        ["scope"] = "https://graph.microsoft.com/.default",
    };

    /// <summary>The number of the refusal; null when there was a token.</summary>
    private async Task<int?> ErrorOfAsync(Dictionary<string, string> form, string? tenant = null)
    {
        using var content = new FormUrlEncodedContent(form.Where(f => f.Value.Length > 0));
        var response = await _fixture.GetHttpClient().PostAsync($"/{tenant ?? WorldIds.Contoso.Tenant.ToString()}/oauth2/v2.0/token", content);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        return body.TryGetProperty("error_codes", out var codes) ? codes[0].GetInt32() : null;
    }
}
