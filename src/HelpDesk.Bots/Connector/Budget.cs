namespace HelpDesk.Bots.Connector;

/// <summary>At most so many requests in any stretch of time of that length.</summary>
internal readonly record struct BudgetWindow(int Requests, TimeSpan Length);

/// <summary>
/// How much was sent lately, how much more may be, and the line of those who wait for it. Times are those of the caller's clock, in ticks.
/// Not safe for concurrent use: <see cref="SendBudgets"/> guards it.
/// </summary>
internal sealed class Budget(BudgetWindow[] windows, HourCount? hour = null)
{
    /// <summary>Most conversations hear a few messages an hour: the ring grows for those that hear more.</summary>
    private const int FirstCapacity = 8;

    private readonly int _capacity = windows.Max(w => w.Requests);
    private LinkedList<TaskCompletionSource>? _line;
    private long[] _sent = [];
    private int _count;
    private int _next;

    /// <summary>When it was last asked for.</summary>
    public long UsedAt { get; set; }

    public int Waiting => _line?.Count ?? 0;

    /// <summary>Whether a newcomer need not wait.</summary>
    public bool HasRoom(long now) => Waiting == 0 && RoomAt(0, now) <= now;

    /// <summary>When a request may go that has so many others before it.</summary>
    public long RoomAt(int ahead, long now)
    {
        Span<long> planned = ahead < 256 ? stackalloc long[ahead + 1] : new long[ahead + 1];
        for (var i = 0; i <= ahead; i++)
        {
            planned[i] = Next(planned[..i], now);
        }

        return Math.Max(planned[ahead], hour?.RoomAt(ahead, now) ?? now);
    }

    public void Take(long now)
    {
        if (_count == _sent.Length && _count < _capacity)
        {
            Grow();
        }

        _sent[_next] = now;
        _next = (_next + 1) % _sent.Length;
        _count = Math.Min(_count + 1, _sent.Length);
        hour?.Add(now);
    }

    /// <summary>Gets in line. The result's task ends when the place is the first.</summary>
    public LinkedListNode<TaskCompletionSource> Join()
    {
        var place = (_line ??= new()).AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        CallFirst();
        return place;
    }

    public void Leave(LinkedListNode<TaskCompletionSource> place)
    {
        _line!.Remove(place);
        CallFirst();
    }

    private void CallFirst() => _line!.First?.Value.TrySetResult();

    private long Next(ReadOnlySpan<long> planned, long now)
    {
        var earliest = planned.IsEmpty ? now : planned[^1];
        foreach (var window in windows)
        {
            if (Before(window.Requests, planned) is { } then)
            {
                earliest = Math.Max(earliest, then + window.Length.Ticks);
            }
        }

        return earliest;
    }

    /// <summary>The time of the request so many back from the next, planned ones included.</summary>
    private long? Before(int back, ReadOnlySpan<long> planned)
    {
        if (back <= planned.Length)
        {
            return planned[^back];
        }

        back -= planned.Length;
        return back <= _count ? _sent[(_next - back + _sent.Length) % _sent.Length] : null;
    }

    private void Grow()
    {
        // A full ring begins at its next place: the copy is in the order of time.
        var larger = new long[_count == 0 ? Math.Min(FirstCapacity, _capacity) : Math.Min(_count * 2, _capacity)];
        _sent.AsSpan(_next).CopyTo(larger);
        _sent.AsSpan(0, _next).CopyTo(larger.AsSpan(_count - _next));
        _sent = larger;
        _next = _count;
    }
}
