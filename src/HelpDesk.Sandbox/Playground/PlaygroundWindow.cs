using System.Globalization;
using HelpDesk.Sandbox.Launch;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Playground;

/// <summary>
/// Microsoft's Agents Playground as the chat window, configured with the sandbox's people and started beside the bot. It is never
/// needed: without it, and when it ends, the sandbox says so in one line and goes on.
/// </summary>
internal sealed class PlaygroundWindow(SandboxStack stack, TextWriter output)
{
    private const string Emulator = "Use the Bot Framework Emulator instead";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private string Log => stack.Data.Log("playground");

    /// <summary>Starts it for <paramref name="chats"/>; its address, or null when it cannot run here.</summary>
    public async Task<Uri?> StartAsync(Person chats, bool openBrowser, CancellationToken stop)
    {
        if (NodeTools.Node is not { } node)
        {
            await output.WriteLineAsync($"No chat window, because there is no Node.js. {Emulator}, or install Node.js from https://nodejs.org and start again.");
            return null;
        }

        try
        {
            var npmLog = stack.Data.Log("npm");
            var program = await PlaygroundPackage.OfThisMachine(npmLog, output).FindOrInstallAsync(stop);
            return await StartAsync(node, program, chats, openBrowser, stop);
        }
        catch (Exception e) when (e is LaunchException or IOException or UnauthorizedAccessException)
        {
            if (await StopSignals.HaveComeAsync(stop))
            {
                throw new OperationCanceledException(stop);
            }

            var reason = e.Message.Split('\n')[0].TrimEnd();
            await output.WriteLineAsync($"No chat window: {reason} {Emulator}. (Logs: {Path.GetDirectoryName(Log)})");
            return null;
        }
    }

    private async Task<Uri> StartAsync(string node, string program, Person chats, bool openBrowser, CancellationToken stop)
    {
        var folder = stack.Data.Folder("playground");
        var ports = stack.Host.Settings.Ports;
        await File.WriteAllTextAsync(
            Path.Combine(folder, PlaygroundConfiguration.FileName), PlaygroundConfiguration.Write(stack.Host.World, chats), stop);
        var child = stack.StartCompanion(new ChildStart
        {
            Name = "The Agents Playground",
            FileName = node,
            Arguments =
            [
                "--require", PlaygroundPackage.Shipped("end-with-sandbox.cjs"), program,
                "-e", $"http://localhost:{ports.Bot}/api/messages", "-c", "msteams", "--dt", "true",
                "-p", ports.Playground.ToString(CultureInfo.InvariantCulture),
            ],
            WorkingDirectory = folder,
            // A browser named "true" does nothing, successfully.
            Environment = openBrowser ? new Dictionary<string, string?>() : new() { ["BROWSER"] = "true" },
            LogPath = Log,
        });
        try
        {
            await PortCheck.WaitUntilListeningAsync(child, ports.Playground, Patience, stop);
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }

        _ = TellOfItsEndAsync(child, stop);
        return new Uri($"http://localhost:{ports.Playground}/");
    }

    private async Task TellOfItsEndAsync(ChildProcess child, CancellationToken stop)
    {
        var exitCode = await child.Exited;
        if (!child.IsStopping && !await StopSignals.HaveComeAsync(stop))
        {
            await output.WriteLineAsync($"The chat window is gone: {child.Name} ended with exit code {exitCode}. {Emulator}. (Log: {child.LogPath})");
        }
    }
}
