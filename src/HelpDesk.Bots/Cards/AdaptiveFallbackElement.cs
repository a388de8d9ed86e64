using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Cards;

/// <summary>What a client shows in place of a part that it does not know: nothing, or another part.</summary>
[JsonConverter(typeof(FallbackConverter))]
public sealed class AdaptiveFallbackElement
{
    /// <summary>Only <see cref="AdaptiveFallbackType.Drop"/> needs no content.</summary>
    public AdaptiveFallbackElement(AdaptiveFallbackType fallbackType) => Type = fallbackType;

    public AdaptiveFallbackElement(AdaptiveTypedElement fallbackContent)
    {
        Type = AdaptiveFallbackType.Content;
        Content = fallbackContent;
    }

    public AdaptiveFallbackType Type { get; }

    public AdaptiveTypedElement? Content { get; }
}

/// <summary>The kinds of fallback.</summary>
public enum AdaptiveFallbackType
{
    None,
    Drop,
    Content,
}

internal sealed class FallbackConverter : JsonConverter<AdaptiveFallbackElement>
{
    public override AdaptiveFallbackElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && string.Equals(reader.GetString(), "drop", StringComparison.OrdinalIgnoreCase))
        {
            return new AdaptiveFallbackElement(AdaptiveFallbackType.Drop);
        }

        var kind = CardPartType.Peek(reader) is { } type
            ? type.StartsWith("Action.", StringComparison.Ordinal) ? typeof(AdaptiveAction) : typeof(AdaptiveElement)
            : throw new JsonException("A fallback is \"drop\", an element or an action.");
        return new AdaptiveFallbackElement((AdaptiveTypedElement)JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(kind))!);
    }

    public override void Write(Utf8JsonWriter writer, AdaptiveFallbackElement value, JsonSerializerOptions options)
    {
        switch (value.Content)
        {
            case AdaptiveElement element:
                JsonSerializer.Serialize(writer, element, options.GetTypeInfo(typeof(AdaptiveElement)));
                break;
            case AdaptiveAction action:
                JsonSerializer.Serialize(writer, action, options.GetTypeInfo(typeof(AdaptiveAction)));
                break;
            case null when value.Type == AdaptiveFallbackType.Drop:
                writer.WriteStringValue("drop"u8);
                break;
            default:
                throw new JsonException("A fallback is an element, an action, or Drop.");
        }
    }
}
