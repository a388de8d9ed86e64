using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Cards;

/// <summary>What every part of a card with a <c>type</c> has: its name, an id, a fallback, and room for what the schema does not know.</summary>
public abstract class AdaptiveTypedElement
{
    /// <param name="type">The value of <c>type</c> on the wire.</param>
    protected AdaptiveTypedElement(string type) => Type = type;

    /// <summary>The name of this part in the Adaptive Cards schema.</summary>
    [JsonIgnore]
    public string Type { get; internal set; }

    /// <summary>Names the part for toggling and for the values of inputs; unique within a card.</summary>
    [JsonPropertyOrder(-1)]
    public string? Id { get; set; }

    /// <summary>What a client shows that does not know this part.</summary>
    [JsonPropertyOrder(1)]
    public AdaptiveFallbackElement? Fallback { get; set; }

    /// <summary>Features that the client needs for this part, with their versions or "*"; without one of them it shows the fallback.</summary>
    [JsonPropertyOrder(1)]
    public IDictionary<string, string>? Requires { get; set; }

    /// <summary>
    /// Properties that this model lacks, such as Teams' <c>msteams</c>. Values may be strings, numbers, booleans,
    /// <see cref="Dictionary{TKey, TValue}"/> of string and object, lists of objects, and System.Text.Json's elements and nodes;
    /// of a card that was read they are elements.
    /// </summary>
    [JsonIgnore]
    public SerializableDictionary<string, object> AdditionalProperties
    {
        get => AdditionalPropertiesOnWire ??= [];
        set => AdditionalPropertiesOnWire = value;
    }

    /// <summary>Null only for a part that was read without one.</summary>
    [JsonInclude, JsonPropertyName("type"), JsonPropertyOrder(-2), DisallowNull]
    internal string? TypeOnWire
    {
        get => Type.Length == 0 ? null : Type;
        set => Type = value;
    }

    /// <summary>Null until someone adds a property, so that writing a card allocates no empty dictionaries.</summary>
    [JsonInclude, JsonExtensionData]
    internal SerializableDictionary<string, object>? AdditionalPropertiesOnWire { get; set; }

    /// <summary>Takes over all that a part says, as it stands there; only its names are read.</summary>
    private protected void Keep(JsonElement part)
    {
        foreach (var member in part.EnumerateObject())
        {
            switch (member)
            {
                case { Name: "type", Value.ValueKind: JsonValueKind.String }:
                    Type = member.Value.GetString()!;
                    break;
                case { Name: "id", Value.ValueKind: JsonValueKind.String }:
                    Id = member.Value.GetString();
                    break;
                default:
                    AdditionalProperties[member.Name] = member.Value;
                    break;
            }
        }
    }
}

/// <summary>A dictionary of extension properties.</summary>
public sealed class SerializableDictionary<TKey, TValue> : Dictionary<TKey, TValue> where TKey : notnull;
