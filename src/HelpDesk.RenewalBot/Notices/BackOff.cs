namespace HelpDesk.RenewalBot.Notices;

/// <summary>The pause before the next attempt: what the channel asked for, else doubling from 15 seconds to an hour, with jitter.</summary>
internal static class BackOff
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static TimeSpan After(int attempts, TimeSpan? asked)
    {
        if (asked is { } wait)
        {
            return wait;
        }

        var seconds = Math.Min(15 * Math.Pow(2, Math.Clamp(attempts - 1, 0, 20)), Longest.TotalSeconds);
#pragma warning disable CA5394 // Jitter spreads load, it protects nothing.
        return TimeSpan.FromSeconds(seconds * (0.8 + (0.4 * Random.Shared.NextDouble())));
#pragma warning restore CA5394
    }
}
