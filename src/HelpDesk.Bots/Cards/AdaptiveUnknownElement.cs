using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Cards;

/// <summary>
/// An element of a card that was read, which this model cannot express: all that it says but type and id, even a fallback, is in its additional
/// properties.
/// </summary>
public sealed class AdaptiveUnknownElement : AdaptiveElement
{
    [JsonConstructor]
    internal AdaptiveUnknownElement()
        : base("")
    {
    }

    internal AdaptiveUnknownElement(JsonElement part)
        : this() => Keep(part);
}

/// <summary>
/// An action of a card that was read, which this model cannot express: all that it says but type and id, even its title, is in its additional
/// properties.
/// </summary>
public sealed class AdaptiveUnknownAction : AdaptiveAction
{
    [JsonConstructor]
    internal AdaptiveUnknownAction()
        : base("")
    {
    }

    internal AdaptiveUnknownAction(JsonElement part)
        : this() => Keep(part);
}

internal sealed class UnknownInline : AdaptiveInline
{
    [JsonConstructor]
    internal UnknownInline()
        : base("")
    {
    }

    internal UnknownInline(JsonElement part)
        : this()
    {
        foreach (var member in part.EnumerateObject())
        {
            if (member is { Name: "type", Value.ValueKind: JsonValueKind.String })
            {
                Type = member.Value.GetString()!;
            }
            else
            {
                AdditionalProperties[member.Name] = member.Value;
            }
        }
    }
}
