using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.Renewals.Tests.Renewing;

/// <summary>A pair of keys that was written and not looked at before the run ended: whoever goes on looks whether all others are still there.</summary>
public sealed class InterruptedKeysTests
{
    private readonly EngineDriver _driver = new(RotationStrategy.AcsLegacyPrincipal);

    private KeyEntry Old => _driver.Directory.Object.Keys[0];

    [Fact]
    public async Task A_key_that_is_gone_when_the_schedule_goes_on_stops_the_renewal()
    {
        await EndAfterTheKeysWereWrittenAsync();
        var lost = Lose();

        var renewal = await _driver.RunAloneAsync();

        Assert.Equal(RenewalState.NeedsPerson, renewal.State);
        Assert.Contains(lost.KeyId.ToString(), renewal.Cause, StringComparison.Ordinal);
        Assert.Equal(renewal.NewKeyId, renewal.OrphanKeyId);
        Assert.Null(_driver.Vault.Values.GetValueOrDefault(VaultNames.ClientSecret));
    }

    [Fact]
    public async Task A_key_that_is_gone_when_somebody_signs_in_stops_the_renewal()
    {
        _driver.Directory.After = call => call is "replaceKeys" ? new DirectoryException(DirectoryFault.SignInAgain, "Sign in again.") : null;
        await _driver.RunSignedInAsync();
        _driver.Directory.After = _ => null;
        _driver.SignInAgain();
        var lost = Lose();

        var renewal = await _driver.RunSignedInAsync();

        Assert.Equal(RenewalState.NeedsPerson, renewal.State);
        Assert.Contains(lost.KeyId.ToString(), renewal.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_has_expired_meanwhile_is_not_missed()
    {
        await EndAfterTheKeysWereWrittenAsync();
        var end = Old.End!.Value;
        _driver.Time.SetUtcNow(end.AddDays(1));
        _driver.Directory.Object = _driver.Directory.Object with { Keys = [.. _driver.Directory.Object.Keys.Where(k => k.End != end)] };

        Assert.Equal(RenewalState.Proven, (await _driver.RunAloneAsync()).State);
    }

    private KeyEntry Lose()
    {
        var lost = Old;
        _driver.Directory.Object = _driver.Directory.Object with { Keys = [.. _driver.Directory.Object.Keys.Where(k => k != lost)] };
        return lost;
    }

    private async Task EndAfterTheKeysWereWrittenAsync()
    {
        _driver.Directory.After = call => call is "replaceKeys" ? new InvalidOperationException("The process ends here.") : null;
        await Assert.ThrowsAsync<InvalidOperationException>(() => _driver.RunSignedInAsync());
        _driver.Directory.After = _ => null;
    }
}
