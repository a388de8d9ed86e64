using System.Collections.Immutable;

namespace HelpDesk.Sandbox.Hosting;

/// <summary>The parts of the local Microsoft 365, as faults and the call log name them.</summary>
public enum Area
{
    Identity,
    Graph,
    Acs,
    Connector,
    TokenService,
    KeyVault,
}

/// <summary>One call that reached the sandbox. No query, body or header is kept: secrets and codes travel there.</summary>
public sealed record Call
{
    public required long Sequence { get; init; }

    /// <summary>Sandbox time.</summary>
    public required DateTimeOffset At { get; init; }

    public required Area Area { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>The app and, for delegated calls, the person; null when unauthenticated.</summary>
    public string? Caller { get; init; }

    public required int Status { get; init; }

    /// <summary>What the call changed or gave, in one sentence.</summary>
    public string? Effect { get; init; }

    /// <summary>Whether it came inside a batch: the batch itself is what came over the network.</summary>
    public bool IsPartOfBatch { get; init; }
}

/// <summary>The latest calls, oldest first.</summary>
public sealed class CallLog
{
    private const int Kept = 5000;

    private readonly Lock _gate = new();
    private ImmutableQueue<Call> _calls = [];
    private int _count;
    private long _sequence;

    /// <summary>Raised after each call, on the thread that served it.</summary>
    public event EventHandler<Call>? Recorded;

    public IReadOnlyList<Call> Calls => [.. _calls];

    public void Add(DateTimeOffset at, Area area, string method, string path, string? caller, int status, string? effect, bool isPartOfBatch = false)
    {
        Call call;
        lock (_gate)
        {
            call = new Call
            {
                Sequence = ++_sequence,
                At = at,
                Area = area,
                Method = method,
                Path = path,
                Caller = caller,
                Status = status,
                Effect = effect,
                IsPartOfBatch = isPartOfBatch,
            };
            _calls = _calls.Enqueue(call);
            if (++_count > Kept)
            {
                _calls = _calls.Dequeue();
                _count--;
            }
        }

        Recorded?.Invoke(this, call);
    }

    public void Clear()
    {
        lock (_gate)
        {
            _calls = [];
            _count = 0;
        }
    }
}
