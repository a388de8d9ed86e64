namespace HelpDesk.Storage.Bot;

/// <summary>
/// The key of the <see cref="TimeProvider"/> by which claims of a process end. It follows real time even where the application's own clock
/// is moved (the sandbox): work that is going on must not count as lost because somebody has turned the calendar.
/// </summary>
public static class LeaseClock
{
    public const string Key = "HelpDesk.Storage.LeaseClock";
}
