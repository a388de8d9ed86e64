namespace HelpDesk.Storage.Bot;

internal static class Claim
{
    /// <summary>The end of a claim also tells it from the one after: it has no more digits than any database keeps.</summary>
    public static DateTimeOffset Until(DateTimeOffset now, TimeSpan lease)
    {
        var until = now + lease;
        return until.AddTicks(-(until.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
