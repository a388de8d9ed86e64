using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.Renewals.Tests;

/// <summary>The table of domain.md §8.</summary>
public sealed class LifetimeTests
{
    [Fact]
    public void Two_years_are_the_wish_when_no_policy_is_shorter()
    {
        Assert.Equal(Sample.Now.AddDays(730), Lifetime.EndOf(RotationStrategy.EntraApplication, null, Lifetime.Default, Sample.Now));
        Assert.Equal(Sample.Now.AddDays(730), Lifetime.EndOf(RotationStrategy.EntraApplication, new() { LongestPassword = TimeSpan.FromDays(1000) }, Lifetime.Default, Sample.Now));
    }

    [Fact]
    public void The_shortest_limit_that_applies_to_the_strategy_wins()
    {
        var rules = new CredentialRules { LongestPassword = TimeSpan.FromDays(180), LongestSymmetricKey = TimeSpan.FromDays(90) };

        Assert.InRange(Lifetime.EndOf(RotationStrategy.EntraApplication, rules, Lifetime.Default, Sample.Now), Sample.Now.AddDays(179), Sample.Now.AddDays(180));
        Assert.InRange(Lifetime.EndOf(RotationStrategy.AcsLegacyPrincipal, rules, Lifetime.Default, Sample.Now), Sample.Now.AddDays(89), Sample.Now.AddDays(90));
    }

    [Fact]
    public void A_wish_is_granted_up_to_the_longest_that_access_control_knows()
    {
        var wish = TimeSpan.FromDays(5 * 365);

        Assert.Equal(Sample.Now + wish, Lifetime.EndOf(RotationStrategy.EntraApplication, null, wish, Sample.Now));
        Assert.Equal(Sample.Now + Lifetime.LongestAcs, Lifetime.EndOf(RotationStrategy.AcsApplication, null, wish, Sample.Now));
        Assert.Equal(Sample.Now.AddDays(90), Lifetime.EndOf(RotationStrategy.AcsApplication, null, TimeSpan.FromDays(90), Sample.Now));
    }

    [Theory]
    [InlineData(RotationStrategy.EntraApplication, true, false, true)]
    [InlineData(RotationStrategy.EntraApplication, false, true, false)]
    [InlineData(RotationStrategy.AcsApplication, false, true, true)]
    [InlineData(RotationStrategy.AcsLegacyPrincipal, false, true, true)]
    [InlineData(RotationStrategy.AcsLegacyPrincipal, false, false, false)]
    public void A_policy_that_forbids_what_the_strategy_writes_refuses_before_anything_is_written(
        RotationStrategy strategy, bool passwords, bool keys, bool refused)
    {
        Assert.Equal(refused, Lifetime.Refusal(strategy, new() { PasswordsRefused = passwords, SymmetricKeysRefused = keys }) is not null);
    }
}
