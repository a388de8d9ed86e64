using System.Net;

namespace HelpDesk.Bots.Connector;

/// <summary>An answer of connector or token service. The body is complete.</summary>
internal readonly record struct ChannelAnswer(HttpStatusCode Status, byte[] Body)
{
    public bool IsSuccess => (int)Status is >= 200 and <= 299;

    public TimeSpan? RetryAfter { get; init; }
}
