using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Cards;

/// <summary>How high an element is: as high as it needs, as high as there is room, or (images only) a number of pixels.</summary>
[JsonConverter(typeof(HeightConverter))]
public readonly record struct AdaptiveHeight
{
    private readonly bool _stretch;

    private AdaptiveHeight(bool stretch) => _stretch = stretch;

    public AdaptiveHeight(uint pixels) => Pixels = pixels;

    public static AdaptiveHeight Auto => default;

    public static AdaptiveHeight Stretch { get; } = new(stretch: true);

    /// <summary>0 when the height is not given in pixels.</summary>
    public uint Pixels { get; }

    public override string ToString() => (_stretch, Pixels) switch
    {
        (true, _) => "stretch",
        (_, 0) => "auto",
        _ => Pixels.ToString(CultureInfo.InvariantCulture) + "px",
    };
}

/// <summary>How wide a column is: "auto", "stretch", a number of pixels ("50px"), or a weight ("2").</summary>
[JsonConverter(typeof(WidthConverter))]
public readonly record struct AdaptiveWidth(string Value)
{
    public static implicit operator AdaptiveWidth(string value) => new(value);

    public static AdaptiveWidth FromString(string value) => new(value);

    public override string ToString() => Value ?? AdaptiveColumnWidth.Auto;
}

/// <summary>The widths of a column that have a name.</summary>
public static class AdaptiveColumnWidth
{
    public const string Auto = "auto";
    public const string Stretch = "stretch";
}

internal sealed class HeightConverter : JsonConverter<AdaptiveHeight>
{
    public override AdaptiveHeight Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { } text
            ? text.ToUpperInvariant() switch
            {
                "AUTO" => AdaptiveHeight.Auto,
                "STRETCH" => AdaptiveHeight.Stretch,
                _ => new AdaptiveHeight(PixelText.Read(text)),
            }
            : throw new JsonException("A height is a text.");

    public override void Write(Utf8JsonWriter writer, AdaptiveHeight value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

internal sealed class WidthConverter : JsonConverter<AdaptiveWidth>
{
    public override AdaptiveWidth Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => new AdaptiveWidth(reader.GetString()!),
        JsonTokenType.Number => new AdaptiveWidth(reader.GetDecimal().ToString(CultureInfo.InvariantCulture)),
        _ => throw new JsonException("A width is a text or a number."),
    };

    public override void Write(Utf8JsonWriter writer, AdaptiveWidth value, JsonSerializerOptions options)
    {
        if (decimal.TryParse(value.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight))
        {
            writer.WriteNumberValue(weight);
        }
        else
        {
            writer.WriteStringValue(value.ToString());
        }
    }
}
