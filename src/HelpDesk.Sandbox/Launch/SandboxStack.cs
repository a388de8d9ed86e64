using HelpDesk.Sandbox.Hosting;
using Microsoft.AspNetCore.Connections;

namespace HelpDesk.Sandbox.Launch;

/// <summary>Everything but the chat window: the local Microsoft 365, the renewal service and the bot.</summary>
internal sealed class SandboxStack : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly List<ChildProcess> _children = [];
    private readonly TextWriter _output;
    private SandboxHost? _host;

    private SandboxStack(DataFolder data, TextWriter output)
    {
        Data = data;
        _output = output;
    }

    public DataFolder Data { get; }

    public SandboxHost Host => _host ?? throw new InvalidOperationException("The sandbox has not been started.");

    /// <summary>Completes with the first child that ends although nobody stopped it.</summary>
    public async Task<ChildProcess> AnyExitedAsync()
    {
        var exits = _children.ToDictionary(child => (Task)child.Exited);
        return exits[await Task.WhenAny(exits.Keys)];
    }

    public static async Task<SandboxStack> StartAsync(SandboxSettings settings, TextWriter output, CancellationToken cancellationToken)
    {
        var stack = new SandboxStack(DataFolder.Open(settings.DataFolder), output);
        try
        {
            stack._host = await SandboxHost.StartAsync(settings, cancellationToken: cancellationToken);
            await stack.StartChildAsync("renewal service", ChildPrograms.RenewalService, ChildSettings.RenewalService(stack.Host, stack.Data),
                settings.Ports.Service, cancellationToken);
            await stack.StartChildAsync("bot", ChildPrograms.RenewalBot, ChildSettings.RenewalBot(stack.Host, stack.Data),
                settings.Ports.Bot, cancellationToken);
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
    public ChildProcess Start(ChildStart start)
    {
        var child = ChildProcess.Start(start, Host.Settings.Verbose ? line => _output.WriteLine($"{start.Name} | {line}") : null);
        _children.Add(child);
        return child;
    }

    /// <summary>A program that was meant to end has ended.</summary>
    public void Forget(ChildProcess child) => _children.Remove(child);

    public async ValueTask DisposeAsync()
    {
        foreach (var child in Enumerable.Reverse(_children))
        {
            await child.DisposeAsync();
        }

        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        Data.Dispose();
    }

    private async Task StartChildAsync(
        string name, string program, IReadOnlyDictionary<string, string?> environment, int port, CancellationToken cancellationToken)
    {
        var child = Start(new ChildStart
        {
            Name = name,
            FileName = ChildPrograms.DotNet,
            Arguments = [program],
            WorkingDirectory = Data.Root,
            Environment = environment,
            LogPath = Data.Log(Path.GetFileNameWithoutExtension(program)),
        });
        await PortCheck.WaitUntilListeningAsync(child, port, Patience, cancellationToken);
    }
}
