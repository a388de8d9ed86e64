using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Identity.Client;

namespace HelpDesk.Sandbox.Tests.Hosting;

/// <summary>A sandbox on free ports with its own data folder, and clients that trust its root. One per test class.</summary>
public sealed class SandboxFixture : IAsyncLifetime, IMsalHttpClientFactory
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"helpdesk-sandbox-{Guid.NewGuid():N}");
    private ServiceProvider? _clients;

    public SandboxHost Sandbox { get; private set; } = null!;

    public SandboxWorld World => Sandbox.World;

    public Uri Https => Sandbox.Addresses.Https;

    public Uri Pages => Sandbox.Addresses.Pages;

    public SandboxSwitches Switches => Sandbox.Services.GetRequiredService<SandboxSwitches>();

    public async Task InitializeAsync()
    {
        Sandbox = await SandboxHost.StartAsync(new SandboxSettings { DataFolder = _folder, Ports = SandboxPorts.Free });
        StartOver();
        var services = new ServiceCollection();
        services.AddHttpClient("sandbox").ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = TrustOnlyTheSandbox() },
        });
        _clients = services.BuildServiceProvider();
    }

    /// <summary>The beginning of the story, without waiting for replication.</summary>
    public void StartOver()
    {
        Sandbox.Clock.Reset();
        World.Reset();
        Switches.Values = Switches.Values with { EntraReplication = TimeSpan.Zero };
    }

    /// <summary>A client for the https endpoints.</summary>
    public HttpClient GetHttpClient()
    {
        var client = _clients!.GetRequiredService<IHttpClientFactory>().CreateClient("sandbox");
        client.BaseAddress = Https;
        return client;
    }

    /// <summary>A client for <c>/sandbox/*</c> and the pages, without cookies.</summary>
    public HttpClient GetPagesClient()
    {
        var client = _clients!.GetRequiredService<IHttpClientFactory>().CreateClient("sandbox");
        client.BaseAddress = Pages;
        return client;
    }

    public Browser NewBrowser() => new(Pages);

    public IConfidentialClientApplication Msal(OwnRegistration client, Guid tenant) => Msal(client.AppId, client.ClientSecret.Reveal(), tenant.ToString());

    public IConfidentialClientApplication Msal(Guid appId, string secret, string tenant) => ConfidentialClientApplicationBuilder.Create(appId.ToString())
        .WithClientSecret(secret)
        .WithAuthority(new Uri(Https, tenant))
        .WithInstanceDiscovery(false)
        .WithHttpClientFactory(this)
        .WithRedirectUri("http://localhost/.auth/web/redirect")
        .Build();

    /// <summary>A token as the service would get it on behalf of a person who signed in from the chat.</summary>
    public async Task<string> GraphTokenOfAsync(Guid personId)
    {
        var person = World.FindPerson(personId)!;
        var code = await NewBrowser().SignInAsync(person);
        var signIn = await Msal(World.Own.SignIn, person.TenantId)
            .AcquireTokenByAuthorizationCode([$"api://{World.Own.Service.AppId}/Check"], code.Code).WithPkceCodeVerifier(code.Verifier).ExecuteAsync();
        var result = await Msal(World.Own.Service, person.TenantId)
            .AcquireTokenOnBehalfOf(["https://graph.microsoft.com/.default"], new UserAssertion(signIn.AccessToken)).ExecuteAsync();
        return result.AccessToken;
    }

    public async Task<string> AppTokenAsync(Guid tenant)
    {
        var result = await Msal(World.Own.Service, tenant).AcquireTokenForClient(["https://graph.microsoft.com/.default"]).ExecuteAsync();
        return result.AccessToken;
    }

    /// <summary>Asks Graph and gives the status and the body; an empty body is null.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> GraphAsync(string token, string address, HttpMethod? method = null, object? body = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, address);
        request.Headers.Authorization = new("Bearer", token);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await GetHttpClient().SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, JsonDocument.Parse(text.Length == 0 ? "null" : text).RootElement);
    }

    /// <summary>The entries of a Graph list.</summary>
    public async Task<IReadOnlyList<JsonElement>> GraphListAsync(string token, string address)
    {
        var (status, body) = await GraphAsync(token, address);
        Assert.Equal(HttpStatusCode.OK, status);
        return [.. body.GetProperty("value").EnumerateArray()];
    }

    /// <summary>Replaces what the service is allowed at Contoso's Graph.</summary>
    public void Allow(string[] asApp, string[] delegated) => World.Change<ServicePrincipal>(WorldIds.Contoso.ServicePrincipal, p => p with
    {
        AppRoles = [.. asApp.Select(r => new PermissionGrant(WorldIds.WellKnown.Graph, r))],
        DelegatedPermissions = [.. delegated.Select(r => new PermissionGrant(WorldIds.WellKnown.Graph, r))],
    });

    public async Task DisposeAsync()
    {
        if (_clients is not null)
        {
            await _clients.DisposeAsync();
        }

        await Sandbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private X509ChainPolicy TrustOnlyTheSandbox()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(Sandbox.Folder.TrustedRoot);
        return policy;
    }
}
