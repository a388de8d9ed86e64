using System.Collections.Concurrent;

namespace HelpDesk.RenewalService.Tests.World;

/// <summary>A call that left the service, in the order of things: when it began and when its answer was there.</summary>
public sealed record OutgoingCall(string Method, string Path, long Began, long Ended);

/// <summary>The calls that leave the service for Graph, as they go over the wire.</summary>
public sealed class Outgoing
{
    private readonly ConcurrentQueue<OutgoingCall> _calls = new();
    private long _order;

    public IReadOnlyList<OutgoingCall> Calls => [.. _calls];

    public void Clear() => _calls.Clear();

    /// <summary>How many calls waited for one another: the length of the longest chain in which each began after the one before had ended.</summary>
    public static int InSequence(IEnumerable<OutgoingCall> calls)
    {
        var chains = new List<(OutgoingCall Last, int Length)>();
        foreach (var call in calls.OrderBy(c => c.Began))
        {
            chains.Add((call, 1 + chains.Where(c => c.Last.Ended < call.Began).Select(c => c.Length).DefaultIfEmpty().Max()));
        }

        return chains.Select(c => c.Length).DefaultIfEmpty().Max();
    }

    public DelegatingHandler NewHandler() => new Handler(this);

    private sealed class Handler(Outgoing outgoing) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var began = Interlocked.Increment(ref outgoing._order);
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            finally
            {
                outgoing._calls.Enqueue(new(request.Method.Method, request.RequestUri!.AbsolutePath, began, Interlocked.Increment(ref outgoing._order)));
            }
        }
    }
}
