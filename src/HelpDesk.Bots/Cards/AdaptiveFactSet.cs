using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Cards;

/// <summary>Names with values, one pair to a line.</summary>
public sealed class AdaptiveFactSet() : AdaptiveElement("FactSet")
{
    public List<AdaptiveFact> Facts { get; set; } = [];
}

/// <summary>A name with its value.</summary>
public sealed class AdaptiveFact
{
    [JsonConstructor]
    public AdaptiveFact(string title, string value)
    {
        Title = title;
        Value = value;
    }

    public string Title { get; set; }

    public string Value { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>Buttons within the body.</summary>
public sealed class AdaptiveActionSet() : AdaptiveElement("ActionSet")
{
    public List<AdaptiveAction> Actions { get; set; } = [];
}
