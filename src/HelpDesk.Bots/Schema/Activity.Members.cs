using System.Diagnostics.CodeAnalysis;

namespace HelpDesk.Bots.Schema;

public sealed partial class Activity : IMessageUpdateActivity, IMessageDeleteActivity, ITypingActivity,
    IConversationUpdateActivity, IInstallationUpdateActivity, IMessageReactionActivity, IEndOfConversationActivity,
    IEventActivity, IInvokeActivity, ITraceActivity
{
    public static IMessageActivity CreateMessageActivity() => new Activity(ActivityTypes.Message) { Attachments = [], Entities = [] };

    public static ITypingActivity CreateTypingActivity() => new Activity(ActivityTypes.Typing);

    public static IConversationUpdateActivity CreateConversationUpdateActivity() =>
        new Activity(ActivityTypes.ConversationUpdate) { MembersAdded = [], MembersRemoved = [] };

    public static IEndOfConversationActivity CreateEndOfConversationActivity() => new Activity(ActivityTypes.EndOfConversation);

    public static IEventActivity CreateEventActivity() => new Activity(ActivityTypes.Event);

    public static IInvokeActivity CreateInvokeActivity() => new Activity(ActivityTypes.Invoke);

    public static ITraceActivity CreateTraceActivity(string name, string? valueType = null, object? value = null, string? label = null) =>
        new Activity(ActivityTypes.Trace) { Name = name, ValueType = valueType ?? value?.GetType().Name, Value = value, Label = label };

    /// <summary>An answer to this activity, with the two sides exchanged.</summary>
    public Activity CreateReply(string? text = null, string? locale = null) => new(ActivityTypes.Message)
    {
        From = Recipient,
        Recipient = From,
        ReplyToId = Id,
        ServiceUrl = ServiceUrl,
        ChannelId = ChannelId,
        Conversation = Conversation,
        Text = text ?? string.Empty,
        Locale = locale ?? Locale,
        Attachments = [],
        Entities = [],
    };

    public IMessageActivity? AsMessageActivity() => As(ActivityTypes.Message);

    public IInstallationUpdateActivity? AsInstallationUpdateActivity() => As(ActivityTypes.InstallationUpdate);

    public IConversationUpdateActivity? AsConversationUpdateActivity() => As(ActivityTypes.ConversationUpdate);

    public ITypingActivity? AsTypingActivity() => As(ActivityTypes.Typing);

    public IEndOfConversationActivity? AsEndOfConversationActivity() => As(ActivityTypes.EndOfConversation);

    public IEventActivity? AsEventActivity() => As(ActivityTypes.Event);

    public IInvokeActivity? AsInvokeActivity() => As(ActivityTypes.Invoke);

    public IMessageUpdateActivity? AsMessageUpdateActivity() => As(ActivityTypes.MessageUpdate);

    public IMessageDeleteActivity? AsMessageDeleteActivity() => As(ActivityTypes.MessageDelete);

    public IMessageReactionActivity? AsMessageReactionActivity() => As(ActivityTypes.MessageReaction);

    public ITraceActivity? AsTraceActivity() => As(ActivityTypes.Trace);

    /// <summary>Whether a person would see anything of this message.</summary>
    public bool HasContent() =>
        !string.IsNullOrWhiteSpace(Text) || !string.IsNullOrWhiteSpace(Summary) || Attachments is { Count: > 0 } || ChannelData is not null;

    public Mention[] GetMentions() => Entities is null
        ? []
        : [.. Entities.Where(e => string.Equals(e.Type, Mention.EntityType, StringComparison.OrdinalIgnoreCase))
            .Select(e => e as Mention ?? new Mention { Properties = e.Properties })];

    public T? GetChannelData<T>() => BotJson.Read<T>(ChannelData);

    public bool TryGetChannelData<T>([NotNullWhen(true)] out T? instance) => BotJson.TryRead(ChannelData, out instance);

    public ConversationReference GetConversationReference() => new()
    {
        ActivityId = Id,
        User = From,
        Bot = Recipient,
        Conversation = Conversation,
        ChannelId = ChannelId,
        Locale = Locale,
        ServiceUrl = ServiceUrl,
    };

    /// <summary>The reference of an answer that has been sent, for instance in order to update it.</summary>
    public ConversationReference GetReplyConversationReference(ResourceResponse reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var reference = GetConversationReference();
        reference.ActivityId = reply.Id;
        return reference;
    }

    /// <summary>Addresses this activity: to the person of the reference, or, when incoming, as if it came from them.</summary>
    public Activity ApplyConversationReference(ConversationReference reference, bool isIncoming = false)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ChannelId = reference.ChannelId;
        ServiceUrl = reference.ServiceUrl;
        Conversation = reference.Conversation;
        Locale ??= reference.Locale;
        if (isIncoming)
        {
            From = reference.User!;
            Recipient = reference.Bot!;
            Id = reference.ActivityId ?? Id;
        }
        else
        {
            From = reference.Bot!;
            Recipient = reference.User!;
            ReplyToId = reference.ActivityId ?? ReplyToId;
        }

        return this;
    }

    private Activity? As(string type) => string.Equals(Type, type, StringComparison.OrdinalIgnoreCase) ? this : null;
}
