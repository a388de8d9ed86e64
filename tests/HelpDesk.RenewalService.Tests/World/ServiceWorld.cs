using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.KeyVault;
using HelpDesk.Sandbox.World;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.RenewalService.Tests.World;

/// <summary>One sandbox and one service for all tests of the collection; both start over before each test.</summary>
public sealed class ServiceWorld : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("renewal-service-").FullName;
    private ServiceProvider? _clients;
    private int _folders;

    public SandboxHost Sandbox { get; private set; } = null!;

    public ServiceHost Host { get; private set; } = null!;

    public Api Api { get; private set; } = null!;

    public Tokens Tokens { get; private set; } = null!;

    public SandboxSwitches Switches => Sandbox.Services.GetRequiredService<SandboxSwitches>();

    /// <summary>What the sandbox's key vault holds.</summary>
    public KeyVaultStore KeyVault => Sandbox.Services.GetRequiredService<KeyVaultStore>();

    public async Task InitializeAsync()
    {
        Sandbox = await SandboxHost.StartAsync(new SandboxSettings { DataFolder = Path.Combine(_folder, "sandbox"), Ports = SandboxPorts.Free });
        var services = new ServiceCollection();
        services.AddHttpClient("sandbox").ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = TrustOnlyTheSandbox() },
        });
        _clients = services.BuildServiceProvider();
        Tokens = new(Sandbox, NewSandboxClient);
        Host = await StartHostAsync();
        Api = Host.NewApi();
    }

    /// <summary>A host of its own beside the shared one, on new files or on those of an earlier host.</summary>
    public Task<ServiceHost> StartHostAsync(string? folder = null, params (string Key, string Value)[] more) =>
        ServiceHost.StartAsync(Sandbox, folder ?? NewFolder(), more);

    public string NewFolder() => Path.Combine(_folder, $"host{Interlocked.Increment(ref _folders)}");

    /// <summary>The faults that wait for their calls.</summary>
    public FaultList Faults => Sandbox.Services.GetRequiredService<FaultList>();

    public void Fault(Fault fault) => Faults.Add(fault);

    public HttpClient NewSandboxClient() => _clients!.GetRequiredService<IHttpClientFactory>().CreateClient("sandbox");

    /// <summary>The beginning of the story, without the seconds that Entra needs to learn of a secret.</summary>
    public async Task StartOverAsync()
    {
        await Host.RestAsync();
        Sandbox.Clock.Reset();
        Sandbox.World.Reset();
        Sandbox.Calls.Clear();
        Host.ToGraph.Clear();
        Switches.Values = Switches.Values with { EntraReplication = TimeSpan.Zero };
        await Host.ForgetAsync();
    }

    public async Task DisposeAsync()
    {
        Api.Dispose();
        await Host.DisposeAsync();
        await Sandbox.DisposeAsync();
        await _clients!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private X509ChainPolicy TrustOnlyTheSandbox()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(Sandbox.Folder.TrustedRoot);
        return policy;
    }
}

/// <summary>Tests of one sandbox run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ServiceWorldDefinition : ICollectionFixture<ServiceWorld>
{
    public const string Name = "service";
}
