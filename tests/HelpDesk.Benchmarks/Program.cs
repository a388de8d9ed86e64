using HelpDesk.Benchmarks;

return args switch
{
    ["turns", .. var options] => await TurnsCommand.RunAsync(options),
    ["cold", .. var options] => await ColdCommand.RunAsync(options),
    ["serve", var subject, .. var options] => await ServeCommand.RunAsync(subject, options),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        turns [--warm-up SECONDS] [--rounds N] [--turns N] [--subjects NAME,NAME...]
            Measures CPU time and allocated bytes per turn of each bot beside a bare ASP.NET Core endpoint.
        cold [--starts N] [--subjects NAME,NAME...]
            Measures the time and the CPU time from the start of a process to its first reply.
        serve echo|dialog|help|floor|floor-card|floor-help --port N
            Hosts one of them for an outside load generator, without tokens on this machine.
        """);
    return 2;
}
