namespace HelpDesk.Bots.Hosting;

/// <summary>
/// Holds a conversation against other replicas while one of its turns runs here. Within a process turns wait for each other anyhow; register
/// this where several processes serve the same conversations. Without it no state is lost either
/// (the second to save is told), but two replicas may work on one conversation at a time.
/// </summary>
public interface IConversationLock
{
    /// <summary>Waits until nobody else holds the conversation. What it returns is disposed at the end of the turn; null when there is nothing to hold.</summary>
    /// <param name="conversation">Names the conversation, whatever its length and characters.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">Others held it for all of <paramref name="patience"/>.</exception>
    ValueTask<IAsyncDisposable?> AcquireAsync(string conversation, TimeSpan patience, CancellationToken cancellationToken);
}
