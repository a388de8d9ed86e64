using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots;

/// <inheritdoc cref="ITurnContext"/>
public class TurnContext : ITurnContext, IDisposable
{
    private List<Activity>? _buffered;
    private List<SendActivitiesHandler>? _onSend;
    private List<UpdateActivityHandler>? _onUpdate;
    private List<DeleteActivityHandler>? _onDelete;

    public TurnContext(BotAdapter adapter, Activity activity)
    {
        ArgumentNullException.ThrowIfNull(adapter);
        ArgumentNullException.ThrowIfNull(activity);
        Adapter = adapter;
        Activity = activity;
        TurnState = [];
    }

    public BotAdapter Adapter { get; }

    public TurnContextStateCollection TurnState { get; }

    public Activity Activity { get; }

    public bool Responded { get; private set; }

    /// <summary>What was sent in a turn whose answers go into the response (delivery mode expectReplies).</summary>
    public IList<Activity> BufferedReplyActivities => _buffered ??= [];

    public Task<ResourceResponse> SendActivityAsync(
        string textReplyToSend, string? speak = null, string inputHint = InputHints.AcceptingInput, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(textReplyToSend);
        return SendActivityAsync(MessageFactory.Text(textReplyToSend, speak, inputHint), cancellationToken);
    }

    public async Task<ResourceResponse> SendActivityAsync(IActivity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var responses = await SendActivitiesAsync([activity], cancellationToken);
        // A handler may have stopped the sending: then there is nothing to name.
        return responses is [var response, ..] ? response : new ResourceResponse();
    }

    public Task<ResourceResponse[]> SendActivitiesAsync(IActivity[] activities, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activities);
        if (activities.Length == 0)
        {
            throw new ArgumentException("There is no activity to send.", nameof(activities));
        }

        var addressed = new Activity[activities.Length];
        for (var i = 0; i < activities.Length; i++)
        {
            var activity = (Activity)activities[i];
            activity.Type ??= ActivityTypes.Message;
            if (activity.Type == ActivityTypes.Message)
            {
                activity.InputHint ??= InputHints.AcceptingInput;
            }

            addressed[i] = Address(activity);
        }

