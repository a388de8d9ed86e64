namespace HelpDesk.Storage.Bot;

/// <summary>How far a change feed has been handled.</summary>
public sealed class FeedPosition
{
    public required string Feed { get; init; }

    public required long Sequence { get; set; }
}
