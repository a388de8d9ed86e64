using HelpDesk.Bots.Connector;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>What to do about a message that the channel did not take.</summary>
internal enum DeliveryFate
{
    /// <summary>It may work later.</summary>
    Retry,

    /// <summary>The channel may have taken it: to say it again may be to say it twice.</summary>
    OutcomeUnknown,

    /// <summary>It will never work.</summary>
    GiveUp,

    /// <summary>The bot may not speak in this chat any more.</summary>
    ChatLost,

    /// <summary>The message that was to be changed is not there any more.</summary>
    MessageGone,
}

/// <summary>A failed delivery in the bot's terms.</summary>
internal sealed record DeliveryProblem(DeliveryFate Fate, string Reason, TimeSpan? RetryAfter = null)
{
    /// <summary>Null when the exception is about something else.</summary>
    public static DeliveryProblem? Of(Exception exception) => exception switch
    {
        ConnectorException e => new DeliveryProblem(Fated(e.Reason), $"{e.Reason} {e.Status} {e.Code}".TrimEnd(), e.RetryAfter),
        UpdateUnknownException { InnerException: { } inner } => Of(inner) is { } problem ? problem with { Fate = DeliveryFate.Retry } : null,
        _ => null,
    };

    private static DeliveryFate Fated(ConnectorFailure reason) => reason switch
    {
        ConnectorFailure.BlockedByUser or ConnectorFailure.NotInRoster or ConnectorFailure.DisabledByAdmin => DeliveryFate.ChatLost,
        ConnectorFailure.Gone => DeliveryFate.MessageGone,
        ConnectorFailure.Throttled or ConnectorFailure.Unavailable or ConnectorFailure.Unauthorized => DeliveryFate.Retry,
        ConnectorFailure.UnknownOutcome => DeliveryFate.OutcomeUnknown,
        _ => DeliveryFate.GiveUp,
    };
}

/// <summary>Whether a message was changed is not known. To change it again does no harm, unlike to send it again.</summary>
internal sealed class UpdateUnknownException(Exception inner) : Exception("Whether the message was changed is not known.", inner);
