using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Proofs;

namespace HelpDesk.Renewals.Tests.Renewing;

/// <summary>Keys without a password: access control goes on signing with them, so a renewal may leave none behind.</summary>
public sealed class OrphanedKeysTests
{
    [Fact]
    public async Task The_keys_of_a_renewal_that_could_not_take_them_back_go_with_the_next()
    {
        var driver = new EngineDriver(RotationStrategy.AcsLegacyPrincipal);
        var before = driver.Directory.Object.Keys;
        await FailAfterTheKeysWereWrittenAsync(driver);
        Assert.Equal(4, driver.Directory.Object.Keys.Count);

        driver.ClaimNext();
        var renewal = await driver.RunSignedInAsync();

        Assert.True(renewal.IsProven);
        Assert.Equal(4, driver.Directory.Object.Keys.Count);
        Assert.All(before, k => Assert.Contains(k, driver.Directory.Object.Keys));
        Assert.Equal(2, driver.Directory.Object.Keys.Count(k => k.End == renewal.NewSecretExpires));
    }

    [Fact]
    public async Task They_go_even_when_their_password_is_gone_already()
    {
        var driver = new EngineDriver(RotationStrategy.AcsApplication);
        await FailAfterTheKeysWereWrittenAsync(driver);
        driver.Directory.Object = driver.Directory.Object with { Passwords = [driver.Directory.Object.Passwords[0]] };

        driver.ClaimNext();
        await driver.RunSignedInAsync();

        Assert.Equal(4, driver.Directory.Object.Keys.Count);
    }

    [Fact]
    public async Task The_keys_of_a_secret_that_is_replaced_unproven_go_with_it()
    {
        var driver = new EngineDriver(RotationStrategy.AcsLegacyPrincipal) { Proof = { Verdict = ProofVerdict.SecretRefused } };
        var renewal = await driver.RunSignedInAsync();
        driver.Time.SetUtcNow(renewal.ProofExpectedAt!.Value.AddHours(25));
        await driver.RunAloneAsync();
        driver.ClaimNext();

        await driver.RunSignedInAsync();

        Assert.Equal(4, driver.Directory.Object.Keys.Count);
        Assert.DoesNotContain(driver.Directory.Object.Keys, k => k.End == renewal.NewSecretExpires);
    }

    [Fact]
    public async Task Keys_of_anybody_else_stay_whether_or_not_they_have_a_password()
    {
        var driver = new EngineDriver(RotationStrategy.AcsLegacyPrincipal);
        driver.Directory.Object = driver.Directory.Object with { Keys = [.. driver.Directory.Object.Keys, .. Sample.Pair(Sample.Now.AddDays(200))] };
        var before = driver.Directory.Object.Keys;
        await FailAfterTheKeysWereWrittenAsync(driver);

        driver.ClaimNext();
        await driver.RunSignedInAsync();

        Assert.All(before, k => Assert.Contains(k, driver.Directory.Object.Keys));
        Assert.Equal(6, driver.Directory.Object.Keys.Count);
    }

    [Fact]
    public async Task A_key_that_somebody_adds_while_the_journal_is_written_stays()
    {
        var driver = new EngineDriver(RotationStrategy.AcsLegacyPrincipal);
        var added = Sample.Key(KeyEntry.Verify, Sample.Now.AddDays(500), "AsymmetricX509Cert");
        driver.Renewals.Saving = () =>
        {
            if (driver.Directory.Calls is [.., "addPassword", "read"])
            {
                driver.Renewals.Saving = null;
                driver.Directory.Object = driver.Directory.Object with { Keys = [.. driver.Directory.Object.Keys, added] };
            }
        };

        var renewal = await driver.RunSignedInAsync();

        Assert.Null(driver.Renewals.Saving);
        Assert.True(renewal.IsProven);
        Assert.Contains(added, driver.Directory.Object.Keys);
    }

    /// <summary>The write takes effect, its answer is lost, and the directory is gone until the sign-in is over.</summary>
    private static async Task FailAfterTheKeysWereWrittenAsync(EngineDriver driver)
    {
        driver.Directory.After = call => call is "replaceKeys" ? new DirectoryException(DirectoryFault.Unknown, "No answer in time.") : null;
        driver.Directory.Before = call => driver.Directory.Calls.Contains("replaceKeys") && call is not "replaceKeys"
            ? new DirectoryException(DirectoryFault.Throttled, "The directory could not be reached.")
            : null;
        Assert.Equal(RenewalState.NeedsPerson, (await driver.RunSignedInAsync()).State);
        driver.Directory.After = driver.Directory.Before = _ => null;
    }
}
