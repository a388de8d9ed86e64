using HelpDesk.RenewalService.Tests.Matrix;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Renewals.Contract;
using HelpDesk.Sandbox.Hosting;
using Xunit.Abstractions;

namespace HelpDesk.RenewalService.Tests.Renewals;

/// <summary>
/// Each outside call of a renewal goes wrong in each way that a call can. Which calls those are is recorded from a renewal that nothing
/// disturbs, so that a call that comes to be is in the matrix by itself.
/// </summary>
public abstract class FaultMatrixTests(RotationStrategy strategy, ITestOutputHelper output, bool keyVault = false) : IAsyncLifetime
{
    // Long beside what the sandbox needs, and short enough for a test to wait for it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ServiceWorld _world = new()
    {
        Part = new()
        {
            Patience = Patience,
            Registrations = [Subject.RegistrationOf(strategy)],
            More = sandbox => keyVault ? KeyVaultSettings.Of(sandbox.Addresses.Https) : [],
        },
    };

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Whatever_goes_wrong_no_key_is_lost_nothing_untrue_is_said_and_the_next_renewal_succeeds()
    {
        var calls = await RecordAsync();
        List<string> wrong = [];
        foreach (var call in calls)
        {
            foreach (var trouble in Trouble.All.Where(t => t.Befalls(call)))
            {
                wrong.AddRange(await RunAsync(call, trouble));
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>With Key Vault only its own calls: the others are the same as with the embedded vault.</summary>
    private async Task<IReadOnlyList<RecordedCall>> RecordAsync()
    {
        var all = await NewRenewal().RecordAsync();
        if (!keyVault)
        {
            Assert.True(all.Count(c => !c.IsPartOfBatch) >= 4, $"Only {all.Count} calls were recorded.");
            return all;
        }

        // Once more: the first one learns how to sign in at the vault, and makes the key that seals the evidence.
        List<RecordedCall> calls = [.. (await NewRenewal().RecordAsync()).Where(c => c.Area is Area.KeyVault)];
        Assert.Contains(calls, c => c.Method == "PUT");
        return calls;
    }

    private FaultyRenewal NewRenewal() => new(_world, strategy, keyVault);

    private async Task<IEnumerable<string>> RunAsync(RecordedCall call, Trouble trouble)
    {
        var cell = $"{call.Name}, {trouble.Name}";
        output.WriteLine($"{TimeProvider.System.GetUtcNow():T} {cell}");
        try
        {
            return (await NewRenewal().RunAsync(call, trouble, output.WriteLine)).Select(w => $"{cell}: {w}");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The other cells are worth knowing as well.
            return [$"{cell}: {e.GetType().Name} {e.Message}"];
        }
    }
}

public sealed class EntraApplicationFaultTests(ITestOutputHelper output) : FaultMatrixTests(RotationStrategy.EntraApplication, output);

public sealed class AcsApplicationFaultTests(ITestOutputHelper output) : FaultMatrixTests(RotationStrategy.AcsApplication, output);

public sealed class AcsLegacyPrincipalFaultTests(ITestOutputHelper output) : FaultMatrixTests(RotationStrategy.AcsLegacyPrincipal, output);

public sealed class EntraApplicationVaultFaultTests(ITestOutputHelper output) : FaultMatrixTests(RotationStrategy.EntraApplication, output, keyVault: true);

public sealed class AcsApplicationVaultFaultTests(ITestOutputHelper output) : FaultMatrixTests(RotationStrategy.AcsApplication, output, keyVault: true);

public sealed class AcsLegacyPrincipalVaultFaultTests(ITestOutputHelper output) : FaultMatrixTests(RotationStrategy.AcsLegacyPrincipal, output, keyVault: true);
