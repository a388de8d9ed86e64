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

    private Task<int> RunAsync(CancellationToken stop, params string[] arguments) => Launcher.RunAsync(arguments, _output, _errors, stop);

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
