using HelpDesk.RenewalBot.BotSdk;
using HelpDesk.RenewalBot.Service;
using HelpDesk.Storage.Bot;

namespace HelpDesk.RenewalBot.Conversations;

/// <summary>Reads from an activity what the bot has to remember of its conversation.</summary>
internal static class Inbound
{
    private const string PersonalType = "personal";

    public static ConversationSeen Read(ITurnContext turnContext)
    {
        var activity = turnContext.Activity;
        var tenant = activity.Conversation.TenantId ?? activity.GetChannelData<TeamsChannelData>()?.Tenant?.Id;
        var person = Person.From(tenant, activity.From.AadObjectId);
        return new ConversationSeen
        {
            ChannelId = activity.ChannelId,
            ConversationId = activity.Conversation.Id,
            ChannelTenantId = tenant,
            TenantId = person?.TenantId,
            PersonId = person?.PersonId,
            UserId = activity.From.Id,
            ServiceUrl = activity.ServiceUrl,
            ReferenceJson = Wire.Write(Lasting(activity.GetConversationReference())),
            IsPersonal = IsPersonal(activity),
            IsAnonymous = turnContext.IsAnonymous(),
            TimeZone = activity.LocalTimezone,
            Locale = activity.Locale,
        };
    }

    // What is said later answers no particular message.
    private static ConversationReference Lasting(ConversationReference reference)
    {
        reference.ActivityId = null;
        return reference;
    }

    // The Emulator and Web Chat say nothing of the kind; they only know chats of two.
    private static bool IsPersonal(Activity activity) =>
        activity.Conversation.IsGroup != true && (activity.Conversation.ConversationType ?? PersonalType) == PersonalType;
}
