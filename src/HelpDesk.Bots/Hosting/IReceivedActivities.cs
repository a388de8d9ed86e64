namespace HelpDesk.Bots.Hosting;

/// <summary>
/// Remembers which activities have been taken, so that a repeated one is answered as the first time and processed once. The default keeps
/// them in this process; replicas share a table behind the same interface (register yours before or after <c>AddCloudAdapter</c>).
/// </summary>
public interface IReceivedActivities
{
    /// <summary>Claims the activity, or tells what became of it. Must be atomic across everything that shares the store.</summary>
    ValueTask<ReceivedActivity> BeginAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// Waits until a running activity has been answered; null when it was abandoned instead: then <see cref="BeginAsync"/> is tried again.
    /// </summary>
    ValueTask<ReceivedActivity?> WaitAsync(string key, CancellationToken cancellationToken);

    /// <summary>Stores the answer of an activity that <see cref="BeginAsync"/> has given to this caller.</summary>
    ValueTask CompleteAsync(string key, int status, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

    /// <summary>Gives the claim back after a failure: a repeat is a new attempt.</summary>
    ValueTask AbandonAsync(string key, CancellationToken cancellationToken);
}

/// <summary>How an activity stands.</summary>
public enum ReceivedState
{
    /// <summary>Never seen: the caller has it now.</summary>
    New,

    /// <summary>Somebody is at it.</summary>
    Running,

    /// <summary>Done: give this answer.</summary>
    Answered,
}

/// <summary>The state of an activity and, when answered, the answer.</summary>
public readonly record struct ReceivedActivity(ReceivedState State, int Status = 0, ReadOnlyMemory<byte> Body = default);
