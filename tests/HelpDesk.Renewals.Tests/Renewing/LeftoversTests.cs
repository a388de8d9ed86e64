using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Renewing;
using HelpDesk.Renewals.Secrets;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.Renewals.Tests.Renewing;

/// <summary>Old secrets are left to expire, and go with the next sign-in: not too early, and nothing that is somebody else's.</summary>
public sealed class LeftoversTests
{
    [Theory]
    [InlineData(RotationStrategy.AcsApplication)]
    [InlineData(RotationStrategy.EntraApplication)]
    public async Task The_last_secret_of_an_app_is_no_leftover_however_long_it_has_expired(RotationStrategy strategy)
    {
        var driver = new EngineDriver(strategy);
        driver.Vault.Fault = (what, _) => what is "write" ? new VaultException("The disk is full.") : null;
        var failed = await driver.RunSignedInAsync();
        driver.Time.Advance(TimeSpan.FromDays(400));

        Assert.Equal(RenewalState.RolledBack, failed.State);
        Assert.Empty(Leftovers.Of(new Principal(null, driver.Directory.Object), new RenewalHistory([failed]), driver.Time.GetUtcNow()));
    }

    [Fact]
    public async Task A_second_password_of_a_renewal_that_came_late_is_left_over()
    {
        var driver = new EngineDriver(RotationStrategy.EntraApplication);
        var renewal = await driver.RunSignedInAsync();
        var given = Assert.Single(driver.Directory.Object.Passwords, p => p.KeyId == renewal.NewKeyId);
        var late = given with { KeyId = Guid.NewGuid() };
        var history = new RenewalHistory([renewal]);

        Assert.Equal((true, false), (history.IsLeftover(late), history.IsLeftover(given)));
    }

    [Theory]
    [InlineData(RotationStrategy.EntraApplication)]
    [InlineData(RotationStrategy.AcsApplication)]
    [InlineData(RotationStrategy.AcsLegacyPrincipal)]
    public async Task The_next_renewal_removes_the_old_secret_that_the_last_one_left_to_expire(RotationStrategy strategy)
    {
        var (driver, old) = await RetiredAsync(strategy);
        Assert.Equal(OldSecretFate.LeftToExpire, driver.Current.OldSecretFate);
        Assert.Contains(driver.Directory.Object.Passwords, p => p.KeyId == old.KeyId);

        driver.ClaimNext();
        var next = await driver.RunSignedInAsync();

        Assert.DoesNotContain(driver.Directory.Object.Passwords, p => p.KeyId == old.KeyId);
        Assert.Equal(2, driver.Directory.Object.Passwords.Count);
        Assert.Equal(OldSecretFate.Removed, driver.Renewals.Earlier[0].OldSecretFate);
        Assert.NotEqual(old.KeyId, next.OldKeyId);
    }

    [Fact]
    public async Task Its_pair_of_keys_is_left_out_when_the_new_pair_is_written()
    {
        var (driver, old) = await RetiredAsync(RotationStrategy.AcsLegacyPrincipal);

        driver.ClaimNext();
        await driver.RunSignedInAsync();

        Assert.DoesNotContain(driver.Directory.Object.Keys, k => k.End == old.End);
        Assert.Equal(4, driver.Directory.Object.Keys.Count);
        Assert.Equal(2, driver.Directory.Calls.Count(c => c is "replaceKeys"));
    }

    [Fact]
    public async Task An_access_control_secret_stays_for_a_week_after_its_end()
    {
        var driver = new EngineDriver(RotationStrategy.AcsLegacyPrincipal);
        var old = driver.Directory.Object.Passwords[0];
        await driver.RunSignedInAsync();
        driver.Time.SetUtcNow(old.End!.Value.AddDays(6.9));

        driver.ClaimNext();
        await driver.RunSignedInAsync();

        Assert.Contains(driver.Directory.Object.Passwords, p => p.KeyId == old.KeyId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_vault_may_still_offer_to_HelpDesk_stays(bool byKeyId)
    {
        var (driver, old) = await RetiredAsync(RotationStrategy.EntraApplication);
        driver.Vault.Values[VaultNames.SecondaryClientSecret] = new(new SecretText("old value"), byKeyId ? old.KeyId : null, null);

        driver.ClaimNext();
        await driver.RunSignedInAsync();

        Assert.Contains(driver.Directory.Object.Passwords, p => p.KeyId == old.KeyId);
    }

    [Fact]
    public async Task What_no_renewal_had_a_part_in_stays_however_long_it_has_expired()
    {
        var (driver, _) = await RetiredAsync(RotationStrategy.EntraApplication);
        var foreign = Sample.Password(Sample.Now.AddYears(-2), "somebody's");
        driver.Directory.Object = driver.Directory.Object with { Passwords = [.. driver.Directory.Object.Passwords, foreign] };

        driver.ClaimNext();
        await driver.RunSignedInAsync();

        Assert.Contains(foreign, driver.Directory.Object.Passwords);
    }

    [Fact]
    public async Task What_waits_for_a_sign_in_to_go_on_is_no_leftover()
    {
        var driver = new EngineDriver(RotationStrategy.EntraApplication);
        driver.Directory.Before = call => call is "removePassword" ? new DirectoryException(DirectoryFault.Forbidden, "No.") : null;
        driver.Vault.Fault = (what, _) => what is "write" ? new VaultException("No.") : null;
        var orphaned = await driver.RunSignedInAsync();
        var principal = new Principal(null, driver.Directory.Object);

        var orphan = Assert.Single(Leftovers.Of(principal, new([orphaned]), driver.Time.GetUtcNow()));
        Assert.Equal((orphaned.NewKeyId, LeftoverKind.Orphan), (orphan.KeyId, orphan.Kind));
        Assert.Equal(orphaned.NewKeyId, orphaned.OrphanKeyId);
        Assert.Empty(Leftovers.Of(principal, new([orphaned with { State = RenewalState.NeedsSignIn }]), driver.Time.GetUtcNow()));
    }

    /// <summary>A renewal whose old secret is over.</summary>
    private static async Task<(EngineDriver Driver, PasswordEntry Old)> RetiredAsync(RotationStrategy strategy)
    {
        var driver = new EngineDriver(strategy);
        var old = driver.Directory.Object.Passwords[0];
        await driver.RunSignedInAsync();
        driver.Time.SetUtcNow(old.End!.Value.AddDays(7).AddMinutes(1));
        Assert.Equal(RenewalState.Retired, (await driver.RunAloneAsync()).State);
        return (driver, old);
    }
}
