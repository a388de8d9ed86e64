namespace HelpDesk.EndToEnd.Tests;

/// <summary>Waits for what can only be looked at.</summary>
internal static class Poll
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static Task UntilAsync(Func<bool> condition, Func<string> wanted) => UntilAsync(() => Task.FromResult(condition()), wanted);

    public static async Task UntilAsync(Func<Task<bool>> condition, Func<string> wanted)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException($"Within {Limit.TotalSeconds:0} seconds there was no {wanted()}");
            }

            await Task.Delay(Pause);
        }
    }
}
