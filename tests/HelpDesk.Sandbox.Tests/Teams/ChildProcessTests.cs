using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using HelpDesk.Sandbox.Launch;

namespace HelpDesk.Sandbox.Tests.Teams;

/// <summary>Started programs: here dotnet itself, which is on every machine that runs these tests.</summary>
public sealed class ChildProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("helpdesk-children-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ChildStart Start(params string[] arguments) => new()
    {
        Name = "bot",
        FileName = "dotnet",
        Arguments = arguments,
        WorkingDirectory = _folder,
        LogPath = Path.Combine(_folder, "bot.log"),
    };

    [Fact]
    public async Task A_child_that_dies_while_starting_is_told_with_its_last_words()
    {
        await using var child = ChildProcess.Start(Start("no-such-program.dll"));

        var e = await Assert.ThrowsAsync<LaunchException>(() => PortCheck.WaitUntilListeningAsync(child, FreePort(), Patience, CancellationToken.None));

        Assert.Contains("bot ended with exit code", e.Message, StringComparison.Ordinal);
        Assert.Contains("no-such-program.dll", e.Message, StringComparison.Ordinal);
        Assert.Contains(child.LogPath, e.Message, StringComparison.Ordinal);
        Assert.Contains("no-such-program.dll", await File.ReadAllTextAsync(child.LogPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_child_that_never_listens_is_told()
    {
        await using var child = ChildProcess.Start(Stays());

        var e = await Assert.ThrowsAsync<LaunchException>(() =>
            PortCheck.WaitUntilListeningAsync(child, FreePort(), TimeSpan.FromMilliseconds(300), CancellationToken.None));
        Assert.Contains("did not answer on port", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disposing_ends_the_process()
    {
        var child = ChildProcess.Start(Stays());
        using var process = Process.GetProcessById(child.Id);
        Assert.False(process.HasExited);

        await child.DisposeAsync();
        Assert.True(process.HasExited);
    }

    [Fact]
    public void A_program_that_is_not_there_is_told()
    {
        var e = Assert.Throws<LaunchException>(() => ChildProcess.Start(Start() with { FileName = Path.Combine(_folder, "nothing") }));
        Assert.Contains("bot could not be started", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_told_before_anything_starts()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var taken = ((IPEndPoint)listener.LocalEndpoint).Port;

        var problems = PortCheck.Taken(PortCheck.Free() with { Bot = taken }, playground: true);
        Assert.Equal([$"Port {taken} (bot) is taken by another program."], problems);

        using var errors = new StringWriter();
        using var output = new StringWriter();
        var exitCode = await Launcher.RunAsync(["--port-base", $"{Math.Min(taken, 65531)}", "--data", _folder], output, errors, CancellationToken.None);
        Assert.Equal(1, exitCode);
        Assert.Contains("--port-base N", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_folder_belongs_to_one_sandbox_at_a_time()
    {
        using (DataFolder.Open(_folder))
        {
            Assert.Throws<LaunchException>(() => DataFolder.Open(_folder));
        }

        DataFolder.Open(_folder).Dispose();
    }

    [Fact]
    public void A_folder_that_is_not_the_sandboxs_is_refused_and_left_alone()
    {
        var foreign = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "databases")).FullName, "customers.db");
        File.WriteAllText(foreign, "precious");

        var e = Assert.Throws<LaunchException>(() => DataFolder.Open(_folder));

        Assert.Contains(_folder, e.Message, StringComparison.Ordinal);
        Assert.Contains("--data DIR", e.Message, StringComparison.Ordinal);
        Assert.Equal([Path.Combine(_folder, "databases")], Directory.GetFileSystemEntries(_folder));
        Assert.Equal("precious", File.ReadAllText(foreign));
    }

    [Fact]
    public void A_data_folder_that_can_not_be_made_is_told()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        Assert.Contains(file, Assert.Throws<LaunchException>(() => DataFolder.Open(Path.Combine(file, "below"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Databases_are_fresh_and_keys_are_kept_at_every_start()
    {
        string database, key;
        using (var first = DataFolder.Open(_folder))
        {
            database = first.Database("RenewalBot");
            key = Path.Combine(first.Keys("RenewalBot"), "key.xml");
            File.WriteAllText(database, "old");
            File.WriteAllText(key, "key");
        }

        using var second = DataFolder.Open(_folder);
        Assert.False(File.Exists(database));
        Assert.True(File.Exists(key));
    }

    /// <summary>A program that stays until it is ended.</summary>
    private ChildStart Stays() => OperatingSystem.IsWindows()
        ? Start("/c", "pause") with { FileName = "cmd.exe" }
        : Start("3600") with { FileName = "sleep" };

    private static int FreePort() => PortCheck.Free().Bot;
}
