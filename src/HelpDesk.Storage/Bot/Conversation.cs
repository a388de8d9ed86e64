namespace HelpDesk.Storage.Bot;

/// <summary>A chat that the bot knows, and what is needed to speak in it unasked.</summary>
public sealed class Conversation
{
    public required Guid Id { get; init; }

    public required string ChannelId { get; init; }

    /// <summary>The channel's own ID; opaque.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The tenant that the channel names, as it names it; null on channels that know none.</summary>
    public string? ChannelTenantId { get; set; }

    /// <summary>The person's tenant, lower case; null while nobody has been identified in this chat.</summary>
    public string? TenantId { get; set; }

    /// <summary>The person's object ID, lower case; null while nobody has been identified in this chat.</summary>
    public string? PersonId { get; set; }

    /// <summary>The person's address on the channel (in Teams the MRI).</summary>
    public required string UserId { get; set; }

    public required string ServiceUrl { get; set; }

    /// <summary>The conversation reference as the bot SDK wrote it.</summary>
    public required string ReferenceJson { get; set; }

    public required bool IsPersonal { get; init; }

    /// <summary>The last activity came without authentication (Development only), so answers carry no token either.</summary>
    public required bool IsAnonymous { get; set; }

    /// <summary>IANA name as the client sent it.</summary>
    public string? TimeZone { get; set; }

    public string? Locale { get; set; }

    public required DateTimeOffset FirstSeenAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; set; }

    public DateTimeOffset? GreetedAt { get; set; }

    /// <summary>When the service was first asked what this person watches; null means that it still has to be.</summary>
    public DateTimeOffset? LookedUpAt { get; set; }

    public DateTimeOffset? RemovedAt { get; set; }
}

/// <summary>What an inbound activity tells about its conversation.</summary>
public sealed record ConversationSeen
{
    public required string ChannelId { get; init; }

    public required string ConversationId { get; init; }

    public string? ChannelTenantId { get; init; }

    public string? TenantId { get; init; }

    public string? PersonId { get; init; }

    public required string UserId { get; init; }

    public required string ServiceUrl { get; init; }

    public required string ReferenceJson { get; init; }

    public required bool IsPersonal { get; init; }

    public required bool IsAnonymous { get; init; }

    public string? TimeZone { get; init; }

    public string? Locale { get; init; }
}
