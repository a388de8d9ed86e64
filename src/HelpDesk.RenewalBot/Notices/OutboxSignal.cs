using System.Threading.Channels;

namespace HelpDesk.RenewalBot.Notices;

/// <summary>Wakes the outbox's worker before its next tick.</summary>
internal sealed class OutboxSignal
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Returns when woken or after the time, whichever comes first.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(_wake.Reader.WaitToReadAsync(stop.Token).AsTask(), Task.Delay(atMost, time, stop.Token));
        await stop.CancelAsync();
        _wake.Reader.TryRead(out _);
        ct.ThrowIfCancellationRequested();
    }
}
