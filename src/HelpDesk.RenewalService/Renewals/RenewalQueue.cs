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
    private readonly Channel<RenewalJob> _confirmed = Channel.CreateUnbounded<RenewalJob>();
    private readonly Channel<RenewalJob> _scheduled = Channel.CreateUnbounded<RenewalJob>();
    private readonly Lock _gate = new();

    // The renewals that this process has, each with the sign-in that came for it meanwhile.
    private readonly Dictionary<Guid, RenewalJob?> _present = [];

    /// <summary>How many renewals this process has, those that are worked on among them.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _present.Count;
            }
        }
    }

    /// <summary>Those with a sign-in.</summary>
    public ChannelReader<RenewalJob> Confirmed => _confirmed.Reader;

    /// <summary>Those without.</summary>
    public ChannelReader<RenewalJob> Scheduled => _scheduled.Reader;

    /// <summary>
    /// Of a renewal that this process has already one more is not needed, for whoever works on it goes as far as it can; but a sign-in lets it go
    /// further, so that one waits for its turn.
    /// </summary>
    public void Add(RenewalJob job)
    {
        lock (_gate)
        {
            if (_present.TryAdd(job.RenewalId, null))
            {
                (job.SignedIn is null ? _scheduled : _confirmed).Writer.TryWrite(job);
            }
            else if (job.SignedIn is not null)
            {
                _present[job.RenewalId] = job;
            }
        }
    }

    public void Done(RenewalJob job)
    {
        lock (_gate)
        {
            if (_present.Remove(job.RenewalId, out var waiting) && waiting is not null)
            {
                Add(waiting);
            }
        }
    }
}
