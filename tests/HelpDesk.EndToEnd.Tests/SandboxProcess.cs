using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace HelpDesk.EndToEnd.Tests;

/// <summary>
/// The newcomer's command as a process, on free ports and with data of its own: <c>dotnet run --project src/HelpDesk.Sandbox -- …</c>
/// without the build.
/// </summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SandboxProcess(SandboxStart start)
    {
        PortBase = start.PortBase ?? FreePortBase();
        Data = start.Data ?? Directory.CreateTempSubdirectory("helpdesk-end-to-end-").FullName;
        OwnsData = start.Data is null;
        Control = HttpClients.Create(new Uri($"http://localhost:{PortBase + 4}/"));
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [SandboxAssembly(), "--port-base", $"{PortBase}", .. start.NoData ? [] : (string[])["--data", Data], .. start.Options])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
            EnableRaisingEvents = true,
        };
        foreach (var (name, value) in start.Environment)
        {
            _process.StartInfo.Environment[name] = value;
        }

        _process.OutputDataReceived += (_, e) => Read(e.Data);
        _process.ErrorDataReceived += (_, e) => Read(e.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"The sandbox ended:{Environment.NewLine}{Output}"));
    }

    public int PortBase { get; }

    /// <summary>Where it keeps databases, keys and logs.</summary>
    public string Data { get; }

    public int Id => _process.Id;

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

    private bool OwnsData { get; }

    public static Task<SandboxProcess> StartAsync(params string[] options) => StartAsync(new SandboxStart { Options = options });

    public static async Task<SandboxProcess> StartAsync(SandboxStart start)
    {
        var sandbox = Begin(start);
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

    /// <summary>Starts it without waiting for anything.</summary>
    public static SandboxProcess Begin(SandboxStart start)
    {
        var sandbox = new SandboxProcess(start);
        sandbox._process.Start();
        sandbox._process.BeginOutputReadLine();
        sandbox._process.BeginErrorReadLine();
        return sandbox;
    }

    public async Task<DirectoryView> DirectoryAsync()
    {
        var state = await Control.GetFromJsonAsync<JsonElement>("sandbox/state");
        SecretScan.AssertAbsent("the sandbox's state", state.GetRawText());
        return DirectoryView.Of(state);
    }

    public async Task AdvanceAsync(string duration) =>
        (await Control.PostAsJsonAsync("sandbox/clock", new { advance = duration })).EnsureSuccessStatusCode();

    /// <summary>The exit code, when it has ended by itself and everything that it wrote was read.</summary>
    public async Task<int> EndsAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Until the sandbox has written the text.</summary>
    public Task WritesAsync(string text) => Poll.UntilAsync(() => Output.Contains(text, StringComparison.Ordinal), () => $"\"{text}\" in:\n{Output}");

    public async ValueTask DisposeAsync()
    {
        Control.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        SecretScan.AssertAbsent("what the sandbox wrote", Output);
        if (OwnsData)
        {
            SecretScan.AssertAbsentIn(Data);
            Directory.Delete(Data, recursive: true);
        }
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
        for (var candidate = Random.Shared.Next(20000, 32000); ; candidate += 5)
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

/// <summary>How to start the sandbox; what is not said is free or new.</summary>
internal sealed record SandboxStart
{
    public string[] Options { get; init; } = [];

    public int? PortBase { get; init; }

    public string? Data { get; init; }

    /// <summary>Leaves it to the sandbox where its data goes.</summary>
    public bool NoData { get; init; }

    public Dictionary<string, string?> Environment { get; init; } = [];
}
