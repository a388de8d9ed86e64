using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Playground;
using HelpDesk.Sandbox.Teams;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Launch;

/// <summary>The one command: starts everything, tells what there is, and stops everything.</summary>
public static class Launcher
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int WrongUsage = 2;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors, CancellationToken stop)
    {
        if (CommandLine.Parse(arguments, out var wrong) is not { } line)
        {
            await errors.WriteLineAsync($"{wrong}{Environment.NewLine}{Environment.NewLine}{CommandLine.Usage}");
            return WrongUsage;
        }

        if (line.Command == LaunchCommand.Help)
        {
            await output.WriteLineAsync(CommandLine.Usage);
            return Done;
        }

        var world = new SandboxWorld(TimeProvider.System);
        var chats = line.TenantUser is null ? world.DefaultPerson() : world.FindAnyone(line.TenantUser);
        if (chats is null || world.Tenant(chats.TenantId).IsVendor)
        {
            await errors.WriteLineAsync($"Nobody at a customer is called '{line.TenantUser}'. There are:{Environment.NewLine}{Banner.People(world, chats)}");
            return WrongUsage;
        }

        try
        {
            return line.Command == LaunchCommand.Rehearse
                ? await Rehearsal.Rehearse.RunAsync(line, chats, output, stop)
                : await ServeAsync(line, chats, output, errors, stop);
        }
        catch (Exception e) when (e is LaunchException || (e is OperationCanceledException && stop.IsCancellationRequested))
        {
            // Ctrl+C while starting: everything started so far has been stopped on the way here.
            if (await StopSignals.HaveComeAsync(stop))
            {
                return Done;
            }

            await errors.WriteLineAsync(e.Message);
            return Failed;
        }
    }

    private static async Task<int> ServeAsync(CommandLine line, Person chats, TextWriter output, TextWriter errors, CancellationToken stop)
    {
        var ports = line.PortBase is { } first ? SandboxPorts.FromBase(first) : new SandboxPorts();
        PortCheck.Demand(ports, line.Playground);
        await output.WriteLineAsync("Starting the local Microsoft 365, the renewal service and the bot...");
        var settings = new SandboxSettings
        {
            Ports = ports,
            DataFolder = line.DataFolder ?? DataFolder.Default(ports.Bot),
            ByPassword = line.ByPassword,
            KeyVault = line.KeyVault,
            Verbose = line.Verbose,
        };
        await using var stack = await SandboxStack.StartAsync(settings, output, stop);
        var playground = line.Playground ? await new PlaygroundWindow(stack, output).StartAsync(chats, line.Open, stop) : null;

        await output.WriteLineAsync(Banner.Addresses(ports, playground, stack.Data.Root));
        await output.WriteLineAsync(Banner.People(stack.Host.World, chats));
        await output.WriteLineAsync(Banner.WhatToTry(ports, playground, chats));
        return await StayAsync(stack, output, errors, stop);
    }

    private static async Task<int> StayAsync(SandboxStack stack, TextWriter output, TextWriter errors, CancellationToken stop)
    {
        var exited = stack.HostEnded;
        var stopped = Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        await Task.WhenAny(exited, stopped);
        if (await StopSignals.HaveComeAsync(stop))
        {
            await output.WriteLineAsync("Stopping...");
            return Done;
        }

        await errors.WriteLineAsync(await (await exited).ExplainEndAsync());
        return Failed;
    }
}
