using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.Renewals.Tests.Renewing;

/// <summary>A sign-in writes for minutes only, and takes back what it wrote with some patience.</summary>
public sealed class WriteWindowTests
{
    [Fact]
    public async Task A_sign_in_that_waited_too_long_writes_nothing_and_another_one_is_asked_for()
    {
        var driver = new EngineDriver(RotationStrategy.EntraApplication);

        var renewal = await driver.RunSignedInAsync(confirmedBefore: TimeSpan.FromMinutes(10));

        Assert.Equal(RenewalState.NeedsSignIn, renewal.State);
        Assert.DoesNotContain("addPassword", driver.Directory.Calls);
    }

    [Fact]
    public async Task What_was_seen_at_the_confirmation_is_not_read_again_within_a_minute()
    {
        var driver = new EngineDriver(RotationStrategy.EntraApplication);
        driver.Seen = await driver.Directory.ViewAsync(Sample.ClientId, default);
        driver.Directory.Calls.Clear();

        await driver.RunSignedInAsync(confirmedBefore: TimeSpan.FromSeconds(50));

        Assert.Equal(["addPassword"], driver.Directory.Calls);
    }

    [Fact]
    public async Task After_a_minute_it_is_looked_at_again()
    {
        var driver = new EngineDriver(RotationStrategy.EntraApplication);
        driver.Seen = await driver.Directory.ViewAsync(Sample.ClientId, default);
        driver.Directory.Calls.Clear();

        await driver.RunSignedInAsync(confirmedBefore: TimeSpan.FromSeconds(70));

        Assert.Equal(["view", "addPassword"], driver.Directory.Calls);
    }

    [Theory]
    [InlineData(DirectoryFault.Throttled, 3)]
    [InlineData(DirectoryFault.Unknown, 2)]
    public async Task Taking_back_is_tried_again_while_the_sign_in_lasts(DirectoryFault fault, int times)
    {
        var driver = new EngineDriver(RotationStrategy.EntraApplication);
        var before = driver.Directory.Object;
        var left = times;
        driver.Directory.Before = call => call is "removePassword" && left-- > 0 ? new DirectoryException(fault, "Not now.") : null;
        driver.Vault.Fault = (what, _) => what is "write" ? new VaultException("The disk is full.") : null;

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal(RenewalState.RolledBack, renewal.State);
        Assert.Equal(before.Passwords, driver.Directory.Object.Passwords);
        Assert.Equal(times + 1, driver.Directory.Calls.Count(c => c is "removePassword"));
    }

    [Fact]
    public async Task A_removal_whose_answer_was_lost_is_seen_to_have_happened()
    {
        var driver = new EngineDriver(RotationStrategy.EntraApplication);
        driver.Directory.After = call => call is "removePassword" ? new DirectoryException(DirectoryFault.Unknown, "No answer in time.") : null;
        driver.Vault.Fault = (what, _) => what is "write" ? new VaultException("The disk is full.") : null;

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal((RenewalState.RolledBack, null), (renewal.State, renewal.OrphanKeyId));
        Assert.Single(driver.Directory.Calls, "removePassword");
    }

