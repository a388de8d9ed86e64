using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Launch;

namespace HelpDesk.Sandbox.Playground;

/// <summary>
/// The pinned npm package of the Agents Playground: taken from where <c>npm ci</c> has put it, otherwise installed once into one
/// folder for all sandboxes.
/// </summary>
/// <param name="shared">Where it is installed.</param>
/// <param name="elsewhere">Further folders in which it may be installed.</param>
/// <param name="log">Receives what npm writes.</param>
/// <param name="output">Tells the person that it takes a while.</param>
internal sealed class PlaygroundPackage(string shared, IReadOnlyList<string> elsewhere, string log, TextWriter output)
{
    private const string Name = "@microsoft/m365agentsplayground";

    private static readonly string[] Files = ["package.json", "package-lock.json", ".npmrc"];
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Without a network npm would try for many minutes.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(90);

    public static PlaygroundPackage OfThisMachine(string log, TextWriter output) => new(
        Path.Combine(DataFolder.Common, "playground-package"),
        [Shipped(""), .. SourceTree.Root is { } root ? [Path.Combine(root, "src", "HelpDesk.Sandbox", "Playground")] : Array.Empty<string>()],
        log,
        output);

    /// <summary>A file that came with the sandbox.</summary>
    public static string Shipped(string name) => Path.Combine(AppContext.BaseDirectory, "Playground", name);

    /// <summary>The program's path; a <see cref="LaunchException"/> says why there is none.</summary>
    public async Task<string> FindOrInstallAsync(CancellationToken cancellationToken)
    {
        if (Find() is { } found)
        {
            return found;
        }

        var npm = NodeTools.Npm ?? throw new LaunchException("Node.js is here, but npm, which installs the Agents Playground, is not.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await using var claim = await ClaimAsync(limit.Token);
            return Find() ?? await InstallAsync(npm, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LaunchException($"The Agents Playground could not be installed within {Limit.TotalSeconds:0} seconds; is npm's registry reachable?");
        }
    }

    private string? Find() => elsewhere.Append(shared).Where(IsInstalled).Select(Program).FirstOrDefault();

    private async Task<string> InstallAsync(string npm, CancellationToken cancellationToken)
    {
        foreach (var name in Files)
        {
            File.Copy(Shipped(name), Path.Combine(shared, name), overwrite: true);
        }

        await output.WriteLineAsync("Installing the Agents Playground (once)...");
        await using var install = ChildProcess.Start(new ChildStart
        {
            Name = "npm",
            FileName = npm,
            Arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-timeout=20000"],
            WorkingDirectory = shared,
            LogPath = log,
        });
        var exitCode = await install.Exited.WaitAsync(cancellationToken);
        return exitCode == 0 && IsInstalled(shared)
            ? Program(shared)
            : throw new LaunchException($"The Agents Playground could not be installed: npm ended with exit code {exitCode}.");
    }

    /// <summary>Two sandboxes that start at once must not install into each other's half-made folder.</summary>
    private async Task<FileStream> ClaimAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(shared);
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(shared, "installing"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }
        }
    }

    /// <summary>npm writes its list of what is installed last: with the pinned version in it, everything is there.</summary>
    private static bool IsInstalled(string folder)
    {
        var list = Path.Combine(folder, "node_modules", ".package-lock.json");
        return File.Exists(Program(folder)) && File.Exists(list) && Version(list) is { } version && version == Version(Shipped("package-lock.json"));
    }

    private static string? Version(string lockFile)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(lockFile))?["packages"]?[$"node_modules/{Name}"]?["version"]?.ToString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Program(string folder) => Path.Combine(folder, "node_modules", Name, "cli.js");
}
