using System.Net;
using System.Runtime.Versioning;

namespace HelpDesk.EndToEnd.Tests;

/// <summary>The one command starts everything, goes on without what is missing, and leaves nothing behind.</summary>
public sealed class LaunchTests
{
    [LinuxFact(node: true)]
    public async Task Ctrl_C_ends_every_program_that_was_started_and_is_no_failure()
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        var started = Started(sandbox);

        await LinuxProcess.SignalAsync(sandbox.Id, "INT");

        Assert.Equal(0, await sandbox.EndsAsync());
        Assert.DoesNotContain(started, p => p.IsRunning);
        Assert.EndsWith($"Stopping...{Environment.NewLine}", sandbox.Output, StringComparison.Ordinal);
    }

    [LinuxFact(node: true)]
    public async Task When_the_sandbox_is_killed_everything_ends_by_itself_and_the_next_start_works()
    {
        var data = Directory.CreateTempSubdirectory("helpdesk-end-to-end-").FullName;
        try
        {
            int portBase;
            await using (var killed = await SandboxProcess.StartAsync(new SandboxStart { Data = data }))
            {
                portBase = killed.PortBase;
                var started = Started(killed);

                await LinuxProcess.SignalAsync(killed.Id, "KILL");
                await killed.EndsAsync();
                await Poll.UntilAsync(() => !started.Any(p => p.IsRunning), () => $"end of {string.Join(", ", started.Where(p => p.IsRunning))}");
            }

            await using var next = await SandboxProcess.StartAsync(new SandboxStart { Data = data, PortBase = portBase, Options = ["--no-playground"] });
            Assert.True(await AnswersAsync(next.Bot));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [LinuxFact]
    public async Task Without_Node_one_line_names_the_Emulator_and_everything_else_runs()
    {
        await using var sandbox = await SandboxProcess.StartAsync(new SandboxStart { Environment = { ["PATH"] = "/nowhere" } });

        Assert.Contains("there is no Node.js", OnlyComplaint(sandbox), StringComparison.Ordinal);
        await EverythingElseRunsAsync(sandbox);
    }

    [LinuxFact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_Node_and_an_npm_that_fail_cost_one_line_and_everything_else_runs()
    {
        var programs = Directory.CreateTempSubdirectory("helpdesk-programs-");
        try
        {
            foreach (var name in (string[])["node", "npm"])
            {
                var path = Path.Combine(programs.FullName, name);
                await File.WriteAllTextAsync(path, "#!/bin/sh\nexit 3\n");
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            await using var sandbox = await SandboxProcess.StartAsync(new SandboxStart { Environment = { ["PATH"] = programs.FullName } });

            Assert.Contains("ended with exit code 3", OnlyComplaint(sandbox), StringComparison.Ordinal);
            await EverythingElseRunsAsync(sandbox);
        }
        finally
        {
            programs.Delete(recursive: true);
        }
    }

    [LinuxFact(node: true)]
    public async Task A_chat_window_that_dies_is_told_and_everything_else_goes_on()
    {
        await using var sandbox = await SandboxProcess.StartAsync();

        await Started(sandbox).Single(IsPlayground).SignalAsync("KILL");

        await sandbox.WritesAsync("The chat window is gone");
        await EverythingElseRunsAsync(sandbox);
        await LinuxProcess.SignalAsync(sandbox.Id, "INT");
        Assert.Equal(0, await sandbox.EndsAsync());
    }

    [Fact]
    public async Task A_wrong_option_ends_with_the_usage_and_exit_code_2()
    {
        await using var sandbox = SandboxProcess.Begin(new SandboxStart { Options = ["--colour"] });

        Assert.Equal(2, await sandbox.EndsAsync());
        Assert.Contains("'--colour' is not known.", sandbox.Output, StringComparison.Ordinal);
        Assert.Contains("Usage:", sandbox.Output, StringComparison.Ordinal);
    }

    /// <summary>All programs below the sandbox, among which are the service, the bot and the chat window.</summary>
    private static IReadOnlyList<LinuxProcess> Started(SandboxProcess sandbox)
    {
        var started = LinuxProcess.Below(sandbox.Id);
        Assert.Contains(started, p => p.CommandLine.Contains("HelpDesk.RenewalService.dll", StringComparison.Ordinal));
        Assert.Contains(started, p => p.CommandLine.Contains("HelpDesk.RenewalBot.dll", StringComparison.Ordinal));
        Assert.Contains(started, IsPlayground);
        return started;
    }

    private static bool IsPlayground(LinuxProcess process) => process.CommandLine.Contains("m365agentsplayground", StringComparison.Ordinal);

    /// <summary>What stands before the banner, apart from what is being done.</summary>
    private static string OnlyComplaint(SandboxProcess sandbox)
    {
        var lines = sandbox.Output.Split(Environment.NewLine).TakeWhile(l => !l.Contains("Ctrl+C", StringComparison.Ordinal))
            .Where(l => l.Length > 0 && !l.EndsWith("...", StringComparison.Ordinal));
        var complaint = Assert.Single(lines);
        Assert.Contains("Bot Framework Emulator", complaint, StringComparison.Ordinal);
        return complaint;
    }

    private static async Task EverythingElseRunsAsync(SandboxProcess sandbox)
    {
        Assert.True(await AnswersAsync(sandbox.Bot));
        Assert.True(await AnswersAsync(new Uri($"http://localhost:{sandbox.PortBase + 1}/")));
        Assert.Equal(HttpStatusCode.OK, (await sandbox.Control.GetAsync("sandbox/clock")).StatusCode);
    }

    private static async Task<bool> AnswersAsync(Uri address)
    {
        using var http = HttpClients.Create(address);
        using var response = await http.GetAsync("");
        return (int)response.StatusCode < 500;
    }
}
