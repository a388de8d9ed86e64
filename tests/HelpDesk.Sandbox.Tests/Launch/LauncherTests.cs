using System.Net;
using System.Net.Sockets;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Launch;

namespace HelpDesk.Sandbox.Tests.Launch;

/// <summary>How the one command ends.</summary>
public sealed class LauncherTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("helpdesk-launcher-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task An_interrupted_rehearsal_does_not_exit_with_success()
    {
        Assert.Equal(130, await RunAsync(new CancellationToken(canceled: true), "rehearse", "--data", _folder));
        Assert.Contains("Interrupted", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_start_of_everything_is_no_failure()
    {
        Assert.Equal(0, await RunAsync(new CancellationToken(canceled: true), "--port-base", $"{FreeBase()}", "--data", _folder));
        Assert.Empty(_errors.ToString());
    }

    [Theory]
    [InlineData("--no-playground")]
    [InlineData("rehearse")]
    public async Task A_taken_port_is_told_by_both_commands(string command)
    {
        using var listener = Listen(out var taken);

        Assert.Equal(1, await RunAsync(CancellationToken.None, command, "--port-base", $"{taken}", "--data", _folder));
        Assert.StartsWith($"Port {taken} (bot) is taken by another program.", _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("--port-base N", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_while_starting_is_told_as_well()
    {
        using var listener = Listen(out var taken);
        var settings = new SandboxSettings { DataFolder = _folder, Ports = PortCheck.Free() with { Pages = taken } };

        var e = await Assert.ThrowsAsync<LaunchException>(() => SandboxStack.StartAsync(settings, _output, CancellationToken.None));
        Assert.Contains($"{taken}", e.Message, StringComparison.Ordinal);
        Assert.Contains("--port-base N", e.Message, StringComparison.Ordinal);
    }

    private Task<int> RunAsync(CancellationToken stop, params string[] arguments) => Launcher.RunAsync(arguments, _output, _errors, stop);

    /// <summary>A taken port from which four more could follow.</summary>
    private static TcpListener Listen(out int port)
    {
        while (true)
        {
            var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (port <= 65531)
            {
                return listener;
            }

            listener.Dispose();
        }
    }

    private static int FreeBase()
    {
        while (true)
        {
            var ports = SandboxPorts.FromBase(Math.Min(PortCheck.Free().Bot, 65531));
            if (PortCheck.Taken(ports, playground: true).Count == 0)
            {
                return ports.Bot;
            }
        }
    }
}
