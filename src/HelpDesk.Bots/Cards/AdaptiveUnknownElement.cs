using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Cards;

/// <summary>An element of a card that was read, which this model cannot express: what it says is in its additional properties.</summary>
public sealed class AdaptiveUnknownElement : AdaptiveElement
{
    [JsonConstructor]
    internal AdaptiveUnknownElement()
        : base("")
    {
    }
}

/// <summary>An action of a card that was read, which this model cannot express: what it says is in its additional properties.</summary>
public sealed class AdaptiveUnknownAction : AdaptiveAction
{
    [JsonConstructor]
    internal AdaptiveUnknownAction()
        : base("")
    {
    }
}

internal sealed class UnknownInline() : AdaptiveInline("");
