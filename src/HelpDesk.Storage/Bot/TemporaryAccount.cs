namespace HelpDesk.Storage.Bot;

/// <summary>How the reminders of a temporary account ended.</summary>
public enum TemporaryAccountEnd
{
    /// <summary>The directory has it among the deleted users.</summary>
    Deleted,

    /// <summary>The directory does not know it any more.</summary>
    Gone,

    /// <summary>The directory could not be read; the admin said so.</summary>
    AdminsWord,

    /// <summary>It turned out to be the person's own account, which nobody shall delete.</summary>
    OwnAccount,
}

/// <summary>An administrator's account that somebody made for one renewal, and of which they are reminded daily until it is gone.</summary>
public sealed class TemporaryAccount : IOutboxRow
{
    public required Guid Id { get; init; }

    /// <summary>The <see cref="Conversation.Id"/> in which it was told.</summary>
    public required Guid Chat { get; init; }

    public required string TenantId { get; init; }

    public required string PersonId { get; init; }

    public required Guid RegistrationId { get; init; }

    /// <summary>Lower case.</summary>
    public required string Login { get; init; }

    /// <summary>Null while the directory has never shown it.</summary>
    public string? ObjectId { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the next reminder is due.</summary>
    public required DateTimeOffset DueAt { get; set; }

    public DateTimeOffset? ClaimedUntil { get; set; }

    public int Attempts { get; set; }

    public int UnknownOutcomes { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public TemporaryAccountEnd? End { get; set; }
}
