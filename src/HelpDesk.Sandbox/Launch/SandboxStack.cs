using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Hosting;
using Microsoft.AspNetCore.Connections;

namespace HelpDesk.Sandbox.Launch;

/// <summary>Everything but the chat window: the local Microsoft 365, the renewal service and the bot.</summary>
internal sealed class SandboxStack : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly List<ChildProcess> _hosts = [];
    private readonly List<ChildProcess> _companions = [];
    private readonly TaskCompletionSource<ChildProcess> _hostEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly CancellationTokenSource _ending = new();
    private readonly TextWriter _output;
    private SandboxHost? _host;

    private SandboxStack(DataFolder data, TextWriter output)
    {
        Data = data;
        _output = output;
    }

    public DataFolder Data { get; }

    public SandboxHost Host => _host ?? throw new InvalidOperationException("The sandbox has not been started.");

    /// <summary>Completes with the first host that ends although nobody stopped it. Companions may end: everything runs without them.</summary>
    public Task<ChildProcess> HostEnded => _hostEnded.Task;

    public static async Task<SandboxStack> StartAsync(SandboxSettings settings, TextWriter output, CancellationToken cancellationToken)
    {
        var stack = new SandboxStack(DataFolder.Open(settings.DataFolder), output);
        try
        {
            stack._host = await SandboxHost.StartAsync(settings, cancellationToken: cancellationToken);
            await stack.StartHostsAsync(cancellationToken);
            stack.Host.Services.GetRequiredService<StartedHosts>().StartOver = stack.StartOverAsync;
            return stack;
        }
        catch (Exception e)
        {
            await stack.DisposeAsync();
            if (e is IOException { InnerException: AddressInUseException } taken)
            {
                throw PortCheck.TakenMeanwhile(taken);
            }

            throw;
        }
    }

    /// <summary>Starts one more program that ends with the stack.</summary>
    public ChildProcess StartCompanion(ChildStart start)
    {
        var child = Start(start);
        _companions.Add(child);
        return child;
    }

    public async ValueTask DisposeAsync()
    {
        // A new start that is under way is given up, and no other can begin.
        await _ending.CancelAsync();
        await _oneAtATime.WaitAsync();
        foreach (var companion in _companions)
        {
            await companion.DisposeAsync();
        }

        await StopHostsAsync();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        Data.Dispose();
        _ending.Dispose();
        _oneAtATime.Dispose();
    }

    /// <summary>The hosts must not see half of a new story, nor keep anything of the old one.</summary>
    private async Task StartOverAsync(Action tellAnew)
    {
        await _oneAtATime.WaitAsync(_ending.Token);
        try
        {
            await StopHostsAsync();
            tellAnew();
            Data.DeleteDatabases();
            await StartHostsAsync(_ending.Token);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task StartHostsAsync(CancellationToken cancellationToken)
    {
        var ports = Host.Settings.Ports;
        await StartHostAsync("renewal service", ChildPrograms.RenewalService, ChildSettings.RenewalService(Host, Data), ports.Service, cancellationToken);
        await StartHostAsync("bot", ChildPrograms.RenewalBot, ChildSettings.RenewalBot(Host, Data), ports.Bot, cancellationToken);
    }

    private async Task StopHostsAsync()
    {
        foreach (var host in Enumerable.Reverse(_hosts))
        {
            await host.DisposeAsync();
        }

        _hosts.Clear();
    }

    private async Task StartHostAsync(
        string name, string program, IReadOnlyDictionary<string, string?> environment, int port, CancellationToken cancellationToken)
    {
        var host = Start(new ChildStart
        {
            Name = name,
            FileName = ChildPrograms.DotNet,
            Arguments = [program],
            WorkingDirectory = Data.Root,
            Environment = environment,
            LogPath = Data.Log(Path.GetFileNameWithoutExtension(program)),
        });
        _hosts.Add(host);
        _ = WatchAsync(host);
        await PortCheck.WaitUntilListeningAsync(host, port, Patience, cancellationToken);
    }

    private async Task WatchAsync(ChildProcess host)
    {
        await host.Exited;
        if (!host.IsStopping)
        {
            _hostEnded.TrySetResult(host);
        }
    }

    private ChildProcess Start(ChildStart start) =>
        ChildProcess.Start(start, Host.Settings.Verbose ? line => _output.WriteLine($"{start.Name} | {line}") : null);
}
