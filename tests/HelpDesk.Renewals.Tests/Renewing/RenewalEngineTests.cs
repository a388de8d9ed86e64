using System.Text.Json;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Proofs;
using HelpDesk.Renewals.Renewing;
using HelpDesk.Renewals.Rotation;
using HelpDesk.Renewals.Secrets;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.Renewals.Tests.Renewing;

public sealed class RenewalEngineTests
{
    private static readonly RenewalState[] ToDelivered = [RenewalState.Preflighted, RenewalState.Staged, RenewalState.Delivered];

    public static TheoryData<RotationStrategy> Strategies => [.. Enum.GetValues<RotationStrategy>()];

    public static TheoryData<RotationStrategy> AcsStrategies => [RotationStrategy.AcsLegacyPrincipal, RotationStrategy.AcsApplication];

    [Fact]
    public async Task An_Entra_application_is_proven_at_once_and_the_old_secret_is_left_to_expire()
    {
        var driver = new EngineDriver(RotationStrategy.EntraApplication);
        var old = driver.Directory.Object.Passwords[0];

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal([.. ToDelivered, RenewalState.Proven], driver.States);
        Assert.Equal(old.KeyId, renewal.OldKeyId);
        Assert.Equal(old.End, renewal.OldSecretExpires);
        Assert.Equal(old.End, renewal.DueAt);
        Assert.Equal(2, driver.Directory.Object.Passwords.Count);
        Assert.Equal(driver.Directory.Secrets[0], driver.Vault.Values[VaultNames.ClientSecret].Secret.Reveal());
        Assert.False(driver.Vault.Values.ContainsKey(VaultNames.PendingClientSecret));
        Assert.Equal(OperationName.Of(renewal.Id), driver.Directory.Object.Passwords[1].DisplayName);

        driver.Time.SetUtcNow(old.End!.Value.AddMinutes(1));
        Assert.Equal(RenewalState.Retired, (await driver.RunAloneAsync()).State);
    }

    [Theory]
    [MemberData(nameof(AcsStrategies))]
    public async Task An_access_control_secret_propagates_and_is_proven_once_the_old_one_is_over(RotationStrategy strategy)
    {
        var driver = new EngineDriver(strategy) { Proof = { Verdict = ProofVerdict.SecretRefused } };
        var before = driver.Directory.Object;

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal([.. ToDelivered, RenewalState.Propagating], driver.States);
        Assert.Equal(before.Passwords[0].End, renewal.ProofExpectedAt);
        Assert.Equal(renewal.ProofExpectedAt, renewal.DueAt);
        Assert.Null(renewal.Cause);
        Assert.All(before.Keys, k => Assert.Contains(k, driver.Directory.Object.Keys));
        var added = driver.Directory.Object.Keys.Except(before.Keys).ToList();
        Assert.Equal([KeyEntry.Sign, KeyEntry.Verify], added.Select(k => k.Usage!).Order());
        Assert.All(added, k => Assert.Equal((renewal.NewSecretStarts, renewal.NewSecretExpires), (k.Start, k.End)));

        driver.Time.SetUtcNow(renewal.ProofExpectedAt!.Value);
        driver.Proof.Verdict = ProofVerdict.TokenIssued;
        Assert.Equal(RenewalState.Proven, (await driver.RunAloneAsync()).State);
        driver.Time.SetUtcNow(before.Passwords[0].End!.Value.AddDays(7));
        Assert.Equal(RenewalState.Retired, (await driver.RunAloneAsync()).State);
    }

    [Fact]
    public async Task An_access_control_secret_that_is_still_refused_a_day_after_its_time_needs_a_person()
    {
        var driver = new EngineDriver(RotationStrategy.AcsLegacyPrincipal) { Proof = { Verdict = ProofVerdict.SecretRefused } };
        var renewal = await driver.RunSignedInAsync();

        driver.Time.SetUtcNow(renewal.ProofExpectedAt!.Value.AddHours(25));
        renewal = await driver.RunAloneAsync();

        Assert.Equal(RenewalState.NeedsPerson, renewal.State);
        Assert.Contains("no token could be obtained", renewal.Cause, StringComparison.Ordinal);
        Assert.Contains(driver.Directory.Object.Passwords, p => p.KeyId == renewal.NewKeyId);
    }

