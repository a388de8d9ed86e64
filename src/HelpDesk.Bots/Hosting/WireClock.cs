namespace HelpDesk.Bots.Hosting;

/// <summary>
/// The key of the <see cref="TimeProvider"/> for token lifetimes, key refresh and retries. They follow real time even where the
/// application's own clock is moved (the sandbox), because the other side of the wire does.
/// </summary>
public static class WireClock
{
    public const string Key = "HelpDesk.Bots.WireClock";
}
