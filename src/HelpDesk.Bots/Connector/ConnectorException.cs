namespace HelpDesk.Bots.Connector;

/// <summary>Why a channel did not do what was asked.</summary>
public enum ConnectorFailure
{
    /// <summary>The request was wrong or not allowed; the same request will be refused again.</summary>
    Refused,

    /// <summary>The service URL is not one that the bot may call. Nothing was sent.</summary>
    ServiceUrlNotAllowed,

    /// <summary>The person has blocked the bot or removed it: drop the conversation.</summary>
    BlockedByUser,

    /// <summary>The bot is not in the conversation: wait until it is installed again.</summary>
    NotInRoster,

    /// <summary>An administrator has disabled the bot.</summary>
    DisabledByAdmin,

    /// <summary>The conversation or the activity does not exist (any more).</summary>
    Gone,

    /// <summary>The activity is larger than the channel takes.</summary>
    TooBig,

    /// <summary>
    /// The channel asked to slow down, also after the retries; or its rate limits leave no room soon enough, and nothing was sent (then
    /// there is no <see cref="ConnectorException.Status"/>).
    /// </summary>
    Throttled,

    /// <summary>The channel did not take the bot's token, or there was none to be had.</summary>
    Unauthorized,

    /// <summary>The channel cannot do this (delete in the Playground, for instance).</summary>
    NotSupported,

    /// <summary>The channel is down, also after the retries; nothing was done.</summary>
    Unavailable,

    /// <summary>No answer, or one that says neither yes nor no: it may have been done.</summary>
    UnknownOutcome,
}

/// <summary>A channel did not do what was asked.</summary>
public sealed class ConnectorException(
    ConnectorFailure reason, string message, int? status = null, string? code = null, Exception? inner = null)
    : Exception(message, inner)
{
    public ConnectorFailure Reason { get; } = reason;

    /// <summary>The HTTP status, if there was an answer.</summary>
    public int? Status { get; } = status;

    /// <summary>The channel's own error code, if it named one.</summary>
    public string? Code { get; } = code;

    /// <summary>How long the channel asked to wait, or how long its rate limits make it necessary.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