    [Fact]
    public async Task The_old_value_becomes_the_secondary_if_the_vault_had_it_and_goes_when_it_retires()
    {
        var driver = new EngineDriver(RotationStrategy.EntraApplication);
        var old = driver.Directory.Object.Passwords[0];
        driver.Vault.Values[VaultNames.ClientSecret] = new(new SecretText("old value"), old.KeyId, old.End);

        var renewal = await driver.RunSignedInAsync();

        Assert.True(renewal.OldSecretInVault);
        Assert.Equal("old value", driver.Vault.Values[VaultNames.SecondaryClientSecret].Secret.Reveal());
        driver.Time.SetUtcNow(old.End!.Value.AddDays(1));
        await driver.RunAloneAsync();
        Assert.False(driver.Vault.Values.ContainsKey(VaultNames.SecondaryClientSecret));
    }

    [Fact]
    public async Task Of_a_value_without_a_key_id_nobody_says_that_it_is_the_old_one()
    {
        var driver = new EngineDriver(RotationStrategy.EntraApplication);
        driver.Vault.Values[VaultNames.ClientSecret] = new(new SecretText("imported"), null, null);

        var renewal = await driver.RunSignedInAsync();

        Assert.False(renewal.OldSecretInVault);
        Assert.Equal("imported", driver.Vault.Values[VaultNames.SecondaryClientSecret].Secret.Reveal());
        Assert.Contains(renewal.Steps, s => s.Evidence.Contains("cannot be told", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_slow_directory_is_asked_again_within_seconds_before_the_renewal_is_called_propagating()
    {
        var driver = new EngineDriver(RotationStrategy.EntraApplication) { Proof = { Verdict = ProofVerdict.SecretRefused } };

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal([.. ToDelivered, RenewalState.Propagating], driver.States);
        Assert.InRange(driver.Proof.Requests.Count, 4, 6);
        Assert.NotNull(renewal.DueAt);
    }

    [Fact]
    public async Task A_proof_whose_time_comes_while_the_record_is_saved_is_due_at_once()
    {
        var driver = new EngineDriver(RotationStrategy.EntraApplication) { Proof = { Verdict = ProofVerdict.SecretRefused } };
        driver.Renewals.Saving = () => driver.Time.Advance(TimeSpan.FromSeconds(5));

        await driver.RunSignedInAsync();

        Assert.Equal([.. ToDelivered, RenewalState.Propagating], driver.States);
    }

    [Theory]
    [InlineData(RotationStrategy.EntraApplication, true, false)]
    [InlineData(RotationStrategy.AcsLegacyPrincipal, false, true)]
    public async Task A_policy_that_forbids_it_ends_the_renewal_before_anything_is_written(RotationStrategy strategy, bool passwords, bool keys)
    {
        var driver = new EngineDriver(strategy);
        driver.Directory.Rules = _ => new() { PasswordsRefused = passwords, SymmetricKeysRefused = keys };

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal(RenewalState.RolledBack, renewal.State);
        Assert.Contains("policy", renewal.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("addPassword", driver.Directory.Calls);
    }

    [Theory]
    [MemberData(nameof(AcsStrategies))]
    public async Task An_access_control_secret_that_could_not_be_proven_for_want_of_a_site_is_not_begun(RotationStrategy strategy)
    {
        var driver = new EngineDriver(strategy) { Registrations = { Registration = Sample.Registration with { SiteUrl = null } } };

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal(RenewalState.RolledBack, renewal.State);
        Assert.Contains("no SharePoint site", renewal.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("addPassword", driver.Directory.Calls);
    }

    [Theory]
    [MemberData(nameof(AcsStrategies))]
    public async Task An_access_control_secret_that_would_end_before_the_present_one_is_not_begun(RotationStrategy strategy)
    {
        var driver = new EngineDriver(strategy);
        driver.Directory.Rules = _ => new() { LongestPassword = TimeSpan.FromDays(60) };

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal(RenewalState.RolledBack, renewal.State);
        Assert.Contains("could never work", renewal.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("addPassword", driver.Directory.Calls);
    }

    [Fact]
    public async Task A_renewal_whose_registration_is_gone_needs_a_person_and_is_given_back()
    {
        var driver = new EngineDriver(RotationStrategy.EntraApplication) { Registrations = { Registration = null } };

        var renewal = await driver.RunAloneAsync();

        Assert.Equal((RenewalState.NeedsPerson, null), (renewal.State, renewal.DueAt));
        Assert.Contains("no longer configured", renewal.Cause, StringComparison.Ordinal);
        Assert.False(driver.Renewals.IsLeased);
        Assert.Empty(driver.Directory.Calls);
    }

    [Fact]
    public async Task A_proven_renewal_whose_registration_is_gone_rests_as_proven()
    {
        var driver = new EngineDriver(RotationStrategy.EntraApplication);
        await driver.RunSignedInAsync();
        driver.Registrations.Registration = null;

        var renewal = await driver.RunAloneAsync();

        Assert.Equal((RenewalState.Proven, null), (renewal.State, renewal.DueAt));
        Assert.False(driver.Renewals.IsLeased);
    }

    [Fact]
    public async Task An_app_that_a_policy_spares_for_its_age_gets_the_full_lifetime()
    {
        var driver = new EngineDriver(RotationStrategy.EntraApplication);
        driver.Directory.Rules = created => created < Sample.Now.AddYears(-1) ? new() : new() { LongestPassword = TimeSpan.FromDays(180) };

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal(730, (renewal.NewSecretExpires!.Value - renewal.NewSecretStarts!.Value).TotalDays, 0.1);
    }

    [Fact]
    public async Task Keys_refused_after_the_password_was_added_take_the_password_back()
    {
        var driver = new EngineDriver(RotationStrategy.AcsLegacyPrincipal);
        var before = driver.Directory.Object;
        driver.Directory.Before = call => call is "replaceKeys" ? new DirectoryException(DirectoryFault.RefusedByPolicy, "A policy refuses it.") : null;

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal(RenewalState.RolledBack, renewal.State);
        Assert.Equal(before.Passwords, driver.Directory.Object.Passwords);
        Assert.Equal(before.Keys, driver.Directory.Object.Keys);
        Assert.Empty(driver.Vault.Values);
        Assert.Contains("A policy refuses it.", renewal.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "nobody has its value")]
    [InlineData(true, "PendingClientSecret")]
    public async Task A_password_that_cannot_be_taken_back_is_told_by_its_key_id_and_who_has_its_value(bool vaultFails, string value)
    {
        var driver = new EngineDriver(RotationStrategy.AcsLegacyPrincipal);
        driver.Vault.Fault = (what, _) => vaultFails && what is "remove" ? new VaultException("No.") : null;
        driver.Directory.Before = call => call is "replaceKeys" or "removePassword" ? new DirectoryException(DirectoryFault.Forbidden, "No.") : null;

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal(RenewalState.NeedsPerson, renewal.State);
        Assert.Contains(renewal.NewKeyId!.Value.ToString(), renewal.Cause, StringComparison.Ordinal);
        Assert.Contains(value, renewal.Cause, StringComparison.Ordinal);
        Assert.Equal(vaultFails, driver.Vault.Values.ContainsKey(VaultNames.PendingClientSecret));
    }

    [Fact]
    public async Task A_password_that_is_gone_is_not_said_to_be_still_there()
    {
        var driver = new EngineDriver(RotationStrategy.AcsLegacyPrincipal);
        driver.Directory.Before = call => call is "replaceKeys" ? new DirectoryException(DirectoryFault.Forbidden, "No.") : null;
        driver.Directory.After = call =>
        {
            // Somebody removes the password by hand at the same moment.
            driver.Directory.Object = call is "addPassword" or "replaceKeys" ? driver.Directory.Object : driver.Directory.Object with
            {
                Passwords = [.. driver.Directory.Object.Passwords.Where(p => p.DisplayName is null)],
            };
            return null;
        };

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal(RenewalState.RolledBack, renewal.State);
    }

    [Fact]
    public async Task What_an_interrupted_run_left_is_forgotten_once_it_is_removed()
    {
        var driver = new EngineDriver(RotationStrategy.AcsLegacyPrincipal);
        driver.Vault.Fault = (what, name) => what is "write" && name is VaultNames.PendingClientSecret ? new InvalidOperationException("The process ends here.") : null;
        await Assert.ThrowsAsync<InvalidOperationException>(() => driver.RunSignedInAsync());
        driver.Vault.Fault = (_, _) => null;
        await driver.RunAloneAsync();
        Assert.NotNull(driver.Current.NewKeyId);
        driver.SignInAgain();
        driver.Directory.Before = call => call is "addPassword" ? new DirectoryException(DirectoryFault.Forbidden, "Not allowed any more.") : null;

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal((RenewalState.RolledBack, null, null, null), (renewal.State, renewal.NewKeyId, renewal.NewSecretStarts, renewal.NewSecretExpires));
        Assert.Equal("Not allowed any more.", renewal.Cause);
    }

    [Fact]
    public async Task A_lost_answer_to_the_new_password_is_resolved_by_looking_and_removing_it()
    {
        var driver = new EngineDriver(RotationStrategy.EntraApplication);
        var before = driver.Directory.Object.Passwords;
        driver.Directory.After = call => call is "addPassword" ? new DirectoryException(DirectoryFault.Unknown, "No answer in time.") : null;

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal(RenewalState.RolledBack, renewal.State);
        Assert.Equal(before, driver.Directory.Object.Passwords);
        Assert.Single(driver.Directory.Calls, "addPassword");
    }

    [Fact]
    public async Task A_lost_answer_with_no_effect_claims_nothing()
    {
        var driver = new EngineDriver(RotationStrategy.EntraApplication);
        driver.Directory.Before = call => call is "addPassword" ? new DirectoryException(DirectoryFault.Unknown, "No answer in time.") : null;

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal(RenewalState.RolledBack, renewal.State);
        Assert.Null(renewal.NewKeyId);
        Assert.DoesNotContain("removePassword", driver.Directory.Calls);
    }

    [Fact]
    public async Task A_lost_answer_to_the_keys_is_resolved_by_reading_them()
    {
        var driver = new EngineDriver(RotationStrategy.AcsApplication);
        driver.Directory.After = call => call is "replaceKeys" ? new DirectoryException(DirectoryFault.Unknown, "No answer in time.") : null;

        await driver.RunSignedInAsync();

        Assert.Contains(RenewalState.Proven, driver.States);
        Assert.Single(driver.Directory.Calls, "replaceKeys");
    }

    [Fact]
    public async Task A_key_that_vanished_meanwhile_stops_the_renewal_and_is_named()
    {
        var driver = new EngineDriver(RotationStrategy.AcsLegacyPrincipal);
        var victim = driver.Directory.Object.Keys[0];
        driver.Directory.After = call =>
        {
            if (call is "replaceKeys")
            {
                driver.Directory.Object = driver.Directory.Object with { Keys = [.. driver.Directory.Object.Keys.Where(k => k.KeyId != victim.KeyId)] };
            }

            return null;
        };

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal(RenewalState.NeedsPerson, renewal.State);
        Assert.Contains(victim.KeyId.ToString(), renewal.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vault_that_cannot_keep_the_value_takes_the_password_back()
    {
        var driver = new EngineDriver(RotationStrategy.EntraApplication);
        var before = driver.Directory.Object.Passwords;
        driver.Vault.Fault = (what, _) => what is "write" ? new VaultException("The disk is full.") : null;

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal(RenewalState.RolledBack, renewal.State);
        Assert.Equal(before, driver.Directory.Object.Passwords);
        Assert.Contains("The disk is full.", renewal.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_sign_in_before_the_first_write_asks_for_another()
    {
        var driver = new EngineDriver(RotationStrategy.EntraApplication);
        driver.Directory.Before = call => call is "addPassword" ? new DirectoryException(DirectoryFault.SignInAgain, "Sign in again.") : null;

        Assert.Equal(RenewalState.NeedsSignIn, (await driver.RunSignedInAsync()).State);
        Assert.Null(driver.Current.DueAt);

        driver.Directory.Before = _ => null;
        driver.SignInAgain();
        Assert.Contains(RenewalState.Proven, (await driver.RunSignedInAsync()).Steps.Select(s => s.State));
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task A_process_that_died_at_any_call_leaves_a_renewal_that_ends_well(RotationStrategy strategy)
    {
        var calls = await CallsOfAsync(strategy);
        for (var dieAt = 0; dieAt < calls; dieAt++)
        {
            foreach (var afterEffect in new[] { false, true })
            {
                await DieAndRecoverAsync(strategy, dieAt, afterEffect);
            }
        }
    }

    [Fact]
    public async Task No_live_key_disappears_whatever_keys_there_are()
    {
        var random = new Random(20261124);
        for (var i = 0; i < 200; i++)
        {
            var driver = new EngineDriver(RotationStrategy.AcsLegacyPrincipal);
            var keys = Enumerable.Range(0, random.Next(0, 12))
                .Select(_ => Sample.Key(random.Next(2) == 0 ? KeyEntry.Sign : KeyEntry.Verify, Sample.Now.AddDays(random.Next(-400, 700)), random.Next(3) == 0 ? "AsymmetricX509Cert" : KeyEntry.Symmetric))
                .ToList();
            driver.Directory.Object = Sample.Object(driver.Directory.Object.Passwords, keys);
            var failing = random.Next(4);
            driver.Directory.Before = call => failing == 0 && call is "replaceKeys" ? new DirectoryException(DirectoryFault.Forbidden, "No.") : null;
            driver.Vault.Fault = (what, name) => failing == 1 && what is "write" && name is VaultNames.ClientSecret ? new VaultException("No.") : null;

            await driver.RunSignedInAsync();

            Assert.All(keys, k => Assert.Contains(k, driver.Directory.Object.Keys));
        }
    }

    /// <summary>
    /// Renewals that fail, are given up, interrupted or go well, one after the other, leave pairs that the next one leaves out on purpose.
    /// What is nobody's of them stays, and so does the pair of every secret that HelpDesk works with, until it is over.
    /// </summary>
    [Fact]
    public async Task No_live_key_disappears_however_many_renewals_there_were_before()
    {
        var random = new Random(20261129);
        for (var i = 0; i < 150; i++)
        {
            var driver = new EngineDriver(random.Next(2) == 0 ? RotationStrategy.AcsLegacyPrincipal : RotationStrategy.AcsApplication);
            List<KeyEntry> foreign = [.. driver.Directory.Object.Keys, .. Enumerable.Range(0, random.Next(8)).Select(_ => RandomKey(random))];
            driver.Directory.Object = driver.Directory.Object with { Keys = [.. foreign] };
            for (var renewal = 0; renewal < 5; renewal++)
            {
                await RenewSomehowAsync(driver, random);
                if (random.Next(3) == 0 && foreign.Count > 2)
                {
                    // Somebody else takes one of theirs away, but for the pair by which the strategy is chosen.
                    driver.Directory.Object = driver.Directory.Object with { Keys = [.. driver.Directory.Object.Keys.Where(k => k != foreign[^1])] };
                    foreign.RemoveAt(foreign.Count - 1);
                }

                var now = driver.Time.GetUtcNow();
                Assert.All(foreign.Where(k => k.IsLiveAt(now)), k => Assert.Contains(k, driver.Directory.Object.Keys));
                var given = driver.Vault.Values.Where(v => v.Key is VaultNames.ClientSecret or VaultNames.SecondaryClientSecret).Select(v => v.Value.KeyId);
                foreach (var password in driver.Directory.Object.Passwords.Where(p => given.Contains(p.KeyId) && p.IsLiveAt(now)))
                {
                    Assert.Equal(2, driver.Directory.Object.Keys.Count(k => k.Start == password.Start && k.End == password.End));
                }

                driver.Time.Advance(TimeSpan.FromDays(random.Next(1, 700)));
                await EndAsync(driver);
            }
        }
    }

    private static KeyEntry RandomKey(Random random) => Sample.Key(
        random.Next(2) == 0 ? KeyEntry.Sign : KeyEntry.Verify, Sample.Now.AddDays(random.Next(-400, 1500)), random.Next(3) == 0 ? "AsymmetricX509Cert" : KeyEntry.Symmetric);

    private static async Task RenewSomehowAsync(EngineDriver driver, Random random)
    {
        var failing = random.Next(6);
        driver.Proof.Verdict = failing switch
        {
            0 => ProofVerdict.SecretRefused,
            4 => ProofVerdict.SaysNothing,
            _ => ProofVerdict.TokenIssued,
        };
        driver.Directory.Before = call => failing == 1 && call is "replaceKeys" ? new DirectoryException(DirectoryFault.Forbidden, "No.") : null;
        driver.Directory.After = call => failing == 2 && call is "replaceKeys" ? new DirectoryException(DirectoryFault.SignInAgain, "Sign in again.") : null;
        driver.Vault.Fault = (what, name) => failing == 3 && what is "write" && name is VaultNames.ClientSecret ? new VaultException("No.") : null;
        await driver.RunSignedInAsync();
        (driver.Directory.Before, driver.Directory.After, driver.Vault.Fault) = (_ => null, _ => null, (_, _) => null);
    }

    /// <summary>Until another renewal can begin.</summary>
    private static async Task EndAsync(EngineDriver driver)
    {
        for (var turn = 0; turn < 60 && RenewalTransitions.IsActive(driver.Current.State); turn++)
        {
            if (driver.Current.State is RenewalState.NeedsSignIn)
            {
                driver.SignInAgain();
                await driver.RunSignedInAsync();
            }
            else
            {
                var wait = (driver.Current.DueAt - driver.Time.GetUtcNow()) ?? TimeSpan.Zero;
                driver.Time.Advance(wait > TimeSpan.Zero ? wait : TimeSpan.FromHours(1));
                await driver.RunAloneAsync();
            }
        }

        driver.ClaimNext();
    }

    [Fact]
    public async Task No_record_or_journal_holds_the_secret()
    {
        var driver = new EngineDriver(RotationStrategy.AcsLegacyPrincipal);
        await driver.RunSignedInAsync();

        var all = JsonSerializer.Serialize(driver.Current) + JsonSerializer.Serialize(driver.Renewals.Journal) + driver.Current;
        Assert.All(driver.Directory.Secrets, s => Assert.DoesNotContain(s, all, StringComparison.Ordinal));
    }

    private static async Task<int> CallsOfAsync(RotationStrategy strategy)
    {
        var driver = new EngineDriver(strategy);
        await driver.RunSignedInAsync();
        return driver.Directory.Calls.Count;
    }

    private static async Task DieAndRecoverAsync(RotationStrategy strategy, int dieAt, bool afterEffect)
    {
        var driver = new EngineDriver(strategy);
        var before = driver.Directory.Object;
        var count = 0;
        Exception? Die(string call) => count++ == dieAt ? new SimulatedDeathException() : null;
        if (afterEffect)
        {
            driver.Directory.After = Die;
        }
        else
        {
            driver.Directory.Before = Die;
        }

        await Assert.ThrowsAsync<SimulatedDeathException>(() => driver.RunSignedInAsync());
        driver.Directory.Before = driver.Directory.After = _ => null;

        // The schedule of the next process finds it; somebody signs in if that is asked for.
        await driver.RunAloneAsync();
        if (driver.Current.State is RenewalState.NeedsSignIn)
        {
            driver.SignInAgain();
            await driver.RunSignedInAsync();
        }

        Assert.Equal(RenewalState.Proven, driver.Current.State);
        var created = driver.Directory.Object.Passwords.Except(before.Passwords).ToList();
        Assert.Equal(driver.Current.NewKeyId, Assert.Single(created).KeyId);
        Assert.Equal(driver.Current.NewKeyId, driver.Vault.Values[VaultNames.ClientSecret].KeyId);
        Assert.All(before.Keys, k => Assert.Contains(k, driver.Directory.Object.Keys));
    }

    private sealed class SimulatedDeathException : Exception;
}
