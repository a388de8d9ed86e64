using HelpDesk.Bots.Connector;
using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots;

/// <summary>What Teams tells about a conversation.</summary>
public static class TeamsInfo
{
    /// <summary>A member of the turn's conversation.</summary>
    /// <exception cref="ConnectorException">The person is not a member, or the channel cannot tell.</exception>
    public static Task<TeamsChannelAccount> GetMemberAsync(
        ITurnContext turnContext, string userId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentException.ThrowIfNullOrWhiteSpace(userId);
        var connector = turnContext.TurnState.Get<ConnectorClient>()
            ?? throw new InvalidOperationException("This turn has no connector: it was not started by a channel adapter.");
        return connector.GetConversationMemberAsync(
            turnContext.Activity.ServiceUrl, turnContext.Activity.Conversation.Id, userId, cancellationToken);
    }
}
