namespace HelpDesk.Storage.Bot;

/// <summary>
/// A press of a button that has been answered and still has to be worked on. Holds what the bot itself has sealed into the button, and
/// nothing of what else the activity brought: that may be a sign-in code.
/// </summary>
public sealed class CardClick
{
    /// <summary>Counted up: presses of one chat are worked on in this order.</summary>
    public long Id { get; init; }

    /// <summary>The <see cref="Conversation.Id"/> of the chat.</summary>
    public required Guid Chat { get; init; }

    /// <summary>The activity that brought it; the same one again is not noted twice. Null on channels that name none.</summary>
    public string? ActivityId { get; init; }

    /// <summary>The conversation reference of whoever pressed, as the bot SDK wrote it.</summary>
    public required string ReferenceJson { get; init; }

    public required string Seal { get; init; }

    /// <summary>The message on which the button is; null when it was none.</summary>
    public string? CardActivityId { get; init; }

    public required DateTimeOffset PressedAt { get; init; }

    public DateTimeOffset? ClaimedUntil { get; set; }

    /// <summary>How often it was claimed; also tells an owner from the one after.</summary>
    public int Attempts { get; set; }
}
