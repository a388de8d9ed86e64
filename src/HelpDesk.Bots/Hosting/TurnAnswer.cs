using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots.Hosting;

/// <summary>The HTTP answer to an activity.</summary>
internal readonly record struct TurnAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    private const int NotImplemented = 501;
    private const int ServerError = 500;

    public static TurnAnswer Done { get; } = new(200, default);

    public static TurnAnswer Failed { get; } = new(ServerError, default);

    /// <summary>A failure after which the channel asks again, and should be answered anew.</summary>
    public bool IsWorthRepeating => Status >= ServerError && Status != NotImplemented;

    public static TurnAnswer From(InvokeResponse? response) => response is null
        ? new TurnAnswer(NotImplemented, default)
        : new TurnAnswer(response.Status, response.Body is null ? default : BotJson.ToUtf8Bytes(response.Body));

    public static TurnAnswer From(ExpectedReplies replies) => new(200, BotJson.ToUtf8Bytes(replies));
}
