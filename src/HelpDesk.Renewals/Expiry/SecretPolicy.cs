using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Expiry;

/// <summary>What a remaining time means. Pure: the caller brings the clock.</summary>
public static class SecretPolicy
{
    /// <summary>From here on the admins are told.</summary>
    public static readonly TimeSpan DueWithin = TimeSpan.FromDays(60);

    /// <summary>From here on they are told every day.</summary>
    public static readonly TimeSpan UrgentWithin = TimeSpan.FromDays(7);

    /// <summary>The status of a secret that ends at <paramref name="coveredUntil"/>; not knowing the end is never healthy.</summary>
    public static SecretStatus StatusOf(DateTimeOffset? coveredUntil, DateTimeOffset now) => (coveredUntil - now) switch
    {
        null => SecretStatus.Unknown,
        { } left when left <= TimeSpan.Zero => SecretStatus.Expired,
        { } left when left <= UrgentWithin => SecretStatus.Urgent,
        { } left when left <= DueWithin => SecretStatus.Due,
        _ => SecretStatus.Healthy,
    };

    /// <summary>Whole days left, rounded up, so that "1 day" is true until the last minute; negative once expired.</summary>
    public static int? DaysLeft(DateTimeOffset? coveredUntil, DateTimeOffset now) => (coveredUntil - now) switch
    {
        null => null,
        { } left when left <= TimeSpan.Zero => Math.Min(-1, (int)Math.Floor(left.TotalDays)),
        { } left => (int)Math.Ceiling(left.TotalDays),
    };

    /// <summary>The next moment at which <see cref="DaysLeft"/>, and with it perhaps the status, becomes another.</summary>
    public static DateTimeOffset? NextChange(DateTimeOffset? coveredUntil, DateTimeOffset now)
    {
        if (coveredUntil is not { } end)
        {
            return null;
        }

        var left = end - now;
        if (left > TimeSpan.Zero)
        {
            return end.AddDays(-(Math.Ceiling(left.TotalDays) - 1));
        }

        // Expired: -1 lasts until a full day is over, -2 from the first tick after it.
        return end.AddDays(Math.Max(1, Math.Ceiling(-left.TotalDays))).AddTicks(1);
    }
}
