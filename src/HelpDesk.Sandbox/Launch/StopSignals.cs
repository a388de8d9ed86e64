using System.Runtime.InteropServices;

namespace HelpDesk.Sandbox.Launch;

/// <summary>
/// Turns Ctrl+C, a closed terminal and a termination request into a cancellation, so that everything started is stopped in
/// order. A second signal ends the process at once; the children notice that by themselves.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals() =>
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(s => PosixSignalRegistration.Create(s, Stop))];

    public CancellationToken Token => _stop.Token;

    /// <summary>
    /// Whether somebody asked to stop, also in the next moment: Ctrl+C reaches the started programs as well, perhaps before us, and
    /// then their end is no failure.
    /// </summary>
    public static async Task<bool> HaveComeAsync(CancellationToken stop)
    {
        await Task.WhenAny(Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop), Task.Delay(Grace, TimeProvider.System, CancellationToken.None));
        return stop.IsCancellationRequested;
    }

    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = !_stop.IsCancellationRequested;
        _stop.Cancel();
    }
}
