using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bots.Hosting;

/// <summary>Remembers activities in this process for as long as the options say.</summary>
internal sealed class MemoryReceivedActivities(
    IOptions<BotChannelOptions> options, [FromKeyedServices(WireClock.Key)] TimeProvider clock) : IReceivedActivities
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<Entry> _answered = new();
    private readonly TimeSpan _lifetime = options.Value.ReceivedActivityLifetime;

    public ValueTask<ReceivedActivity> BeginAsync(string key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Forget();
            if (_entries.TryGetValue(key, out var entry))
            {
                return ValueTask.FromResult(entry.Answer ?? new ReceivedActivity(ReceivedState.Running));
            }

            _entries.Add(key, new Entry(key));
            return ValueTask.FromResult(new ReceivedActivity(ReceivedState.New));
        }
    }

    public async ValueTask<ReceivedActivity?> WaitAsync(string key, CancellationToken cancellationToken)
    {
        Task<ReceivedActivity?> outcome;
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                return null;
            }

            if (entry.Answer is { } answer)
            {
                return answer;
            }

            outcome = entry.Outcome.Task;
        }

        return await outcome.WaitAsync(cancellationToken);
    }

    public ValueTask CompleteAsync(string key, int status, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var answer = new ReceivedActivity(ReceivedState.Answered, status, body);
        TaskCompletionSource<ReceivedActivity?>? waiting;
        lock (_lock)
        {
            var entry = _entries[key];
            entry.Answer = answer;
            entry.Expires = clock.GetUtcNow() + _lifetime;
            waiting = entry.Waiting;
            _answered.Enqueue(entry);
        }

        waiting?.SetResult(answer);
        return ValueTask.CompletedTask;
    }

    public ValueTask AbandonAsync(string key, CancellationToken cancellationToken)
    {
        Entry? entry;
        lock (_lock)
        {
            _entries.Remove(key, out entry);
        }

        entry?.Waiting?.SetResult(null);
        return ValueTask.CompletedTask;
    }

    private void Forget()
    {
        if (_answered.Count == 0)
        {
            return;
        }

        var now = clock.GetUtcNow();
        while (_answered.TryPeek(out var entry) && entry.Expires <= now)
        {
            _answered.Dequeue();
            _entries.Remove(entry.Key);
        }
    }

    private sealed class Entry(string key)
    {
        public string Key => key;

        public ReceivedActivity? Answer { get; set; }

        public DateTimeOffset Expires { get; set; }

        public TaskCompletionSource<ReceivedActivity?>? Waiting { get; private set; }

        public TaskCompletionSource<ReceivedActivity?> Outcome =>
            Waiting ??= new TaskCompletionSource<ReceivedActivity?>(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
