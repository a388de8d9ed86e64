using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Notices;

/// <summary>Whether, about what and when somebody is warned. Pure rules.</summary>
internal static class NoticePolicy
{
    /// <summary>
    /// The most urgent threshold that the secret has crossed: 14 when 60, 30, 14 and 7 are set and ten days are left. After the expiry
    /// each day is a threshold of its own, counted below zero. Null when there is nothing to warn of.
    /// </summary>
    public static int? Threshold(RegistrationStatus registration, IEnumerable<int> thresholds)
    {
        if (registration is not { DaysLeft: { } left, KeyId: not null } || IsInHand(registration))
        {
            return null;
        }

        return left < 0 ? left : thresholds.Where(t => left <= t).Cast<int?>().Min();
    }

    /// <summary>Whether a warning that was planned for a threshold is still worth sending.</summary>
    public static bool StillHolds(RegistrationStatus registration, Guid keyId, int threshold) =>
        registration.KeyId == keyId && registration.DaysLeft <= threshold && !IsInHand(registration);

    /// <summary>
    /// A first warning after the installation and one within the last day do not wait; every other one comes on a weekday in
    /// the person's working hours.
    /// </summary>
    public static DateTimeOffset DueAt(DateTimeOffset now, int threshold, bool isFirst, TimeZoneInfo zone, NoticesOptions options)
    {
        if (isFirst || threshold <= 1)
        {
            return now;
        }

        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        if (!IsWeekend(local) && local.Hour >= options.FirstHour && local.Hour < options.LastHour)
        {
            return now;
        }

        var day = local.Hour >= options.LastHour ? local.Date.AddDays(1) : local.Date;
        while (IsWeekend(day))
        {
            day = day.AddDays(1);
        }

        return Morning(day, zone, options);
    }

    /// <summary>The next day's first working hour, whatever day that is: what is about security does not wait for a weekend to pass.</summary>
    public static DateTimeOffset NextMorning(DateTimeOffset now, TimeZoneInfo zone, NoticesOptions options) =>
        Morning(TimeZoneInfo.ConvertTime(now, zone).Date.AddDays(1), zone, options);

    /// <summary>The zone that a client named; UTC when it named none or one that this machine does not know.</summary>
    public static TimeZoneInfo Zone(string? name) =>
        name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    private static DateTimeOffset Morning(DateTime day, TimeZoneInfo zone, NoticesOptions options)
    {
        var start = day.AddHours(options.FirstHour);
        while (zone.IsInvalidTime(start))
        {
            start = start.AddHours(1);
        }

        return new DateTimeOffset(start, zone.GetUtcOffset(start)).ToUniversalTime();
    }

    private static bool IsWeekend(DateTime day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>
    /// Whether a renewal is on its way that will tell its own outcome. One that still is when the secret has been expired for a day is
    /// stuck, whatever it says.
    /// </summary>
    private static bool IsInHand(RegistrationStatus registration) => registration is
    {
        DaysLeft: >= -1,
        LatestRenewal.State: RenewalState.Claimed or RenewalState.Preflighted or RenewalState.Staged or RenewalState.Delivered or RenewalState.Propagating,
    };
}
