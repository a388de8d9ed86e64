using System.Diagnostics;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Launch;
using HelpDesk.Sandbox.Teams;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Rehearsal;

/// <summary><c>rehearse</c>: everything on free ports in a temporary folder, the story, the verdict.</summary>
internal static class Rehearse
{
    private const int Done = 0;
    private const int Failed = 1;

    // As a shell tells a program that Ctrl+C ended: nothing was proven.
    private const int Interrupted = 130;

    public static async Task<int> RunAsync(CommandLine line, Person chats, TextWriter output, CancellationToken stop)
    {
        var started = Stopwatch.StartNew();
        var ports = line.PortBase is { } first ? SandboxPorts.FromBase(first) : PortCheck.Free();
        PortCheck.Demand(ports, playground: false);
        var folder = line.DataFolder ?? Path.Combine(Path.GetTempPath(), $"helpdesk-rehearsal-{Guid.NewGuid():N}");
        var settings = new SandboxSettings { Ports = ports, DataFolder = folder, KeyVault = line.KeyVault, Verbose = line.Verbose };
        await output.WriteLineAsync("Starting the local Microsoft 365, the renewal service and the bot...");

        var problem = await StartAndPlayAsync(settings, chats, output, stop);
        var interrupted = problem is not null && await StopSignals.HaveComeAsync(stop);
        if (problem is not null && !interrupted)
        {
            await output.WriteLineAsync($"\n✗ {problem}\nThe logs are in {Path.Combine(folder, "logs")}");
            return Failed;
        }

        if (line.DataFolder is null)
        {
            // Private keys are in it.
            Directory.Delete(folder, recursive: true);
        }

        await output.WriteLineAsync(interrupted ? "\n✗ Interrupted: nothing was proven." : $"\nRenewed and proven, in {started.Elapsed.TotalSeconds:0} seconds.");
        return interrupted ? Interrupted : Done;
    }

    /// <summary>What went wrong; null when everything is proven. When it returns, everything started has ended.</summary>
    private static async Task<string?> StartAndPlayAsync(SandboxSettings settings, Person chats, TextWriter output, CancellationToken stop)
    {
        try
        {
            await using var stack = await SandboxStack.StartAsync(settings, output, stop);
            return await PlayAsync(stack, chats, output, stop);
        }
        catch (Exception e) when (e is LaunchException || (e is OperationCanceledException && stop.IsCancellationRequested))
        {
            return e.Message;
        }
    }

    private static async Task<string?> PlayAsync(SandboxStack stack, Person chats, TextWriter output, CancellationToken stop)
    {
        var sandbox = stack.Host;
        var teams = sandbox.Services.GetRequiredService<TeamsClients>().Of(chats);
        var verdict = new Verdict(sandbox);
        using var transcript = new Transcript(output, sandbox.Calls, teams.Chat);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var play = new Play(sandbox, teams, transcript).RunAsync(ended.Token);
        var exited = stack.HostEnded;
        if (await Task.WhenAny(play, exited) == exited && !stop.IsCancellationRequested)
        {
            await ended.CancelAsync();
            return await (await exited).ExplainEndAsync();
        }

        try
        {
            await play;
        }
        catch (Exception e) when (e is TimeoutException or LaunchException or InvalidOperationException or HttpRequestException)
        {
            transcript.ShowChat();
            return e.Message;
        }

        transcript.Heading("What the directory holds");
        // What unfolds on demand counts as shown.
        var cards = teams.Chat.Messages.Where(m => m.Author == Author.Bot).SelectMany(m => m.Versions).Select(v => v.Activity.ToJsonString()).ToList();
        return verdict.Judge(WorldIds.Contoso.Tenant, WorldIds.Contoso.HelpDeskApp, cards, transcript.Note)
            ?? verdict.Judge(WorldIds.Contoso.Tenant, WorldIds.Contoso.AddInApp, cards, transcript.Note);
    }
}
