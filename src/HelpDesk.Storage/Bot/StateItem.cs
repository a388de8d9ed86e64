namespace HelpDesk.Storage.Bot;

/// <summary>One piece of conversation or user state: plain JSON with an ETag, whatever SDK wrote it.</summary>
public sealed class StateItem
{
    public required string Key { get; init; }

    public required string Json { get; set; }

    public required string ETag { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
