using System.Globalization;

namespace HelpDesk.Benchmarks;

/// <summary>
/// Measures every subject beside its floor in one run: each in its own process, warmed up until the last compilation tier, in rounds that
/// take turns so that a disturbance of the machine meets all of them. The figure is the median of the rounds.
/// </summary>
internal static class TurnsCommand
{
    private const int WarmUpSeconds = 45;
    private const int Rounds = 7;
    private const int TurnsPerRound = 5000;

    public static async Task<int> RunAsync(string[] options)
    {
        var warmUp = TimeSpan.FromSeconds(Options.Number(options, "--warm-up") ?? WarmUpSeconds);
        var rounds = Options.Number(options, "--rounds") ?? Rounds;
        var turns = Options.Number(options, "--turns") ?? TurnsPerRound;
        await using var services = new ServiceCollection().AddHttpClient().ConfigureHttpClientDefaults(c => c.RemoveAllLoggers()).BuildServiceProvider();
        await using var sink = new Sink();
        await sink.StartAsync();
        var load = new Load(sink.Url, ChannelToken.Issue(sink.Url, TimeProvider.System));
        var processes = new List<SubjectProcess>();
        try
        {
            foreach (var subject in Subject.Choose(Options.Text(options, "--subjects")))
            {
                var process = await SubjectProcess.StartAsync(subject, services.GetRequiredService<IHttpClientFactory>());
                processes.Add(process);
                await Console.Error.WriteLineAsync($"Warming up {subject.Name} for {warmUp.TotalSeconds} s.");
                await load.SendAsync(process, warmUp);
            }

            Print(await MeasureAsync(processes, load, sink, rounds, turns), rounds, turns);
            return 0;
        }
        finally
        {
            foreach (var process in processes)
            {
                await process.DisposeAsync();
            }
        }
    }

    private static async Task<List<Result>> MeasureAsync(List<SubjectProcess> processes, Load load, Sink sink, int rounds, int turns)
    {
        var samples = processes.ToDictionary(p => p.Subject.Name, _ => new List<(double Cpu, double Bytes, double Sent)>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var process in processes)
            {
                var (received, bytes) = (sink.Received, sink.Bytes);
                var before = await process.UsageAsync();
                await load.SendAsync(process, turns);
                var used = await process.UsageAsync() - before;
                if (sink.Received - received != turns)
                {
                    throw new InvalidOperationException($"{process.Subject.Name} sent {sink.Received - received} replies to {turns} messages.");
                }

                samples[process.Subject.Name].Add((used.CpuMilliseconds / turns, (double)used.AllocatedBytes / turns, (double)(sink.Bytes - bytes) / turns));
            }
        }

        return [.. processes.Select(p => new Result(
            p.Subject, Median(samples[p.Subject.Name].Select(s => s.Cpu)), Median(samples[p.Subject.Name].Select(s => s.Bytes)), Median(samples[p.Subject.Name].Select(s => s.Sent))))];
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static void Print(List<Result> results, int rounds, int turns)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Median of {rounds} rounds of {turns} turns on {Environment.ProcessorCount} cores, .NET {Environment.Version}."));
        Console.WriteLine();
        Console.WriteLine("| subject | CPU ms per turn | x floor | allocated KB per turn | x floor | sent bytes per turn |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        foreach (var result in results)
        {
            var floor = results.Find(r => r.Subject.Name == result.Subject.Floor);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {result.Subject.Name} | {result.Cpu:F4} | {Ratio(result.Cpu, floor?.Cpu)} | {result.Bytes / 1024:F1} | {Ratio(result.Bytes, floor?.Bytes)} | {result.Sent:F0} |"));
        }
    }

    private static string Ratio(double value, double? floor) => floor is { } f ? (value / f).ToString("F2", CultureInfo.InvariantCulture) : "";

    private sealed record Result(Subject Subject, double Cpu, double Bytes, double Sent);
}
