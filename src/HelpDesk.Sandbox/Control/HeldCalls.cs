using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Control;

/// <summary>A call that is held now.</summary>
/// <param name="Area">The area that it asks.</param>
/// <param name="Method">Its HTTP method.</param>
/// <param name="Path">Its path, without the query.</param>
/// <param name="HasHappened">Whether its effect is there already.</param>
public sealed record HeldCall(Area Area, string Method, string Path, bool HasHappened);

/// <summary>The calls that a fault holds until they are released or until who called has gone away.</summary>
public sealed class HeldCalls
{
    private readonly Lock _gate = new();
    private readonly Dictionary<HeldCall, TaskCompletionSource> _held = new(ReferenceEqualityComparer.Instance);

    public HeldCalls(SandboxWorld world) => world.WasReset += (_, _) => Release();

    public IReadOnlyList<HeldCall> Now
    {
        get
        {
            lock (_gate)
            {
                return [.. _held.Keys];
            }
        }
    }

    /// <summary>Lets every call go on that is held now.</summary>
    public void Release()
    {
        lock (_gate)
        {
            foreach (var call in _held.Values)
            {
                call.TrySetResult();
            }
        }
    }

    /// <returns>Whether the call was released: false when its client has gone away.</returns>
    internal async Task<bool> HoldAsync(HeldCall call, CancellationToken gone)
    {
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _held.Add(call, released);
        }

        try
        {
            await released.Task.WaitAsync(gone);
            // Released in the moment in which the client went away: as if it had gone away before.
            return !gone.IsCancellationRequested;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            lock (_gate)
            {
                _held.Remove(call);
            }
        }
    }
}
