using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace HelpDesk.Hosting;

/// <summary>Stops the host when the sandbox that started it is gone, however that happened.</summary>
internal sealed class ParentProcess(IOptions<SandboxOptions> options, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.ParentProcessId is not { } id)
        {
            return;
        }

        try
        {
            using var parent = Process.GetProcessById(id);
            await parent.WaitForExitAsync(stoppingToken);
        }
        catch (ArgumentException)
        {
            // Already gone.
        }

        lifetime.StopApplication();
    }
}
