using System.Globalization;
using System.Text.Json;

namespace HelpDesk.Bots.Dialogs;

/// <summary>
/// Values that keep their type. Text, true, false, null and whole numbers (int) are plain JSON; everything else is an object with one
/// property that names the type: <c>{"$guid":"..."}</c>.
/// </summary>
internal static class DialogValueJson
{
    public static void WriteValues(Utf8JsonWriter writer, IDictionary<string, object> values, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in values)
        {
            writer.WritePropertyName(key);
            Write(writer, value, options);
        }

        writer.WriteEndObject();
    }

    public static Dictionary<string, object> ReadValues(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The values of a dialog are an object.");
        }

        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            values[key] = Read(ref reader, options)!;
        }

        return values;
    }

    private static void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                return;
            case string text:
                writer.WriteStringValue(text);
                return;
            case bool flag:
                writer.WriteBooleanValue(flag);
                return;
            case int number:
                writer.WriteNumberValue(number);
                return;
        }

        writer.WriteStartObject();
        WriteTagged(writer, value, options);
        writer.WriteEndObject();
    }

    private static void WriteTagged(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case long number:
                writer.WriteNumber("$long"u8, number);
                break;
            case double number:
                // As text, because JSON has no NaN.
                writer.WriteString("$double"u8, number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case decimal number:
                writer.WriteNumber("$decimal"u8, number);
                break;
            case Guid guid:
                writer.WriteString("$guid"u8, guid);
                break;
            case DateTimeOffset time:
                writer.WriteString("$time"u8, time);
                break;
            case DateTime time:
                writer.WriteString("$date"u8, time);
                break;
            case TimeSpan span:
                writer.WriteString("$span"u8, span.ToString("c", CultureInfo.InvariantCulture));
                break;
            case IDictionary<string, object> values:
                writer.WritePropertyName("$values"u8);
                WriteValues(writer, values, options);
                break;
            case List<string> texts:
                writer.WritePropertyName("$texts"u8);
                JsonSerializer.Serialize(writer, texts, DialogsJson.Default.ListString);
                break;
            case List<object> list:
                writer.WriteStartArray("$list"u8);
                foreach (var element in list)
                {
                    Write(writer, element, options);
                }

                writer.WriteEndArray();
                break;
            case DialogState:
                WriteKnown<DialogState>(writer, "$dialogs", value, options);
                break;
            case PromptOptions:
                WriteKnown<PromptOptions>(writer, "$prompt", value, options);
                break;
            case FoundChoice:
                WriteKnown<FoundChoice>(writer, "$choice", value, options);
                break;
            default:
                WriteOther(writer, value, options);
                break;
        }
    }

    private static object? Read(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.Number:
                return reader.GetInt32();
            case JsonTokenType.StartObject:
                break;
            default:
                throw new JsonException("A value of a dialog is text, a truth value, a whole number, or an object that names its type.");
        }

        reader.Read();
        var tag = reader.GetString();
        reader.Read();
        var value = ReadTagged(ref reader, tag, options);
        reader.Read();
        return value;
    }

    private static object ReadTagged(ref Utf8JsonReader reader, string? tag, JsonSerializerOptions options) => tag switch
    {
        "$long" => reader.GetInt64(),
        "$double" => double.TryParse(reader.GetString(), CultureInfo.InvariantCulture, out var number) ? number : throw NotA(tag),
        "$decimal" => reader.GetDecimal(),
        "$guid" => reader.GetGuid(),
        "$time" => reader.GetDateTimeOffset(),
        "$date" => reader.GetDateTime(),
        "$span" => TimeSpan.TryParseExact(reader.GetString(), "c", CultureInfo.InvariantCulture, out var span) ? span : throw NotA(tag),
        "$values" => ReadValues(ref reader, options),
        "$texts" => JsonSerializer.Deserialize(ref reader, DialogsJson.Default.ListString)!,
        "$list" => ReadList(ref reader, options),
        "$dialogs" => JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(typeof(DialogState)))!,
        "$prompt" => JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(typeof(PromptOptions)))!,
        "$choice" => JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(typeof(FoundChoice)))!,
        "$json" => JsonElement.ParseValue(ref reader),
        _ => throw new JsonException($"'{tag}' is not a type of a dialog's value."),
    };

    private static JsonException NotA(string tag) => new($"The text is not what '{tag}' says.");

    private static List<object> ReadList(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        var list = new List<object>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            list.Add(Read(ref reader, options)!);
        }

        return list;
    }

    private static void WriteKnown<T>(Utf8JsonWriter writer, string tag, object value, JsonSerializerOptions options)
    {
        writer.WritePropertyName(tag);
        JsonSerializer.Serialize(writer, value, options.GetTypeInfo(typeof(T)));
    }

    private static void WriteOther(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        if (!options.TryGetTypeInfo(value.GetType(), out var info))
        {
            throw new NotSupportedException(
                $"A dialog cannot remember a {value.GetType()}: make a JsonSerializerContext that knows it and call BotJson.AddContext at the start.");
        }

        writer.WritePropertyName("$json"u8);
        JsonSerializer.Serialize(writer, value, info);
    }
}
