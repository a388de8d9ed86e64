namespace HelpDesk.Bots.Connector;

/// <summary>
/// Counts requests by the minute, so that an hour's budget costs a byte for each minute instead of a time for each request. A minute
/// counts until its last moment is an hour old.
/// </summary>
internal sealed class HourCount(int limit)
{
    /// <summary>The running minute and the sixty before it.</summary>
    private const int Minutes = 61;

    // The shorter windows let no more through in a minute than fits in a byte: 120 sends, 240 reads.
    private readonly byte[] _minutes = new byte[Minutes];
    private long _minute = -1;
    private int _total;

    public long RoomAt(int ahead, long now)
    {
        Turn(now);
        var tooMany = _total + ahead + 1 - limit;
        for (var old = Minutes - 1; tooMany > 0 && old >= 0; old--)
        {
            tooMany -= _minutes[(_minute - old + Minutes) % Minutes];
            if (tooMany <= 0)
            {
                return (_minute - old + Minutes) * TimeSpan.TicksPerMinute;
            }
        }

        return tooMany > 0 ? now + TimeSpan.TicksPerHour : now;
    }

    public void Add(long now)
    {
        Turn(now);
        _minutes[_minute % Minutes]++;
        _total++;
    }

    /// <summary>Empties the minutes that have passed since the last time.</summary>
    private void Turn(long now)
    {
        var minute = now / TimeSpan.TicksPerMinute;
        for (var passed = Math.Min(minute - _minute, Minutes); passed > 0; passed--)
        {
            ref var oldest = ref _minutes[(minute - passed + 1 + Minutes) % Minutes];
            _total -= oldest;
            oldest = 0;
        }

        _minute = minute;
    }
}
