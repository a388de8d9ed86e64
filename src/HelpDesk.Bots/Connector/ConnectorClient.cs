using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots.Connector;

/// <summary>
/// What a channel lets a bot do in its conversations. A turn finds it in its state:
/// <c>turnContext.TurnState.Get&lt;ConnectorClient&gt;()</c>. Every failure is a <see cref="ConnectorException"/>.
/// </summary>
public abstract class ConnectorClient
{
    /// <summary>Sends to the activity's conversation at its service URL.</summary>
    public abstract Task<ResourceResponse> SendToConversationAsync(Activity activity, CancellationToken cancellationToken = default);

    /// <summary>Sends as a reply to the activity that <see cref="Activity.ReplyToId"/> names.</summary>
    public abstract Task<ResourceResponse> ReplyToActivityAsync(Activity activity, CancellationToken cancellationToken = default);

    /// <summary>Replaces the activity with the identifier <see cref="Activity.Id"/>.</summary>
    public abstract Task<ResourceResponse> UpdateActivityAsync(Activity activity, CancellationToken cancellationToken = default);

    public abstract Task DeleteActivityAsync(
        string serviceUrl, string conversationId, string activityId, CancellationToken cancellationToken = default);

    public abstract Task<ConversationResourceResponse> CreateConversationAsync(
        string serviceUrl, ConversationParameters parameters, CancellationToken cancellationToken = default);

    public abstract Task<TeamsChannelAccount> GetConversationMemberAsync(
        string serviceUrl, string conversationId, string userId, CancellationToken cancellationToken = default);
}
