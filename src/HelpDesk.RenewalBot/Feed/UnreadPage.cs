using System.Text.Json;

namespace HelpDesk.RenewalBot.Feed;

/// <summary>A page of the change feed whose changes are read one by one: a single one that cannot be read must not hide the others.</summary>
internal sealed record UnreadPage
{
    public required IReadOnlyList<JsonElement> Changes { get; init; }

    public required long Next { get; init; }
}
