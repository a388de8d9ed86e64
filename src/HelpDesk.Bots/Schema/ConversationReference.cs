namespace HelpDesk.Bots.Schema;

/// <summary>What is needed to speak into a conversation later.</summary>
public sealed class ConversationReference : WireObject
{
    public ConversationReference()
    {
    }

    public ConversationReference(
        string? activityId = null,
        ChannelAccount? user = null,
        ChannelAccount? bot = null,
        ConversationAccount? conversation = null,
        string? channelId = null,
        string? serviceUrl = null)
    {
        ActivityId = activityId;
        User = user;
        Bot = bot;
        Conversation = conversation!;
        ChannelId = channelId!;
        ServiceUrl = serviceUrl!;
    }

    public string? ActivityId { get; set; }

    public ChannelAccount? User { get; set; }

    public ChannelAccount? Bot { get; set; }

    /// <summary>Always there on a reference taken from a turn.</summary>
    public ConversationAccount Conversation { get; set; } = null!;

    /// <summary>Always there on a reference taken from a turn.</summary>
    public string ChannelId { get; set; } = null!;

    public string? Locale { get; set; }

    /// <summary>Always there on a reference taken from a turn. It may change: keep the newest.</summary>
    public string ServiceUrl { get; set; } = null!;

    /// <summary>The event that a proactive turn in this conversation starts with.</summary>
    public Activity GetContinuationActivity() => new(ActivityTypes.Event)
    {
        Name = ActivityEventNames.ContinueConversation,
        Id = Guid.NewGuid().ToString(),
        ChannelId = ChannelId,
        Locale = Locale,
        ServiceUrl = ServiceUrl,
        Conversation = Conversation,
        Recipient = Bot!,
        From = User!,
        RelatesTo = this,
    };
}

/// <summary>The body that asks a channel for a new conversation.</summary>
public sealed class ConversationParameters : WireObject
{
    public ConversationParameters()
    {
    }

    public ConversationParameters(
        bool? isGroup = null,
        ChannelAccount? bot = null,
        IList<ChannelAccount>? members = null,
        string? topicName = null,
        Activity? activity = null,
        object? channelData = null,
        string? tenantId = null)
    {
        IsGroup = isGroup;
        Bot = bot;
        Members = members;
        TopicName = topicName;
        Activity = activity;
        ChannelData = channelData;
        TenantId = tenantId;
    }

    public bool? IsGroup { get; set; }

    public ChannelAccount? Bot { get; set; }

    public IList<ChannelAccount>? Members { get; set; }

    public string? TopicName { get; set; }

    public Activity? Activity { get; set; }

    public object? ChannelData { get; set; }

    public string? TenantId { get; set; }
}

/// <summary>The channel's answer to a new conversation.</summary>
public sealed class ConversationResourceResponse : WireObject
{
    public ConversationResourceResponse()
    {
    }

    public ConversationResourceResponse(string? activityId = null, string? serviceUrl = null, string? id = null)
    {
        ActivityId = activityId;
        ServiceUrl = serviceUrl;
        Id = id;
    }

    public string? ActivityId { get; set; }

    public string? ServiceUrl { get; set; }

    public string? Id { get; set; }
}

/// <summary>The channel's answer to a sent activity. A channel may answer without an identifier.</summary>
public sealed class ResourceResponse : WireObject
{
    public ResourceResponse()
    {
    }

    public ResourceResponse(string? id = null) => Id = id;

    public string? Id { get; set; }
}
