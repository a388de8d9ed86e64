using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Cards;

/// <summary>
/// Writes and reads a part by its <c>type</c>. A part of a type that the model lacks, or with a value that the model cannot hold, is read
/// as one that keeps all its properties, so that it is written again as it came.
/// </summary>
internal abstract class CardPartConverter<TPart> : JsonConverter<TPart>
    where TPart : class
{
    /// <summary>The class of a <c>type</c>; null when there is none.</summary>
    protected abstract Type? Find(string type);

    /// <summary>A part that keeps everything.</summary>
    protected abstract TPart Keep(JsonElement part);

    public override TPart? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (CardPartType.Peek(reader) is { } type && Find(type) is { } known)
        {
            var again = reader;
            try
            {
                return (TPart?)JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(known));
            }
            catch (JsonException)
            {
                reader = again;
            }
        }

        // Nothing within it is read as a part again: twice at each level would be a billion times in thirty levels.
        return JsonElement.ParseValue(ref reader) is { ValueKind: JsonValueKind.Object } part
            ? Keep(part)
            : throw new JsonException("A part of a card is an object.");
    }

    public override void Write(Utf8JsonWriter writer, TPart value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        JsonSerializer.Serialize(writer, value, options.GetTypeInfo(value.GetType()));
    }
}

internal sealed class ElementConverter : CardPartConverter<AdaptiveElement>
{
    protected override AdaptiveElement Keep(JsonElement part) => new AdaptiveUnknownElement(part);

    protected override Type? Find(string type) => type switch
    {
        "TextBlock" => typeof(AdaptiveTextBlock),
        "RichTextBlock" => typeof(AdaptiveRichTextBlock),
        "Image" => typeof(AdaptiveImage),
        "ImageSet" => typeof(AdaptiveImageSet),
        "Media" => typeof(AdaptiveMedia),
        "Container" => typeof(AdaptiveContainer),
        "ColumnSet" => typeof(AdaptiveColumnSet),
        "Column" => typeof(AdaptiveColumn),
        "FactSet" => typeof(AdaptiveFactSet),
        "ActionSet" => typeof(AdaptiveActionSet),
        "Table" => typeof(AdaptiveTable),
        "TableRow" => typeof(AdaptiveTableRow),
        "TableCell" => typeof(AdaptiveTableCell),
        "Input.Text" => typeof(AdaptiveTextInput),
        "Input.Number" => typeof(AdaptiveNumberInput),
        "Input.Date" => typeof(AdaptiveDateInput),
        "Input.Time" => typeof(AdaptiveTimeInput),
        "Input.Toggle" => typeof(AdaptiveToggleInput),
        "Input.ChoiceSet" => typeof(AdaptiveChoiceSetInput),
        "Chart.Gauge" => typeof(ChartGauge),
        _ => null,
    };
}

internal sealed class ActionConverter : CardPartConverter<AdaptiveAction>
{
    protected override AdaptiveAction Keep(JsonElement part) => new AdaptiveUnknownAction(part);

    protected override Type? Find(string type) => type switch
    {
        "Action.OpenUrl" => typeof(AdaptiveOpenUrlAction),
        "Action.Submit" => typeof(AdaptiveSubmitAction),
        "Action.Execute" => typeof(AdaptiveExecuteAction),
        "Action.ShowCard" => typeof(AdaptiveShowCardAction),
        "Action.ToggleVisibility" => typeof(AdaptiveToggleVisibilityAction),
        _ => null,
    };
}

/// <summary>A run may be written as its text alone.</summary>
internal sealed class InlineConverter : CardPartConverter<AdaptiveInline>
{
    protected override AdaptiveInline Keep(JsonElement part) => new UnknownInline(part);

    public override AdaptiveInline? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? new AdaptiveTextRun(reader.GetString()!) : base.Read(ref reader, typeToConvert, options);

    protected override Type? Find(string type) => type == "TextRun" ? typeof(AdaptiveTextRun) : null;
}

internal static class CardPartType
{
    /// <summary>The <c>type</c> of the object that the reader is at. The reader is a copy, so the caller's stays where it is.</summary>
    public static string? Peek(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isType)
            {
                return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }

            reader.Skip();
        }

        return null;
    }
}
