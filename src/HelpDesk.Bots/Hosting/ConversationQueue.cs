namespace HelpDesk.Bots.Hosting;

/// <summary>
/// Runs the turns of one conversation one after another, in the order in which they came; those of different conversations run at once.
/// </summary>
/// <remarks>
/// A turn that continues its own conversation, however deep, already has it and goes on at once. A turn that continues another
/// conversation waits for that one while it holds its own: two that wait for each other fail after <see cref="LongestWait"/>.
/// </remarks>
internal sealed class ConversationQueue(TimeProvider clock, IConversationLock? replicas = null)
{
    internal static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly AsyncLocal<Place?> _current = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Place> _last = new(StringComparer.Ordinal);

    public async Task<TResult> RunAsync<TState, TResult>(
        string conversation, TState state, Func<TState, CancellationToken, Task<TResult>> turn, CancellationToken cancellationToken)
    {
        if (Holds(conversation))
        {
            return await turn(state, cancellationToken);
        }

        var place = new Place(conversation, _current.Value);
        if (TakePlace(place) is { } before)
        {
            await WaitAsync(place, before, cancellationToken);
        }

        _current.Value = place;
        try
        {
            await using var held = replicas is null ? null : await replicas.AcquireAsync(conversation, LongestWait, cancellationToken);
            return await turn(state, cancellationToken);
        }
        finally
        {
            Leave(place);
        }
    }

    /// <summary>How many wait behind the one whose turn it is.</summary>
    internal int Waiting(string conversation)
    {
        lock (_lock)
        {
            var waiting = -1;
            for (var place = _last.GetValueOrDefault(conversation); place is { Left: false }; place = place.Before)
            {
                waiting++;
            }

            return Math.Max(waiting, 0);
        }
    }

    private bool Holds(string conversation)
    {
        for (var place = _current.Value; place is not null; place = place.Outer)
        {
            if (place.Conversation == conversation && !place.Left)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gets in line; the result ends when it is this place's turn, null when it is now.</summary>
    private Task? TakePlace(Place place)
    {
        lock (_lock)
        {
            _last.TryGetValue(place.Conversation, out var before);
            _last[place.Conversation] = place;
            place.Before = before;
            return before?.End();
        }
    }

    private async Task WaitAsync(Place place, Task before, CancellationToken cancellationToken)
    {
        try
        {
            await before.WaitAsync(LongestWait, clock, cancellationToken);
        }
        catch
        {
            // Those behind wait for this place: it is left when its turn would have come.
            _ = before.ContinueWith(_ => Leave(place), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }
    }

    private void Leave(Place place)
    {
        TaskCompletionSource? waiting;
        lock (_lock)
        {
            place.Left = true;
            place.Before = null;
            waiting = place.Waiting;
            if (_last.TryGetValue(place.Conversation, out var last) && last == place)
            {
                _last.Remove(place.Conversation);
            }
        }

        waiting?.SetResult();
    }

    private sealed class Place(string conversation, Place? outer)
    {
        public string Conversation => conversation;

        public Place? Outer => outer;

        /// <summary>The place that this one waits for; kept so that the line can be counted.</summary>
        public Place? Before { get; set; }

        public volatile bool Left;

        public TaskCompletionSource? Waiting { get; private set; }

        public Task End() => (Waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }
}
