using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace HelpDesk.EndToEnd.Tests;

/// <summary>The newcomer's command as a process, on free ports: <c>dotnet run --project src/HelpDesk.Sandbox -- …</c> without the build.</summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SandboxProcess(int portBase, string[] options)
    {
        PortBase = portBase;
        Control = HttpClients.Create(new Uri($"http://localhost:{portBase + 4}/"));
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [SandboxAssembly(), "--port-base", $"{portBase}", .. options])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
            EnableRaisingEvents = true,
        };
        _process.OutputDataReceived += (_, e) => Read(e.Data);
        _process.ErrorDataReceived += (_, e) => Read(e.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"The sandbox ended:{Environment.NewLine}{Output}"));
    }

    public int PortBase { get; }

    public HttpClient Control { get; }

    public Uri Bot => new($"http://localhost:{PortBase}/");

    public string Playground => $"http://localhost:{PortBase + 3}/";

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static async Task<SandboxProcess> StartAsync(params string[] options)
    {
        var sandbox = new SandboxProcess(FreePortBase(), options);
        sandbox._process.Start();
        sandbox._process.BeginOutputReadLine();
        sandbox._process.BeginErrorReadLine();
        try
        {
            await sandbox._ready.Task.WaitAsync(StartLimit);
            return sandbox;
        }
        catch
        {
            await sandbox.DisposeAsync();
            throw;
        }
    }

    public async Task<DirectoryView> DirectoryAsync() => DirectoryView.Of(await Control.GetFromJsonAsync<JsonElement>("sandbox/state"));

    public async Task AdvanceAsync(string duration) =>
        (await Control.PostAsJsonAsync("sandbox/clock", new { advance = duration })).EnsureSuccessStatusCode();

    public async ValueTask DisposeAsync()
    {
        Control.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (line.Contains("Ctrl+C", StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }
    }

    private static string SandboxAssembly()
    {
        // The same configuration and framework as this test's own output: …/tests/X/bin/{configuration}/{framework}/
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var root = output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(root, "src", "HelpDesk.Sandbox", "bin", output.Parent.Name, output.Name, "HelpDesk.Sandbox.dll");
    }

    /// <summary>A number from which five consecutive ports are free.</summary>
    private static int FreePortBase()
    {
        for (var candidate = Random.Shared.Next(20000, 50000); ; candidate += 5)
        {
            if (Enumerable.Range(candidate, 5).All(IsFree))
            {
                return candidate;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
