using HelpDesk.Bots.Connector;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>What to do about a message that the channel did not take.</summary>
internal enum DeliveryFate
{
    /// <summary>It may work later.</summary>
    Retry,

    /// <summary>It will never work.</summary>
    GiveUp,

    /// <summary>The bot may not speak in this chat any more.</summary>
    ChatLost,

    /// <summary>The message that was to be changed is not there any more.</summary>
    MessageGone,
}

/// <summary>A failed delivery in the bot's terms, whatever the SDK throws.</summary>
internal sealed record DeliveryProblem(DeliveryFate Fate, string Reason, TimeSpan? RetryAfter = null)
{
    /// <summary>Null when the exception is about something else.</summary>
    public static DeliveryProblem? Of(Exception exception) =>
        exception is ConnectorException e ? new DeliveryProblem(Fated(e.Reason), $"{e.Reason} {e.Status} {e.Code}".TrimEnd(), e.RetryAfter) : null;

    private static DeliveryFate Fated(ConnectorFailure reason) => reason switch
    {
        ConnectorFailure.BlockedByUser or ConnectorFailure.NotInRoster or ConnectorFailure.DisabledByAdmin => DeliveryFate.ChatLost,
        ConnectorFailure.Gone => DeliveryFate.MessageGone,
        ConnectorFailure.Throttled or ConnectorFailure.Unavailable or ConnectorFailure.UnknownOutcome or ConnectorFailure.Unauthorized => DeliveryFate.Retry,
        _ => DeliveryFate.GiveUp,
    };
}
