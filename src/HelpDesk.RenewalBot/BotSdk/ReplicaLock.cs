using HelpDesk.Bots.Hosting;
using HelpDesk.Storage.Bot;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>Keeps the replicas from working on one conversation at a time.</summary>
internal sealed class ReplicaLock(ConversationLocks locks) : IConversationLock
{
    public ValueTask<IAsyncDisposable?> AcquireAsync(string conversation, TimeSpan patience, CancellationToken cancellationToken) =>
        locks.AcquireAsync(conversation, patience, cancellationToken);
}
