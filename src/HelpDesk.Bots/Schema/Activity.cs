namespace HelpDesk.Bots.Schema;

/// <summary>
/// One thing that happened in a conversation, in either direction. Members typed <see cref="object"/> hold a
/// <see cref="System.Text.Json.JsonElement"/> after reading (see <see cref="BotJson.Read{T}"/>) and may hold anything that
/// <see cref="BotJson"/> can write.
/// </summary>
/// <remarks>
/// Type, channel, service URL, sender, recipient and conversation are checked at the door, so they are set on every activity that a
/// turn receives; on one that you make, they are filled in when you send it.
/// </remarks>
public sealed partial class Activity : WireObject
{
    public Activity()
    {
    }

    public Activity(string? type) => Type = type!;

    public string Type { get; set; } = null!;

    public string? Id { get; set; }

    public DateTimeOffset? Timestamp { get; set; }

    public DateTimeOffset? LocalTimestamp { get; set; }

    public string? LocalTimezone { get; set; }

    public string ServiceUrl { get; set; } = null!;

    public string ChannelId { get; set; } = null!;

    public ChannelAccount From { get; set; } = null!;

    public ConversationAccount Conversation { get; set; } = null!;

    public ChannelAccount Recipient { get; set; } = null!;

    public string? TextFormat { get; set; }

    public string? AttachmentLayout { get; set; }

    public IList<ChannelAccount>? MembersAdded { get; set; }

    public IList<ChannelAccount>? MembersRemoved { get; set; }

    public IList<MessageReaction>? ReactionsAdded { get; set; }

    public IList<MessageReaction>? ReactionsRemoved { get; set; }

    public string? TopicName { get; set; }

    public bool? HistoryDisclosed { get; set; }

    public string? Locale { get; set; }

    public string? Text { get; set; }

    public string? Speak { get; set; }

    public string? InputHint { get; set; }

    public string? Summary { get; set; }

    public SuggestedActions? SuggestedActions { get; set; }

    public IList<Attachment>? Attachments { get; set; }

    public IList<Entity>? Entities { get; set; }

    public object? ChannelData { get; set; }

    public string? Action { get; set; }

    public string? ReplyToId { get; set; }

    public string? Label { get; set; }

    public string? ValueType { get; set; }

    public object? Value { get; set; }

    public string? Name { get; set; }

    public ConversationReference? RelatesTo { get; set; }

    public string? Code { get; set; }

    public DateTimeOffset? Expiration { get; set; }

    public string? Importance { get; set; }

    public string? DeliveryMode { get; set; }

    public IList<string>? ListenFor { get; set; }

    public string? CallerId { get; set; }
}
