using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Expiry;

namespace HelpDesk.Renewals.Tests;

public sealed class SecretPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("61.00:00:00", SecretStatus.Healthy, 61)]
    [InlineData("60.00:00:01", SecretStatus.Healthy, 61)]
    [InlineData("60.00:00:00", SecretStatus.Due, 60)]
    [InlineData("14.00:00:00", SecretStatus.Due, 14)]
    [InlineData("13.12:00:00", SecretStatus.Due, 14)]
    [InlineData("7.00:00:01", SecretStatus.Due, 8)]
    [InlineData("7.00:00:00", SecretStatus.Urgent, 7)]
    [InlineData("00:00:01", SecretStatus.Urgent, 1)]
    [InlineData("00:00:00", SecretStatus.Expired, -1)]
    [InlineData("-00:00:01", SecretStatus.Expired, -1)]
    [InlineData("-1.00:00:01", SecretStatus.Expired, -2)]
    public void Status_and_days_follow_the_remaining_time(string left, SecretStatus status, int days)
    {
        var end = Now + TimeSpan.Parse(left, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(status, SecretPolicy.StatusOf(end, Now));
        Assert.Equal(days, SecretPolicy.DaysLeft(end, Now));
    }

    [Fact]
    public void An_unknown_end_is_never_healthy()
    {
        Assert.Equal(SecretStatus.Unknown, SecretPolicy.StatusOf(null, Now));
        Assert.Null(SecretPolicy.DaysLeft(null, Now));
        Assert.Null(SecretPolicy.NextChange(null, Now));
    }

    [Fact]
    public void The_next_change_is_the_first_moment_at_which_the_days_are_others()
    {
        var random = new Random(20261124);
        for (var i = 0; i < 2000; i++)
        {
            var end = Now + TimeSpan.FromTicks(random.NextInt64(-TimeSpan.TicksPerDay * 10, TimeSpan.TicksPerDay * 100));
            var next = SecretPolicy.NextChange(end, Now)!.Value;

            Assert.True(next > Now);
            Assert.NotEqual(SecretPolicy.DaysLeft(end, Now), SecretPolicy.DaysLeft(end, next));
            Assert.Equal(SecretPolicy.DaysLeft(end, Now), SecretPolicy.DaysLeft(end, next.AddTicks(-1)));
        }
    }
}
