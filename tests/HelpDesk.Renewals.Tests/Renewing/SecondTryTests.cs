using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Proofs;
using HelpDesk.Renewals.Secrets;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.Renewals.Tests.Renewing;

/// <summary>Somebody tries again after a secret was delivered and its proof given up.</summary>
public sealed class SecondTryTests
{
    public static TheoryData<RotationStrategy> Strategies => [.. Enum.GetValues<RotationStrategy>()];

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task A_secret_that_works_by_now_is_proven_and_no_other_is_made(RotationStrategy strategy)
    {
        var driver = await GivenUpAsync(strategy);
        var (given, added) = (driver.Renewals.Earlier[0].NewKeyId, driver.Directory.Secrets.Count);
        driver.Proof.Verdict = ProofVerdict.TokenIssued;

        var renewal = await driver.RunSignedInAsync();

        Assert.True(renewal.IsProven);
        Assert.Equal(given, renewal.NewKeyId);
        Assert.Equal(added, driver.Directory.Secrets.Count);
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task A_secret_that_is_still_refused_goes_with_its_keys_and_is_never_called_the_old_one(RotationStrategy strategy)
    {
        var driver = await GivenUpAsync(strategy);
        var before = driver.Renewals.Earlier[0];

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal(RenewalState.Propagating, renewal.State);
        Assert.Equal((before.OldKeyId, before.OldSecretExpires), (renewal.OldKeyId, renewal.OldSecretExpires));
        Assert.True(renewal.ProofExpectedAt <= renewal.NewSecretStarts!.Value.AddDays(1));
        Assert.Equal([before.OldKeyId, renewal.NewKeyId], driver.Directory.Object.Passwords.Select(p => (Guid?)p.KeyId));
    }

    [Fact]
    public async Task The_old_value_stays_the_secondary_when_the_refused_one_is_replaced()
    {
        var driver = await GivenUpAsync(RotationStrategy.EntraApplication, oldInVault: true);

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal(renewal.OldKeyId, driver.Vault.Values[VaultNames.SecondaryClientSecret].KeyId);
        Assert.Equal(renewal.NewKeyId, driver.Vault.Values[VaultNames.ClientSecret].KeyId);
    }

    [Theory]
    [InlineData(ProofVerdict.SaysNothing)]
    [InlineData(ProofVerdict.Unreachable)]
    public async Task A_secret_of_which_nobody_can_tell_is_left_alone_and_nothing_is_written(ProofVerdict verdict)
    {
        var driver = await GivenUpAsync(RotationStrategy.AcsLegacyPrincipal);
        var before = driver.Directory.Object;
        driver.Proof.Verdict = verdict;

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal(RenewalState.RolledBack, renewal.State);
        Assert.Contains("whether it works cannot be told", renewal.Cause, StringComparison.Ordinal);
        Assert.Same(before, driver.Directory.Object);
    }

    [Fact]
    public async Task A_secret_of_which_nobody_can_tell_may_be_renewed_when_it_ends()
    {
        var driver = await GivenUpAsync(RotationStrategy.AcsLegacyPrincipal);
        var before = driver.Renewals.Earlier[0];
        driver.Proof.Verdict = ProofVerdict.SaysNothing;
        driver.Time.SetUtcNow(before.NewSecretExpires!.Value.AddDays(-30));

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal((RenewalState.Propagating, before.NewKeyId), (renewal.State, renewal.OldKeyId));
        Assert.Equal(before.NewSecretExpires, renewal.ProofExpectedAt);
    }

    [Fact]
    public async Task A_secret_that_the_vault_no_longer_holds_is_replaced()
    {
        var driver = await GivenUpAsync(RotationStrategy.AcsApplication);
        driver.Vault.Values[VaultNames.ClientSecret] = new(new SecretText("put back by hand"), Guid.NewGuid(), null);
        driver.Vault.Values.Remove(VaultNames.SecondaryClientSecret);
        driver.Proof.Verdict = ProofVerdict.TokenIssued;

        var renewal = await driver.RunSignedInAsync();

        Assert.True(renewal.IsProven);
        Assert.DoesNotContain(driver.Directory.Object.Passwords, p => p.KeyId == driver.Renewals.Earlier[0].NewKeyId);
    }

    [Theory]
    [InlineData(VaultNames.ClientSecret)]
    [InlineData(VaultNames.SecondaryClientSecret)]
    public async Task A_secret_that_HelpDesk_may_be_working_with_is_never_removed(string name)
    {
        var driver = await GivenUpAsync(RotationStrategy.AcsApplication);
        driver.Vault.Values[VaultNames.ClientSecret] = new(new SecretText("another value"), Guid.NewGuid(), null);
        driver.Vault.Values[name] = new(new SecretText("put there by hand"), null, null);
        var before = driver.Directory.Object.Passwords;

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal(RenewalState.RolledBack, renewal.State);
        Assert.Equal(before, driver.Directory.Object.Passwords);
    }

    private static async Task<EngineDriver> GivenUpAsync(RotationStrategy strategy, bool oldInVault = false)
    {
        var driver = new EngineDriver(strategy) { Proof = { Verdict = ProofVerdict.SecretRefused } };
        if (oldInVault)
        {
            var old = driver.Directory.Object.Passwords[0];
            driver.Vault.Values[VaultNames.ClientSecret] = new(new SecretText("old value"), old.KeyId, old.End);
        }

        var renewal = await driver.RunSignedInAsync();
        driver.Time.SetUtcNow(renewal.ProofExpectedAt!.Value.AddHours(25));
        Assert.Equal(RenewalState.NeedsPerson, (await driver.RunAloneAsync()).State);
        driver.ClaimNext();
        return driver;
    }
}
