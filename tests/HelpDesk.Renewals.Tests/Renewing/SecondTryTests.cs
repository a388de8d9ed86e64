using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
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
    [InlineData(RotationStrategy.AcsLegacyPrincipal, "remove")]
    [InlineData(RotationStrategy.AcsApplication, "remove")]
    [InlineData(RotationStrategy.EntraApplication, "read")]
    public async Task A_secret_that_HelpDesk_works_with_is_never_taken_back_because_the_vault_is_away(RotationStrategy strategy, string away)
    {
        var driver = await GivenUpAsync(strategy);
        var (given, before) = (driver.Renewals.Earlier[0].NewKeyId, driver.Directory.Object);
        driver.Proof.Verdict = ProofVerdict.TokenIssued;
        driver.Vault.Fault = (what, name) => what == away && driver.Current.State is RenewalState.Staged ? new VaultException("No route to it.") : null;

        Assert.Equal((RenewalState.Staged, true), ((await driver.RunSignedInAsync()).State, driver.Current.DueAt is not null));
        Assert.Equal(before, driver.Directory.Object);

        driver.Vault.Fault = (_, _) => null;
        Assert.Equal((true, given), ((await driver.RunAloneAsync()).IsProven, driver.Current.NewKeyId));
    }

    [Fact]
    public async Task That_a_refused_secret_was_removed_is_said_when_no_new_one_could_be_added()
    {
        var driver = await GivenUpAsync(RotationStrategy.EntraApplication);
        var refused = driver.Renewals.Earlier[0].NewKeyId!.Value;
        driver.Directory.Before = call => call is "addPassword" ? new DirectoryException(DirectoryFault.Forbidden, "Not allowed any more.") : null;

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal(RenewalState.RolledBack, renewal.State);
        Assert.Contains($"had been removed before: {refused}", renewal.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_was_taken_over_and_not_staged_is_not_taken_back_when_the_renewal_is_refused()
    {
        var driver = await GivenUpAsync(RotationStrategy.EntraApplication);
        var before = driver.Directory.Object;
        driver.Proof.Verdict = ProofVerdict.TokenIssued;
        driver.Renewals.Saving = () =>
        {
            if (driver.Renewals.Current.State is RenewalState.Preflighted)
            {
                driver.Renewals.Saving = null;
                throw new InvalidOperationException("The process ends here.");
            }
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() => driver.RunSignedInAsync());
        await driver.RunAloneAsync();
        driver.SignInAgain();
        driver.Directory.Rules = _ => new() { PasswordsRefused = true };

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal((RenewalState.RolledBack, null), (renewal.State, renewal.NewKeyId));
        Assert.Equal(before, driver.Directory.Object);
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
