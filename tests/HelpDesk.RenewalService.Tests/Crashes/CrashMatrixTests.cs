using HelpDesk.RenewalService.Tests.Matrix;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Rotation;
using HelpDesk.Sandbox.Hosting;
using Xunit.Abstractions;

namespace HelpDesk.RenewalService.Tests.Crashes;

/// <summary>
/// The process is killed before and after each outside call of a renewal. Which calls those are is recorded from one that nothing
/// disturbs, so that a call that comes to be is in the matrix by itself.
/// </summary>
public abstract class CrashMatrixTests(RotationStrategy strategy, ITestOutputHelper output, bool keyVault = false)
{
    [Fact]
    public async Task Wherever_the_process_is_killed_no_key_is_lost_and_the_renewal_comes_to_its_proof()
    {
        await using var world = await CrashWorld.StartAsync(strategy, keyVault);
        List<string> wrong = [];
        foreach (var cell in await CellsAsync(world))
        {
            wrong.AddRange(await RunAsync(world, cell));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>With Key Vault only its own calls: the others are the same as with the embedded vault.</summary>
    private async Task<IReadOnlyList<CrashCell>> CellsAsync(CrashWorld world)
    {
        var calls = await new Crash(world, strategy).RecordAsync();
        Assert.True(calls.Count >= 4, $"Only {calls.Count} calls were recorded.");
        if (!keyVault)
        {
            return [.. CrashCell.Of(calls)];
        }

        // Once more: the first one learns how to sign in at the vault, and makes the key that seals the evidence.
        List<RecordedCall> ofVault = [.. (await new Crash(world, strategy).RecordAsync()).Where(c => c.Area is Area.KeyVault)];
        Assert.Contains(ofVault, c => c.Method == "PUT");
        return [.. CrashCell.AtCalls(ofVault), .. CrashCell.OfRollback(strategy.NeedsKeyPair())];
    }

    private async Task<IEnumerable<string>> RunAsync(CrashWorld world, CrashCell cell)
    {
        output.WriteLine($"{TimeProvider.System.GetUtcNow():T} {cell.Name}");
        try
        {
            return (await new Crash(world, strategy).KillAtAsync(cell)).Select(w => $"{cell.Name}: {w}");
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

public sealed class EntraApplicationVaultCrashTests(ITestOutputHelper output) : CrashMatrixTests(RotationStrategy.EntraApplication, output, keyVault: true);

public sealed class AcsApplicationVaultCrashTests(ITestOutputHelper output) : CrashMatrixTests(RotationStrategy.AcsApplication, output, keyVault: true);

public sealed class AcsLegacyPrincipalVaultCrashTests(ITestOutputHelper output) : CrashMatrixTests(RotationStrategy.AcsLegacyPrincipal, output, keyVault: true);
