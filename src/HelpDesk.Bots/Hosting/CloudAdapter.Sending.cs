using System.Globalization;
using HelpDesk.Bots.Connector;
using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots.Hosting;

public sealed partial class CloudAdapter
{
    /// <inheritdoc/>
    public override async Task<ResourceResponse[]> SendActivitiesAsync(
        ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(activities);
        var responses = new ResourceResponse[activities.Length];
        for (var i = 0; i < activities.Length; i++)
        {
            responses[i] = await SendActivityAsync(turnContext, activities[i], cancellationToken);
        }

        return responses;
    }

    /// <inheritdoc/>
    public override Task<ResourceResponse> UpdateActivityAsync(
        ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) =>
        _connector.UpdateActivityAsync(activity, cancellationToken);

    /// <inheritdoc/>
    public override Task DeleteActivityAsync(
        ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return _connector.DeleteActivityAsync(reference.ServiceUrl, reference.Conversation.Id, reference.ActivityId!, cancellationToken);
    }

    /// <summary>The response to an invoke is its own answer: what else the bot has to say goes the usual way.</summary>
    private static bool AnswersInResponse(Activity activity) =>
        activity.DeliveryMode == DeliveryModes.ExpectReplies && activity.Type != ActivityTypes.Invoke;

    private async Task<ResourceResponse> SendActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken)
    {
        switch (activity.Type)
        {
            case ActivityTypesEx.InvokeResponse:
                // The first answer counts.
                turnContext.TurnState.TryAdd(InvokeResponseKey, activity);
                return new ResourceResponse();

            case ActivityTypes.Delay:
                var milliseconds = Convert.ToInt32(activity.Value, CultureInfo.InvariantCulture);
                await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), _clock, cancellationToken);
                return new ResourceResponse();

            case ActivityTypes.Trace when activity.ChannelId != Channels.Emulator:
                // Only the Emulator shows them.
                return new ResourceResponse();
        }

        if (AnswersInResponse(turnContext.Activity) && turnContext is TurnContext turn)
        {
            turn.BufferedReplyActivities.Add(activity);
            return new ResourceResponse();
        }

        return string.IsNullOrEmpty(activity.ReplyToId)
            ? await _connector.SendToConversationAsync(activity, cancellationToken)
            : await _connector.ReplyToActivityAsync(activity, cancellationToken);
    }
}
