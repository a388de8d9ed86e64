using System.Globalization;
using HelpDesk.RenewalBot.Notices;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Tests;

public sealed class NoticePolicyTests
{
    private static readonly int[] Thresholds = [60, 30, 14, 7, 3, 1, 0];

    [Theory]
    [InlineData(75, null)]
    [InlineData(61, null)]
    [InlineData(60, 60)]
    [InlineData(31, 60)]
    [InlineData(30, 30)]
    [InlineData(15, 30)]
    [InlineData(14, 14)]
    [InlineData(8, 14)]
    [InlineData(7, 7)]
    [InlineData(3, 3)]
    [InlineData(2, 3)]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    [InlineData(-1, -1)]
    [InlineData(-40, -40)]
    public void The_most_urgent_threshold_that_was_crossed_counts(int daysLeft, int? threshold) =>
        Assert.Equal(threshold, NoticePolicy.Threshold(Registration(daysLeft), Thresholds));

    [Theory]
    [InlineData(RenewalState.Claimed, false)]
    [InlineData(RenewalState.Staged, false)]
    [InlineData(RenewalState.Propagating, false)]
    [InlineData(RenewalState.RolledBack, true)]
    [InlineData(RenewalState.NeedsSignIn, true)]
    [InlineData(RenewalState.Proven, true)]
    public void Nobody_is_warned_of_a_secret_that_is_just_being_renewed(RenewalState state, bool isWarned) =>
        Assert.Equal(isWarned, NoticePolicy.Threshold(Registration(14, state), Thresholds) is not null);

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(-2, true)]
    public void A_renewal_that_hangs_a_day_after_the_expiry_silences_nobody(int daysLeft, bool isWarned) =>
        Assert.Equal(isWarned, NoticePolicy.Threshold(Registration(daysLeft, RenewalState.Propagating), Thresholds) is not null);

    [Fact]
    public void A_secret_that_was_never_read_is_not_warned_of() =>
        Assert.Null(NoticePolicy.Threshold(Registration(null), Thresholds));

    [Theory]
    [InlineData("2026-11-24T09:00Z", "2026-11-25T07:00Z")]
    [InlineData("2026-11-24T22:59Z", "2026-11-25T07:00Z")]
    [InlineData("2026-11-24T23:00Z", "2026-11-26T07:00Z")]
    [InlineData("2026-11-27T09:00Z", "2026-11-28T07:00Z")]
    [InlineData("2026-11-28T09:00Z", "2026-11-29T07:00Z")]
    [InlineData("2026-10-24T09:00Z", "2026-10-25T07:00Z")]
    [InlineData("2027-03-27T09:00Z", "2027-03-28T06:00Z")]
    public void What_is_about_security_comes_the_next_morning_at_weekends_too(string now, string due) => Assert.Equal(
        DateTimeOffset.Parse(due, CultureInfo.InvariantCulture),
        NoticePolicy.NextMorning(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), NoticePolicy.Zone("Europe/Berlin"), new NoticesOptions()));

    [Theory]
    [InlineData("2026-11-24T09:00Z", 14, false, "2026-11-24T09:00Z")]
    [InlineData("2026-11-24T03:00Z", 14, false, "2026-11-24T07:00Z")]
    [InlineData("2026-11-24T18:00Z", 14, false, "2026-11-25T07:00Z")]
    [InlineData("2026-11-27T20:00Z", 14, false, "2026-11-30T07:00Z")]
    [InlineData("2026-11-28T09:00Z", 14, false, "2026-11-30T07:00Z")]
    [InlineData("2026-11-28T09:00Z", 14, true, "2026-11-28T09:00Z")]
    [InlineData("2026-11-28T09:00Z", 1, false, "2026-11-28T09:00Z")]
    [InlineData("2026-11-28T09:00Z", -3, false, "2026-11-28T09:00Z")]
    public void A_warning_comes_in_working_hours_unless_it_cannot_wait(string now, int threshold, bool isFirst, string due) =>
        Assert.Equal(
            Instant(due),
            NoticePolicy.DueAt(Instant(now), threshold, isFirst, NoticePolicy.Zone("Europe/Berlin"), new NoticesOptions()));

    [Fact]
    public void A_zone_that_nobody_knows_is_UTC() => Assert.Equal(TimeZoneInfo.Utc, NoticePolicy.Zone("Mars/Olympus"));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static RegistrationStatus Registration(int? daysLeft, RenewalState? renewal = null) => new()
    {
        Id = Guid.NewGuid(),
        DisplayName = "HelpDesk",
        TenantId = "tenant",
        ClientId = "client",
        Status = SecretStatus.Due,
        DaysLeft = daysLeft,
        KeyId = daysLeft is null ? null : Guid.NewGuid(),
        LatestRenewal = renewal is { } state
            ? new Renewal
            {
                Id = Guid.NewGuid(),
                RegistrationId = Guid.NewGuid(),
                TenantId = "tenant",
                Strategy = RotationStrategy.EntraApplication,
                State = state,
                StartedById = "person",
                StartedByName = "Ada",
                StartedAt = default,
                UpdatedAt = default,
                Steps = [],
            }
            : null,
    };
}
