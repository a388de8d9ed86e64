using HelpDesk.Renewals.Contract;
using Xunit.Abstractions;

namespace HelpDesk.RenewalService.Tests.Crashes;

/// <summary>
/// The process is killed before and after each outside call of a renewal. Which calls those are is recorded from one that nothing
/// disturbs, so that a call that comes to be is in the matrix by itself.
/// </summary>
public abstract class CrashMatrixTests(RotationStrategy strategy, ITestOutputHelper output)
{
    [Fact]
    public async Task Wherever_the_process_is_killed_no_key_is_lost_and_the_renewal_comes_to_its_proof()
    {
        await using var world = await CrashWorld.StartAsync(strategy);
        var calls = await new Crash(world, strategy).RecordAsync();
        Assert.True(calls.Count >= 4, $"Only {calls.Count} calls were recorded.");
        List<string> wrong = [];
        foreach (var cell in CrashCell.Of(calls))
        {
            wrong.AddRange(await RunAsync(world, cell));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private async Task<IEnumerable<string>> RunAsync(CrashWorld world, CrashCell cell)
    {
        output.WriteLine($"{TimeProvider.System.GetUtcNow():T} {cell.Name}");
        try
        {
            return (await new Crash(world, strategy).KillAtAsync(cell.Points)).Select(w => $"{cell.Name}: {w}");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The other cells are worth knowing as well.
            return [$"{cell.Name}: {e.GetType().Name} {e.Message} {world.Process.LastWords}"];
        }
    }
}

public sealed class EntraApplicationCrashTests(ITestOutputHelper output) : CrashMatrixTests(RotationStrategy.EntraApplication, output);

public sealed class AcsApplicationCrashTests(ITestOutputHelper output) : CrashMatrixTests(RotationStrategy.AcsApplication, output);

public sealed class AcsLegacyPrincipalCrashTests(ITestOutputHelper output) : CrashMatrixTests(RotationStrategy.AcsLegacyPrincipal, output);