        return _onSend is null
            ? DeliverAsync(addressed, cancellationToken)
            : RunSendHandlersAsync([.. addressed], 0, cancellationToken);
    }

    public Task<ResourceResponse> UpdateActivityAsync(IActivity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return RunUpdateHandlersAsync(Address((Activity)activity), 0, cancellationToken);
    }

    public Task DeleteActivityAsync(string activityId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(activityId);
        var reference = Activity.GetConversationReference();
        reference.ActivityId = activityId;
        return DeleteActivityAsync(reference, cancellationToken);
    }

    public Task DeleteActivityAsync(ConversationReference conversationReference, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationReference);
        return RunDeleteHandlersAsync(conversationReference, 0, cancellationToken);
    }

    public ITurnContext OnSendActivities(SendActivitiesHandler handler)
    {
        (_onSend ??= []).Add(handler);
        return this;
    }

    public ITurnContext OnUpdateActivity(UpdateActivityHandler handler)
    {
        (_onUpdate ??= []).Add(handler);
        return this;
    }

    public ITurnContext OnDeleteActivity(DeleteActivityHandler handler)
    {
        (_onDelete ??= []).Add(handler);
        return this;
    }

    public void Dispose()
    {
        TurnState.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Turns an outgoing activity towards this turn's person without making a reference first.</summary>
    private Activity Address(Activity activity)
    {
        activity.ChannelId = Activity.ChannelId;
        activity.ServiceUrl = Activity.ServiceUrl;
        activity.Conversation = Activity.Conversation;
        activity.Locale ??= Activity.Locale;
        activity.From = Activity.Recipient;
        activity.Recipient = Activity.From;
        // The identifier of a continuation is ours: no channel knows it, so nothing can be a reply to it.
        if (Activity.Name is not (ActivityEventNames.ContinueConversation or ActivityEventNames.CreateConversation) || Activity.Type != ActivityTypes.Event)
        {
            activity.ReplyToId = Activity.Id ?? activity.ReplyToId;
        }

        return activity;
    }

    private Task<ResourceResponse[]> RunSendHandlersAsync(List<Activity> activities, int index, CancellationToken cancellationToken) =>
        _onSend is null || index == _onSend.Count
            ? DeliverAsync([.. activities], cancellationToken)
            : _onSend[index](this, activities, () => RunSendHandlersAsync(activities, index + 1, cancellationToken));

    private async Task<ResourceResponse[]> DeliverAsync(Activity[] activities, CancellationToken cancellationToken)
    {
        var responses = await Adapter.SendActivitiesAsync(this, activities, cancellationToken);
        for (var i = 0; i < activities.Length; i++)
        {
            if (i < responses.Length && responses[i].Id is { } id)
            {
                activities[i].Id = id;
            }

            Responded |= activities[i].Type != ActivityTypes.Trace;
        }

        return responses;
    }

    private Task<ResourceResponse> RunUpdateHandlersAsync(Activity activity, int index, CancellationToken cancellationToken) =>
        _onUpdate is null || index == _onUpdate.Count
            ? Adapter.UpdateActivityAsync(this, activity, cancellationToken)
            : _onUpdate[index](this, activity, () => RunUpdateHandlersAsync(activity, index + 1, cancellationToken));

    private Task RunDeleteHandlersAsync(ConversationReference reference, int index, CancellationToken cancellationToken) =>
        _onDelete is null || index == _onDelete.Count
            ? Adapter.DeleteActivityAsync(this, reference, cancellationToken)
            : _onDelete[index](this, reference, () => RunDeleteHandlersAsync(reference, index + 1, cancellationToken));
}

/// <summary>The same turn, its activity seen as one kind.</summary>
internal sealed class TurnContext<T>(ITurnContext inner) : ITurnContext<T>
    where T : IActivity
{
    public T Activity => (T)(IActivity)inner.Activity;

    Activity ITurnContext.Activity => inner.Activity;

    public BotAdapter Adapter => inner.Adapter;

    public TurnContextStateCollection TurnState => inner.TurnState;

    public bool Responded => inner.Responded;

    public Task<ResourceResponse> SendActivityAsync(
        string textReplyToSend, string? speak = null, string inputHint = InputHints.AcceptingInput, CancellationToken cancellationToken = default) =>
        inner.SendActivityAsync(textReplyToSend, speak, inputHint, cancellationToken);

    public Task<ResourceResponse> SendActivityAsync(IActivity activity, CancellationToken cancellationToken = default) =>
        inner.SendActivityAsync(activity, cancellationToken);

    public Task<ResourceResponse[]> SendActivitiesAsync(IActivity[] activities, CancellationToken cancellationToken = default) =>
        inner.SendActivitiesAsync(activities, cancellationToken);

    public Task<ResourceResponse> UpdateActivityAsync(IActivity activity, CancellationToken cancellationToken = default) =>
        inner.UpdateActivityAsync(activity, cancellationToken);

    public Task DeleteActivityAsync(string activityId, CancellationToken cancellationToken = default) =>
        inner.DeleteActivityAsync(activityId, cancellationToken);

    public Task DeleteActivityAsync(ConversationReference conversationReference, CancellationToken cancellationToken = default) =>
        inner.DeleteActivityAsync(conversationReference, cancellationToken);

    public ITurnContext OnSendActivities(SendActivitiesHandler handler) => inner.OnSendActivities(handler);

    public ITurnContext OnUpdateActivity(UpdateActivityHandler handler) => inner.OnUpdateActivity(handler);

    public ITurnContext OnDeleteActivity(DeleteActivityHandler handler) => inner.OnDeleteActivity(handler);
}
