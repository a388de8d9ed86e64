using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Proofs;

namespace HelpDesk.Renewals.Tests;

public sealed class ProofScheduleTests
{
    private static readonly DateTimeOffset Written = Sample.Now;

    [Theory]
    [InlineData(75, 75)]
    [InlineData(0.5, 1)]
    [InlineData(-3, 1)]
    public void Access_control_can_be_proven_from_the_later_of_a_day_and_the_old_end(double oldEndsInDays, double expectedInDays)
    {
        Assert.Equal(
            Written.AddDays(expectedInDays),
            ProofSchedule.ExpectedAt(RotationStrategy.AcsLegacyPrincipal, Written, Written.AddDays(oldEndsInDays), new()));
    }

    [Fact]
    public void A_refusal_long_before_its_time_waits_for_that_time()
    {
        var expected = Written.AddDays(75);
        var step = ProofSchedule.After(ProofVerdict.SecretRefused, 1, expected, expected.AddDays(1), Written);

        Assert.Equal(expected, Assert.IsType<ProofStep.Pending>(step).NextAt);
    }

    [Fact]
    public void An_Entra_secret_is_tried_again_when_it_usually_works_and_refusal_is_normal_for_a_day()
    {
        var expected = ProofSchedule.ExpectedAt(RotationStrategy.EntraApplication, Written, Written.AddDays(14), new());
        var giveUp = ProofSchedule.GiveUpAt(RotationStrategy.EntraApplication, Written, expected);

        Assert.Equal(Written.AddSeconds(6), ProofSchedule.FirstAt(RotationStrategy.EntraApplication, Written, new()));
        Assert.Equal(Written.AddSeconds(20), Assert.IsType<ProofStep.Pending>(ProofSchedule.After(ProofVerdict.SecretRefused, 1, expected, giveUp, Written.AddSeconds(6))).NextAt);
        Assert.IsType<ProofStep.Pending>(ProofSchedule.After(ProofVerdict.SecretRefused, 40, expected, giveUp, Written.AddHours(23)));
        Assert.IsType<ProofStep.GivenUp>(ProofSchedule.After(ProofVerdict.SecretRefused, 40, expected, giveUp, Written.AddHours(24)));
    }

    [Fact]
    public void No_answer_says_nothing_of_the_secret_and_is_waited_for_a_week_longer()
    {
        Assert.IsType<ProofStep.Pending>(ProofSchedule.After(ProofVerdict.Unreachable, 99, Written, Written.AddDays(1), Written.AddDays(7.9)));
        Assert.IsType<ProofStep.GivenUp>(ProofSchedule.After(ProofVerdict.Unreachable, 99, Written, Written.AddDays(1), Written.AddDays(8)));
    }

    [Fact]
    public void A_token_proves_at_any_time()
    {
        Assert.IsType<ProofStep.Proven>(ProofSchedule.After(ProofVerdict.TokenIssued, 1, Written.AddDays(9), Written.AddDays(10), Written));
    }

    [Fact]
    public void Retries_never_come_faster_than_seconds_nor_slower_than_an_hour_once_it_should_work()
    {
        for (var attempts = 1; attempts < 60; attempts++)
        {
            var step = ProofSchedule.After(ProofVerdict.SecretRefused, attempts, Written, Written.AddDays(1), Written.AddHours(1));
            var wait = Assert.IsType<ProofStep.Pending>(step).NextAt - Written.AddHours(1);
            Assert.InRange(wait, TimeSpan.FromSeconds(2), TimeSpan.FromHours(1));
        }
    }
}
