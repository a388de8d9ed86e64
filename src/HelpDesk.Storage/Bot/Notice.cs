namespace HelpDesk.Storage.Bot;

/// <summary>A row of the outbox: one warning for one person about one secret at one threshold.</summary>
public sealed class Notice : IOutboxRow
{
    public required Guid Id { get; init; }

    public required string TenantId { get; init; }

    public required string PersonId { get; init; }

    public required Guid RegistrationId { get; init; }

    public required Guid KeyId { get; init; }

    /// <summary>Days before the expiry at which it is due; negative numbers count the days since.</summary>
    public required int Threshold { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset DueAt { get; set; }

    public DateTimeOffset? ClaimedUntil { get; set; }

    public int Attempts { get; set; }

    public int UnknownOutcomes { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public string? SentActivityId { get; set; }

    /// <summary>Why it will never be sent.</summary>
    public string? DeadLetterReason { get; set; }
}

/// <summary>The news of one renewal for one chat; several moves that nobody has been shown yet become one.</summary>
public sealed class RenewalNews : IOutboxRow
{
    public required Guid Id { get; init; }

    /// <summary>The <see cref="Conversation.Id"/> it is for.</summary>
    public required Guid Chat { get; init; }

    public required Guid RegistrationId { get; init; }

    public required Guid RenewalId { get; init; }

    /// <summary>The registration and its renewal in the service's JSON, as of the latest move.</summary>
    public required string ChangeJson { get; set; }

    /// <summary>The feed's number of the latest move.</summary>
    public required long Sequence { get; set; }

    /// <summary>The number up to which the chat shows it.</summary>
    public long ShownSequence { get; set; }

    /// <summary>The last state that was also told in words.</summary>
    public string? ToldState { get; set; }

    public required DateTimeOffset DueAt { get; set; }

    public DateTimeOffset? ClaimedUntil { get; set; }

    public int Attempts { get; set; }

    public int UnknownOutcomes { get; set; }

    public string? DeadLetterReason { get; set; }
}
