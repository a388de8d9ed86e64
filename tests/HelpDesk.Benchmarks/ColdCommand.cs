using System.Globalization;

namespace HelpDesk.Benchmarks;

/// <summary>Measures how long it takes from the start of a process to its first reply, and what that costs.</summary>
internal static class ColdCommand
{
    private const int Starts = 7;

    public static async Task<int> RunAsync(string[] options)
    {
        var starts = Options.Number(options, "--starts") ?? Starts;
        await using var services = new ServiceCollection().AddHttpClient().ConfigureHttpClientDefaults(c => c.RemoveAllLoggers()).BuildServiceProvider();
        await using var sink = new Sink();
        await sink.StartAsync();
        var load = new Load(sink.Url, ChannelToken.Issue(sink.Url, TimeProvider.System));
        Console.WriteLine("| subject | ms to the first reply | CPU ms |");
        Console.WriteLine("|---|---:|---:|");
        foreach (var subject in Subject.Choose(Options.Text(options, "--subjects")))
        {
            var samples = new List<(double Milliseconds, double Cpu)>();
            for (var i = 0; i < starts; i++)
            {
                samples.Add(await MeasureAsync(subject, services.GetRequiredService<IHttpClientFactory>(), load));
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {subject.Name} | {Median(samples.Select(s => s.Milliseconds)):F0} | {Median(samples.Select(s => s.Cpu)):F0} |"));
        }

        return 0;
    }

    private static async Task<(double Milliseconds, double Cpu)> MeasureAsync(Subject subject, IHttpClientFactory clients, Load load)
    {
        var start = TimeProvider.System.GetTimestamp();
        await using var process = SubjectProcess.Launch(subject, clients);
        await load.SendFirstAsync(process);
        return (TimeProvider.System.GetElapsedTime(start).TotalMilliseconds, (await process.UsageAsync()).CpuMilliseconds);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
