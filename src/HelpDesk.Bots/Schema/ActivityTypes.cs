namespace HelpDesk.Bots.Schema;

/// <summary>The known values of <see cref="Activity.Type"/>; any other value is allowed too.</summary>
public static class ActivityTypes
{
    public const string ConversationUpdate = "conversationUpdate";
    public const string EndOfConversation = "endOfConversation";
    public const string Event = "event";
    public const string Delay = "delay";
    public const string InstallationUpdate = "installationUpdate";
    public const string Invoke = "invoke";
    public const string Message = "message";
    public const string MessageDelete = "messageDelete";
    public const string MessageReaction = "messageReaction";
    public const string MessageUpdate = "messageUpdate";
    public const string Trace = "trace";
    public const string Typing = "typing";
}

/// <summary>Activity types that never leave the process.</summary>
public static class ActivityTypesEx
{
    /// <summary>Carries an invoke response in its value: sending it answers the invoke of this turn.</summary>
    public const string InvokeResponse = "invokeResponse";
}

public static class ActivityEventNames
{
    public const string ContinueConversation = "ContinueConversation";
    public const string CreateConversation = "CreateConversation";
}
