using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.Renewals.Tests.Renewing;

/// <summary>What was being taken back is never given to HelpDesk, wherever the run ended.</summary>
public sealed class InterruptedRollbackTests
{
    [Theory]
    [InlineData(RotationStrategy.AcsLegacyPrincipal)]
    [InlineData(RotationStrategy.AcsApplication)]
    public async Task A_password_that_was_removed_is_not_delivered_after_it(RotationStrategy strategy)
    {
        var driver = new EngineDriver(strategy);
        var before = driver.Directory.Object;
        driver.Vault.Fault = (what, name) => (what, name) switch
        {
            ("write", VaultNames.ClientSecret) => new VaultException("The disk is full."),
            ("remove", _) => new InvalidOperationException("The process ends here."),
            _ => null,
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() => driver.RunSignedInAsync());
        Assert.Equal(before.Passwords, driver.Directory.Object.Passwords);
        driver.Vault.Fault = (_, _) => null;

        var waiting = await driver.RunAloneAsync();

        Assert.Equal(RenewalState.NeedsSignIn, waiting.State);
        Assert.DoesNotContain(VaultNames.ClientSecret, driver.Vault.Values);
        driver.SignInAgain();
        var renewal = await driver.RunSignedInAsync();
        Assert.True(renewal.IsProven);
        Assert.Contains(driver.Directory.Object.Passwords, p => p.KeyId == renewal.NewKeyId);
        Assert.Equal(renewal.NewKeyId, driver.Vault.Values[VaultNames.ClientSecret].KeyId);
    }

    [Fact]
    public async Task One_that_is_still_there_with_its_keys_waits_for_a_sign_in_all_the_same()
    {
        var driver = new EngineDriver(RotationStrategy.AcsLegacyPrincipal);
        driver.Directory.After = call => call is "replaceKeys" ? new DirectoryException(DirectoryFault.Forbidden, "No.") : null;
        driver.Directory.Before = call => call is "removePassword" ? new InvalidOperationException("The process ends here.") : null;
        await Assert.ThrowsAsync<InvalidOperationException>(() => driver.RunSignedInAsync());
        driver.Directory.After = driver.Directory.Before = _ => null;

        Assert.Equal(RenewalState.NeedsSignIn, (await driver.RunAloneAsync()).State);
        Assert.DoesNotContain(VaultNames.ClientSecret, driver.Vault.Values);
    }

    [Fact]
    public async Task A_write_of_the_vault_that_comes_late_is_noticed_before_its_password_is_taken_back()
    {
        var driver = new EngineDriver(RotationStrategy.EntraApplication);
        VaultSecret? late = null;
        driver.Vault.Writing = (name, secret) => late = name is VaultNames.ClientSecret ? secret : late;
        var reads = 0;
        driver.Vault.Fault = (what, name) =>
        {
            if (what is "read" && name is VaultNames.ClientSecret && late is not null && ++reads == 2)
            {
                driver.Vault.Values[name] = late;
            }

            return what is "write" && name is VaultNames.ClientSecret ? new VaultException("No answer in time.") : null;
        };

        var renewal = await driver.RunSignedInAsync();

        Assert.True(renewal.IsProven);
        Assert.DoesNotContain("removePassword", driver.Directory.Calls);
    }

    [Theory]
    [InlineData(DirectoryFault.Forbidden, 0, RenewalState.NeedsSignIn)]
    [InlineData(DirectoryFault.NotFound, 0, RenewalState.NeedsSignIn)]
    [InlineData(DirectoryFault.Throttled, 0, RenewalState.Preflighted)]
    [InlineData(DirectoryFault.Throttled, 25, RenewalState.NeedsSignIn)]
    public async Task A_directory_that_does_not_let_the_service_look_holds_nobody_up_for_ever(DirectoryFault fault, int hoursLater, RenewalState state)
    {
        var driver = new EngineDriver(RotationStrategy.EntraApplication);
        driver.Directory.After = call => call is "addPassword" ? new InvalidOperationException("The process ends here.") : null;
        await Assert.ThrowsAsync<InvalidOperationException>(() => driver.RunSignedInAsync());
        driver.Directory.After = _ => null;
        driver.Directory.Before = _ => new DirectoryException(fault, "No.");
        driver.Time.Advance(TimeSpan.FromHours(hoursLater));

        var renewal = await driver.RunAloneAsync();

        Assert.Equal(state, renewal.State);
        Assert.Equal(state is RenewalState.Preflighted, renewal.DueAt > driver.Time.GetUtcNow());
    }
}
