namespace HelpDesk.Storage.Bot;

public enum CardKind
{
    Warning,
    Checklist,
    Confirm,
    Progress,
}

/// <summary>A card about a secret that hangs in some chat and has to tell the truth for as long as it does.</summary>
public sealed class SentCard
{
    public required Guid Id { get; init; }

    /// <summary>The <see cref="Conversation.Id"/> where it hangs.</summary>
    public required Guid Chat { get; init; }

    public required string ActivityId { get; set; }

    public required Guid RegistrationId { get; init; }

    /// <summary>The renewal whose state it shows; null as long as it shows none.</summary>
    public Guid? RenewalId { get; set; }

    public required CardKind Kind { get; set; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>
    /// False once it shows a proven outcome, or newer cards of its kind hang below it: a later renewal has cards of its own, and the one
    /// that it shows, if any, is still followed.
    /// </summary>
    /// <summary>A digest of what can be seen on it as it was last drawn for a renewal; something that no content has when it was drawn otherwise.</summary>
    public string? Content { get; set; }

    public bool IsOpen { get; set; } = true;
}
