using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Cards;

/// <summary>Writes an enum as the schema spells it, whatever the options of the host say; reads it in any case, and null as unset.</summary>
internal class CardEnumConverter<TEnum> : JsonConverter<TEnum>
    where TEnum : struct, Enum
{
    private readonly Dictionary<TEnum, JsonEncodedText> _names = [];
    private readonly Dictionary<string, TEnum> _values = new(StringComparer.OrdinalIgnoreCase);

    public CardEnumConverter()
        : this(JsonNamingPolicy.CamelCase)
    {
    }

    protected CardEnumConverter(JsonNamingPolicy? spelling)
    {
        // "Normal" is another name of "Default" that the schema does not have.
        foreach (var name in Enum.GetNames<TEnum>().OrderBy(n => n == "Normal"))
        {
            var value = Enum.Parse<TEnum>(name);
            _values.Add(name, value);
            _names.TryAdd(value, JsonEncodedText.Encode(spelling?.ConvertName(name) ?? name));
        }
    }

    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => default,
        JsonTokenType.String when _values.TryGetValue(reader.GetString()!, out var value) => value,
        _ => throw new JsonException($"Not a value of {typeof(TEnum).Name}."),
    };

    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) => writer.WriteStringValue(_names[value]);
}

/// <summary>For the few enums that are written with a capital.</summary>
internal sealed class CapitalEnumConverter<TEnum>() : CardEnumConverter<TEnum>(spelling: null)
    where TEnum : struct, Enum;
