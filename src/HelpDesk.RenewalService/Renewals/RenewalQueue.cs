using System.Collections.Concurrent;
using System.Threading.Channels;
using HelpDesk.Renewals.Renewing;

namespace HelpDesk.RenewalService.Renewals;

/// <summary>A renewal to be carried on, with the sign-in that it may use.</summary>
internal sealed record RenewalJob(Guid RenewalId, SignedIn? SignedIn);

/// <summary>
/// Renewals between the request, which answers at once, and the work. It is memory only, on purpose: what it holds beside the ID is a
/// person's sign-in. What is lost with it is found in the table by the schedule.
/// </summary>
internal sealed class RenewalQueue
{
    private readonly Channel<RenewalJob> _jobs = Channel.CreateUnbounded<RenewalJob>();
    private readonly ConcurrentDictionary<Guid, byte> _present = new();

    public IAsyncEnumerable<RenewalJob> ReadAllAsync(CancellationToken cancellation) => _jobs.Reader.ReadAllAsync(cancellation);

    /// <returns>False when this process has the renewal already: whoever works on it goes as far as it can.</returns>
    public bool TryAdd(RenewalJob job) => _present.TryAdd(job.RenewalId, 0) && _jobs.Writer.TryWrite(job);

    public void Done(RenewalJob job) => _present.TryRemove(job.RenewalId, out _);
}
