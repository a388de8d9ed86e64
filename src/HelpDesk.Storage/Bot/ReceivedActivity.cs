namespace HelpDesk.Storage.Bot;

/// <summary>An activity that was taken; a second delivery gets the answer of the first and does nothing.</summary>
public sealed class ReceivedActivity
{
    /// <summary>Channel, conversation and activity ID.</summary>
    public required string Key { get; init; }

    /// <summary>When it was taken, or whoever works on it last said so.</summary>
    public required DateTimeOffset ReceivedAt { get; set; }

    /// <summary>The process that works on it, or has answered it.</summary>
    public string? Owner { get; set; }

    /// <summary>Null while the first delivery is still being worked on.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    public int? Status { get; set; }

    public byte[]? Body { get; set; }
}
