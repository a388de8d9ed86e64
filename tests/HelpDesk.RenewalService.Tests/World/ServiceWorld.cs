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
    private SandboxClients? _clients;
    private SecretWatch? _watch;
    private int _folders;

    /// <summary>What of the usual its services have.</summary>
    internal HostPart Part { get; init; } = new();

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
        _clients = SandboxClients.Of(Sandbox);
        _watch = new(Sandbox);
        Tokens = new(Sandbox, NewSandboxClient);
        Host = await StartHostAsync();
        Api = Host.NewApi();
    }

    /// <summary>A host of its own beside the shared one, on new files or on those of an earlier host.</summary>
    public async Task<ServiceHost> StartHostAsync(string? folder = null, params (string Key, string Value)[] more)
    {
        var host = await ServiceHost.StartAsync(Sandbox, folder ?? NewFolder(), Part with { Watch = _watch }, more);
        _watch!.Follow(host);
        return host;
    }

    public string NewFolder() => Path.Combine(_folder, $"host{Interlocked.Increment(ref _folders)}");

    /// <summary>The faults that wait for their calls.</summary>
    public FaultList Faults => Sandbox.Services.GetRequiredService<FaultList>();

    public void Fault(Fault fault) => Faults.Add(fault);

    public HttpClient NewSandboxClient() => _clients!.New();

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
        _watch!.AssertKept(Api.Received);
        _watch.Stop();
        await Sandbox.DisposeAsync();
        await _clients!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Tests of one sandbox run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ServiceWorldDefinition : ICollectionFixture<ServiceWorld>
{
    public const string Name = "service";
}
