using HelpDesk.Sandbox.Launch;

using var signals = new StopSignals();
return await Launcher.RunAsync(args, Console.Out, Console.Error, signals.Token);
