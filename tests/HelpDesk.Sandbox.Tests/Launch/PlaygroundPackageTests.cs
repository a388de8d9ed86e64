using HelpDesk.Sandbox.Launch;
using HelpDesk.Sandbox.Playground;

namespace HelpDesk.Sandbox.Tests.Launch;

/// <summary>Finding and installing the chat window, with a script in npm's place. The scripts are for a Unix shell.</summary>
[Collection("PATH")]
public sealed class PlaygroundPackageTests : IDisposable
{
    private const string List = """{"packages":{"node_modules/@microsoft/m365agentsplayground":{"version":"VERSION"}}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("helpdesk-package-").FullName;
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");
    private readonly StringWriter _output = new();

    private string Shared => Path.Combine(_folder, "shared");

    private string Elsewhere => Path.Combine(_folder, "elsewhere");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        _output.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_is_installed_elsewhere_is_used_and_nothing_is_installed()
    {
        Pretend(Elsewhere);

        Assert.StartsWith(Elsewhere, await Package().FindOrInstallAsync(CancellationToken.None), StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    [ShellFact]
    public async Task Another_version_and_a_half_made_folder_do_not_count()
    {
        Npm("exit 1");
        Pretend(Elsewhere, "0.0.1");
        Pretend(Shared);
        File.Delete(Path.Combine(Shared, "node_modules", ".package-lock.json"));

        await Assert.ThrowsAsync<LaunchException>(() => Package().FindOrInstallAsync(CancellationToken.None));
    }

    [ShellFact]
    public async Task Two_sandboxes_that_start_at_once_install_once()
    {
        Npm($"""
            echo run >> "{_folder}/runs"
            sleep 0.5
            mkdir -p node_modules/@microsoft/m365agentsplayground
            touch node_modules/@microsoft/m365agentsplayground/cli.js
            echo '{List.Replace("VERSION", Pinned, StringComparison.Ordinal)}' > node_modules/.package-lock.json
            """);

        var programs = await Task.WhenAll(Package().FindOrInstallAsync(CancellationToken.None), Package("other.log").FindOrInstallAsync(CancellationToken.None));

        Assert.All(programs, program => Assert.StartsWith(Shared, program, StringComparison.Ordinal));
        Assert.Equal(["run"], await File.ReadAllLinesAsync(Path.Combine(_folder, "runs")));
        Assert.Equal(programs[0], await Package().FindOrInstallAsync(CancellationToken.None));
    }

    [ShellFact]
    public async Task An_npm_that_hangs_is_given_up_and_one_that_fails_is_told()
    {
        Npm("sleep 3600");
        var hung = await Assert.ThrowsAsync<LaunchException>(() => Package(limit: TimeSpan.FromSeconds(0.5)).FindOrInstallAsync(CancellationToken.None));
        Assert.Contains("could not be installed within", hung.Message, StringComparison.Ordinal);

        Npm($"echo \"$@\" > '{_folder}/arguments'; exit 7");
        var failed = await Assert.ThrowsAsync<LaunchException>(() => Package().FindOrInstallAsync(CancellationToken.None));
        Assert.Contains("npm ended with exit code 7", failed.Message, StringComparison.Ordinal);
        var arguments = await File.ReadAllTextAsync(Path.Combine(_folder, "arguments"));
        Assert.Contains("--fetch-retries=1 --fetch-timeout=20000", arguments, StringComparison.Ordinal);
    }

    [ShellFact]
    public async Task An_npm_that_is_missing_or_can_not_be_started_is_told()
    {
        Environment.SetEnvironmentVariable("PATH", _folder);
        var missing = await Assert.ThrowsAsync<LaunchException>(() => Package().FindOrInstallAsync(CancellationToken.None));
        Assert.Contains("npm", missing.Message, StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(_folder, "npm"), "not a program");
        var broken = await Assert.ThrowsAsync<LaunchException>(() => Package().FindOrInstallAsync(CancellationToken.None));
        Assert.Contains("npm could not be started", broken.Message, StringComparison.Ordinal);
    }

    private static string Pinned { get; } = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(PlaygroundPackage.Shipped("package.json")))!
        ["dependencies"]!["@microsoft/m365agentsplayground"]!.ToString();

    private PlaygroundPackage Package(string log = "npm.log", TimeSpan? limit = null) =>
        new(Shared, [Elsewhere], Path.Combine(_folder, log), _output) { Limit = limit ?? TimeSpan.FromSeconds(60) };

    private static void Pretend(string folder, string? version = null)
    {
        var modules = Path.Combine(folder, "node_modules");
        var program = Directory.CreateDirectory(Path.Combine(modules, "@microsoft", "m365agentsplayground"));
        File.WriteAllText(Path.Combine(program.FullName, "cli.js"), "");
        File.WriteAllText(Path.Combine(modules, ".package-lock.json"), List.Replace("VERSION", version ?? Pinned, StringComparison.Ordinal));
    }

    private void Npm(string script)
    {
        var path = Path.Combine(_folder, "npm");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Environment.SetEnvironmentVariable("PATH", $"{_folder}{Path.PathSeparator}{_path}");
    }
}

/// <summary>Changes the process's PATH, so it runs beside nothing else.</summary>
[CollectionDefinition("PATH", DisableParallelization = true)]
public sealed class PathCollection;

/// <summary>A test whose stand-ins are shell scripts.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute() => Skip = OperatingSystem.IsWindows() ? "The stand-ins are scripts for a Unix shell." : null;
}
