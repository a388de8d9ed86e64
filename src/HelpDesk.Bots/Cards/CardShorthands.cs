using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Cards;

/// <summary>A background may be written as its address alone.</summary>
internal sealed class BackgroundImageConverter : JsonConverter<AdaptiveBackgroundImage>
{
    public override AdaptiveBackgroundImage? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? new AdaptiveBackgroundImage(reader.GetString()!)
            : (AdaptiveBackgroundImage?)JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(typeof(AdaptiveBackgroundImage)));

    public override void Write(Utf8JsonWriter writer, AdaptiveBackgroundImage value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, options.GetTypeInfo(typeof(AdaptiveBackgroundImage)));
}

/// <summary>A target may be written as its id alone.</summary>
internal sealed class TargetElementsConverter : JsonConverter<List<AdaptiveTargetElement>>
{
    public override List<AdaptiveTargetElement> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("The targets are a list.");
        }

        var targets = new List<AdaptiveTargetElement>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            targets.Add(reader.TokenType == JsonTokenType.String
                ? new AdaptiveTargetElement(reader.GetString()!)
                : (AdaptiveTargetElement?)JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(typeof(AdaptiveTargetElement)))
                    ?? throw new JsonException("A target is not null."));
        }

        return targets;
    }

    public override void Write(Utf8JsonWriter writer, List<AdaptiveTargetElement> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var target in value)
        {
            JsonSerializer.Serialize(writer, target, options.GetTypeInfo(typeof(AdaptiveTargetElement)));
        }

        writer.WriteEndArray();
    }
}

/// <summary>For the two flags that the schema allows to be null.</summary>
internal sealed class NullIsFalseConverter : JsonConverter<bool>
{
    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False or JsonTokenType.Null => false,
        _ => throw new JsonException("Not a flag."),
    };

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
}
