using System.Net;
using System.Net.Sockets;
using System.Reflection;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Launch;

namespace HelpDesk.RenewalService.Tests.World;

/// <summary>The built service as a process of its own, with the same files at each start.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly SandboxHost _sandbox;
    private readonly string _folder;
    private readonly IReadOnlyList<ConfiguredRegistration> _registrations;
    private readonly (string Key, string Value)[] _more;
    private readonly HttpClient _http;
    private ChildProcess? _process;

    public ServiceProcess(
        SandboxHost sandbox, string folder, IReadOnlyList<ConfiguredRegistration> registrations, HttpClient http, params (string Key, string Value)[] more)
    {
        (_sandbox, _folder, _registrations, _http, _more) = (sandbox, folder, registrations, http, more);
        _http.BaseAddress = new($"http://127.0.0.1:{FreePort()}/");
        Api = new(http);
    }

    public Api Api { get; }

    /// <summary>What it wrote since its last start.</summary>
    public string LastWords => _process?.LastWords() ?? string.Empty;

    public async Task StartAsync()
    {
        _process = ChildProcess.Start(new()
        {
            Name = "renewal service",
            FileName = "dotnet",
            Arguments = [Program],
            WorkingDirectory = _folder,
            Environment = Variables(),
            LogPath = Path.Combine(_folder, "service.log"),
        });
        await Until.TrueAsync(IsReadyAsync, Patience);
    }

    /// <summary>Ends it at once, without a word of warning: SIGKILL to this one process, by its ID.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Api.Dispose();
    }

    private static string Program => typeof(SandboxHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "ChildProgram:HelpDesk.RenewalService").Value!;

    private Dictionary<string, string?> Variables()
    {
        var settings = Settings.Of(_sandbox, _folder, _registrations);
        settings["Sandbox:ParentProcessId"] = $"{Environment.ProcessId}";
        settings["RenewalService:Watch:Tick"] = "00:00:00.2";
        settings["RenewalService:Watch:ScanInterval"] = "1.00:00:00";
        foreach (var (key, value) in _more)
        {
            settings[key] = value;
        }

        var variables = settings.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => (string?)s.Value);
        variables["ASPNETCORE_ENVIRONMENT"] = "Development";
        variables["ASPNETCORE_URLS"] = $"{_http.BaseAddress}";
        // It lives for seconds: measuring what would be worth optimising is not worth it.
        variables["DOTNET_TieredPGO"] = "0";
        return variables;
    }

    private async Task<bool> IsReadyAsync()
    {
        if (_process!.Exited.IsCompleted)
        {
            throw new InvalidOperationException(await _process.ExplainEndAsync());
        }

        try
        {
            return (await Api.GetAsync("/health")).Status is HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
