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

    /// <summary>Gets in line and runs the turn when it is its turn.</summary>
    public async Task<TResult> RunAsync<TState, TResult>(
        string conversation, TState state, Func<TState, CancellationToken, Task<TResult>> turn, CancellationToken cancellationToken)
    {
        using var place = Join(conversation);
        return await RunAsync(place, state, turn, cancellationToken);
    }

    /// <summary>Gets in line now, for a turn that may be run later. Who does not run one gives the place back by disposing of it.</summary>
    public Place Join(string conversation)
    {
        var place = new Place(this, conversation, _current.Value);
        if (Holds(conversation))
        {
            return place;
        }

        lock (_lock)
        {
            _last.TryGetValue(conversation, out var before);
            _last[conversation] = place;
            place.GetInLine(before);
        }

        return place;
    }

    public async Task<TResult> RunAsync<TState, TResult>(
        Place place, TState state, Func<TState, CancellationToken, Task<TResult>> turn, CancellationToken cancellationToken)
    {
        if (!place.IsInLine)
        {
            return await turn(state, cancellationToken);
        }

        if (place.IsGivenBack)
        {
            return await RunAsync(place.Conversation, state, turn, cancellationToken);
        }

        if (place.Turn is { IsCompleted: false } before)
        {
            await before.WaitAsync(LongestWait, clock, cancellationToken);
        }

        _current.Value = place;
        await using var held = replicas is null ? null : await replicas.AcquireAsync(place.Conversation, LongestWait, cancellationToken);
        return await turn(state, cancellationToken);
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

    /// <summary>A place in the line of a conversation. Those behind it wait until it is disposed of and its turn has come.</summary>
    internal sealed class Place(ConversationQueue queue, string conversation, Place? outer) : IDisposable
    {
        public string Conversation => conversation;

        /// <summary>False where the caller has the conversation already.</summary>
        public bool IsInLine { get; private set; }

        /// <summary>Ends when it is this place's turn; null when it was at once.</summary>
        public Task? Turn { get; private set; }

        public Place? Outer => outer;

        /// <summary>The place that this one waits for; kept so that the line can be counted.</summary>
        public Place? Before { get; set; }

        public volatile bool Left;

        public TaskCompletionSource? Waiting { get; private set; }

        public void GetInLine(Place? before) => (IsInLine, Before, Turn) = (true, before, before?.End());

        public bool IsGivenBack { get; private set; }

        public void Dispose()
        {
            if (!IsInLine || IsGivenBack)
            {
                return;
            }

            IsGivenBack = true;
            if (Turn is { IsCompleted: false } before)
            {
                // Those behind wait for this place: it is left when its turn would have come.
                _ = before.ContinueWith(_ => queue.Leave(this), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
            else
            {
                queue.Leave(this);
            }
        }

        public Task End() => (Waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }
}