    [Fact]
    public async Task A_vault_that_cannot_be_read_costs_nothing_that_an_interrupted_run_has_done()
    {
        var driver = new EngineDriver(RotationStrategy.AcsLegacyPrincipal);
        driver.Directory.Before = call => call is "replaceKeys" ? new DirectoryException(DirectoryFault.SignInAgain, "Sign in again.") : null;
        var interrupted = await driver.RunSignedInAsync();
        driver.Directory.Before = _ => null;
        Assert.Equal((RenewalState.NeedsSignIn, true), (interrupted.State, driver.Vault.Values.ContainsKey(VaultNames.PendingClientSecret)));
        driver.SignInAgain();
        driver.Vault.Fault = (what, _) => what is "read" ? new VaultException("No route to it.") : null;

        var waiting = await driver.RunSignedInAsync();

        Assert.Equal((RenewalState.NeedsSignIn, interrupted.NewKeyId), (waiting.State, waiting.NewKeyId));
        Assert.Contains("could not be read", waiting.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("removePassword", driver.Directory.Calls);
        driver.Vault.Fault = (_, _) => null;
        driver.SignInAgain();
        Assert.Equal((true, interrupted.NewKeyId), ((await driver.RunSignedInAsync()).IsProven, driver.Current.NewKeyId));
    }

    [Fact]
    public async Task Keys_that_stay_though_they_were_taken_back_are_told_and_do_not_hold_the_run()
    {
        var driver = new EngineDriver(RotationStrategy.AcsLegacyPrincipal);
        driver.Vault.Fault = (what, name) => what is "write" && name is VaultNames.ClientSecret ? new VaultException("The disk is full.") : null;
        IReadOnlyList<KeyEntry>? written = null;
        driver.Directory.After = call =>
        {
            written ??= call is "replaceKeys" ? driver.Directory.Object.Keys : null;
            driver.Directory.Object = written is null ? driver.Directory.Object : driver.Directory.Object with { Keys = written };
            return null;
        };

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal((RenewalState.NeedsPerson, renewal.NewKeyId), (renewal.State, renewal.OrphanKeyId));
        Assert.Contains(renewal.Steps, s => s.Evidence.Contains("still shows the keys", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_look_that_fails_for_a_moment_does_not_end_the_taking_back()
    {
        var driver = new EngineDriver(RotationStrategy.EntraApplication);
        var before = driver.Directory.Object;
        var failures = new Queue<string>(["removePassword", "read"]);
        driver.Directory.Before = call => failures.TryPeek(out var next) && call == next
            ? new DirectoryException(failures.Dequeue() is "read" ? DirectoryFault.Throttled : DirectoryFault.Unknown, "Not now.")
            : null;
        driver.Vault.Fault = (what, _) => what is "write" ? new VaultException("The disk is full.") : null;

        var renewal = await driver.RunSignedInAsync();

        Assert.Empty(failures);
        Assert.Equal(RenewalState.RolledBack, renewal.State);
        Assert.Equal(before.Passwords, driver.Directory.Object.Passwords);
        Assert.Equal(before.Passwords.Select(p => p.KeyId), renewal.Facts.After.Select(f => f.KeyId));
    }

    [Fact]
    public async Task A_key_that_is_lost_while_the_pair_is_taken_back_is_named()
    {
        var driver = new EngineDriver(RotationStrategy.AcsLegacyPrincipal);
        var old = driver.Directory.Object.Keys[0];
        var writes = 0;
        driver.Directory.After = call =>
        {
            driver.Directory.Object = call is "replaceKeys" && ++writes == 2
                ? driver.Directory.Object with { Keys = [.. driver.Directory.Object.Keys.Where(k => k != old)] }
                : driver.Directory.Object;
            return null;
        };
        driver.Vault.Fault = (what, name) => what is "write" && name is VaultNames.ClientSecret ? new VaultException("The disk is full.") : null;

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal(RenewalState.NeedsPerson, renewal.State);
        Assert.Contains(old.KeyId.ToString(), renewal.Steps[^1].Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(9, false)]
    public async Task A_version_that_is_refused_twice_is_not_gone_by_any_more(int refusals, bool isSentInTheEnd)
    {
        var driver = new EngineDriver(RotationStrategy.AcsLegacyPrincipal);
        driver.Directory.Object = driver.Directory.Object with { Tag = "W/\"1\"" };
        var left = refusals;
        driver.Directory.RefusesTags = () => left-- > 0;

        var renewal = await driver.RunSignedInAsync();

        Assert.True(renewal.IsProven);
        Assert.Equal(isSentInTheEnd, driver.Directory.Tags[^1] is not null);
    }

    [Fact]
    public async Task Keys_that_cannot_be_taken_back_do_not_keep_the_password_there()
    {
        var driver = new EngineDriver(RotationStrategy.AcsLegacyPrincipal);
        var writes = 0;
        driver.Directory.Before = call => call is "replaceKeys" && writes++ > 0 ? new DirectoryException(DirectoryFault.Forbidden, "Not any more.") : null;
        driver.Vault.Fault = (what, name) => what is "write" && name is VaultNames.ClientSecret ? new VaultException("The disk is full.") : null;

        var renewal = await driver.RunSignedInAsync();

        Assert.Equal(RenewalState.NeedsPerson, renewal.State);
        Assert.DoesNotContain(driver.Directory.Object.Passwords, p => p.KeyId == renewal.NewKeyId);
        Assert.Contains("pair of keys", renewal.Cause, StringComparison.Ordinal);
        // What is left of it is offered for cleaning up.
        Assert.Equal(renewal.NewKeyId, renewal.OrphanKeyId);
    }

    [Fact]
    public async Task A_directory_that_notices_a_change_by_itself_is_read_again_before_the_keys_are_written()
    {
        var driver = new EngineDriver(RotationStrategy.AcsLegacyPrincipal);
        var foreign = Sample.Key(KeyEntry.Verify, Sample.Now.AddYears(1), "AsymmetricX509Cert");
        var writes = 0;
        driver.Directory.Before = call =>
        {
            if (call is not "replaceKeys" || writes++ > 0)
            {
                return null;
            }

            driver.Directory.Object = driver.Directory.Object with { Keys = [.. driver.Directory.Object.Keys, foreign] };
            return new DirectoryException(DirectoryFault.Changed, "Somebody else changed it.");
        };

        var renewal = await driver.RunSignedInAsync();

        Assert.True(renewal.IsProven);
        Assert.Contains(foreign, driver.Directory.Object.Keys);
    }
}
