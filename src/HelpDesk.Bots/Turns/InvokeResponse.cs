using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots;

/// <summary>The HTTP answer to an invoke activity.</summary>
public sealed class InvokeResponse
{
    public int Status { get; set; }

    /// <summary>Anything that <see cref="BotJson"/> can write, or null for an empty body.</summary>
    public object? Body { get; set; }

    public bool IsSuccessStatusCode() => Status is >= 200 and <= 299;
}
