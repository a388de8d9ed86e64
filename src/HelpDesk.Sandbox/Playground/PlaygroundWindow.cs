using System.Globalization;
using HelpDesk.Sandbox.Launch;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Playground;

/// <summary>
/// Microsoft's Agents Playground as the chat window: installed from the npm registry in the pinned version, configured with the
/// sandbox's people, and started beside the bot. It is never needed: without it the sandbox says so and goes on.
/// </summary>
internal sealed class PlaygroundWindow(SandboxStack stack, TextWriter output)
{
    private const string Emulator = "Use the Bot Framework Emulator instead, or install Node.js from https://nodejs.org and start again.";

    private static readonly string[] PackageFiles = ["package.json", "package-lock.json", ".npmrc"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Starts it for <paramref name="chats"/>; its address, or null when it cannot run here.</summary>
    public async Task<Uri?> StartAsync(Person chats, bool openBrowser, CancellationToken cancellationToken)
    {
        if (NodeTools.Node is not { } node)
        {
            await output.WriteLineAsync($"No Node.js found, so there is no chat window. {Emulator}");
            return null;
        }

        if (await FindOrInstallAsync(cancellationToken) is not { } program)
        {
            return null;
        }

        var folder = stack.Data.Folder("playground");
        var ports = stack.Host.Settings.Ports;
        await File.WriteAllTextAsync(
            Path.Combine(folder, PlaygroundConfiguration.FileName), PlaygroundConfiguration.Write(stack.Host.World, chats), cancellationToken);
        var child = stack.Start(new ChildStart
        {
            Name = "playground",
            FileName = node,
            Arguments =
            [
                "--require", Shipped("end-with-sandbox.cjs"), program,
                "-e", $"http://localhost:{ports.Bot}/api/messages", "-c", "msteams", "--dt", "true",
                "-p", ports.Playground.ToString(CultureInfo.InvariantCulture),
            ],
            WorkingDirectory = folder,
            // A browser named "true" does nothing, successfully.
            Environment = openBrowser ? new Dictionary<string, string?>() : new() { ["BROWSER"] = "true" },
            LogPath = stack.Data.Log("playground"),
        });
        await PortCheck.WaitUntilListeningAsync(child, ports.Playground, Patience, cancellationToken);
        return new Uri($"http://localhost:{ports.Playground}/");
    }

    private async Task<string?> FindOrInstallAsync(CancellationToken cancellationToken)
    {
        var tools = stack.Data.Folder("playground-package");
        string[] candidates = [Program(Shipped("")), Program(tools)];
        if (Array.Find(candidates, File.Exists) is { } found)
        {
            return found;
        }

        if (NodeTools.Npm is not { } npm)
        {
            await output.WriteLineAsync($"Node.js is here, but npm is not, so the chat window cannot be installed. {Emulator}");
            return null;
        }

        foreach (var name in PackageFiles)
        {
            File.Copy(Shipped(name), Path.Combine(tools, name), overwrite: true);
        }

        await output.WriteLineAsync("Installing the Agents Playground (once)...");
        var install = stack.Start(new ChildStart
        {
            Name = "npm",
            FileName = npm,
            Arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            WorkingDirectory = tools,
            LogPath = stack.Data.Log("npm"),
        });
        var exitCode = await install.Exited.WaitAsync(cancellationToken);
        stack.Forget(install);
        if (exitCode == 0 && File.Exists(Program(tools)))
        {
            return Program(tools);
        }

        await output.WriteLineAsync($"The Agents Playground could not be installed (log: {install.LogPath}). {Emulator}");
        return null;
    }

    /// <summary>The package's program below a folder in which npm installed it.</summary>
    private static string Program(string folder) => Path.Combine(folder, "node_modules", "@microsoft", "m365agentsplayground", "cli.js");

    private static string Shipped(string name) => Path.Combine(AppContext.BaseDirectory, "Playground", name);
}
