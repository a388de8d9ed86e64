using HelpDesk.RenewalBot.BotSdk;
using HelpDesk.RenewalBot.Service;
using HelpDesk.Storage.Bot;

namespace HelpDesk.RenewalBot.Conversations;

/// <summary>Reads from an activity what the bot has to remember of its conversation.</summary>
internal static class Inbound
{
    private const string PersonalType = "personal";
    private const int LongestLocale = 35;

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
            Locale = Locale(activity.Locale),
        };
    }

    // What is said later answers no particular message.
    private static ConversationReference Lasting(ConversationReference reference)
    {
        reference.ActivityId = null;
        return reference;
    }

    // It is kept and looked at with every notice: what is no tag of a language is not worth that.
    private static string? Locale(string? said) =>
        said is { Length: > 0 and <= LongestLocale } && said.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? said : null;

    // The Emulator and Web Chat say nothing of the kind; they only know chats of two.
    private static bool IsPersonal(Activity activity) =>
        activity.Conversation.IsGroup != true && (activity.Conversation.ConversationType ?? PersonalType) == PersonalType;
}
