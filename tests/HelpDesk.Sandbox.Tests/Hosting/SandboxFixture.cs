using HelpDesk.Sandbox.Hosting;

namespace HelpDesk.Sandbox.Tests.Hosting;

/// <summary>A sandbox on free ports with its own data folder. One per test class: tests reset what they changed.</summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"helpdesk-sandbox-{Guid.NewGuid():N}");

    public SandboxHost Sandbox { get; private set; } = null!;

    public async Task InitializeAsync() =>
        Sandbox = await SandboxHost.StartAsync(new SandboxSettings { DataFolder = _folder, Ports = SandboxPorts.Free });

    public async Task DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
