using System.Text.Json;
using System.Globalization;
using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Cards;

/// <summary>What containers of every kind have.</summary>
public abstract class AdaptiveCollectionElement : AdaptiveElement
{
    /// <param name="type">The value of <c>type</c> on the wire.</param>
    protected AdaptiveCollectionElement(string type)
        : base(type)
    {
    }

    public AdaptiveContainerStyle? Style { get; set; }

    /// <summary>Lets the background reach the edges of the parent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Bleed { get; set; }

    /// <summary>For example "50px".</summary>
    public string? MinHeight { get; set; }

    [JsonIgnore]
    public uint PixelMinHeight
    {
        get => PixelText.Parse(MinHeight);
        set => MinHeight = PixelText.Format(value);
    }

    /// <summary>What happens when the container itself is chosen.</summary>
    public AdaptiveAction? SelectAction { get; set; }
}

/// <summary>A container whose items stand one above the other.</summary>
public abstract class AdaptiveItemContainer : AdaptiveCollectionElement
{
    /// <param name="type">The value of <c>type</c> on the wire.</param>
    protected AdaptiveItemContainer(string type)
        : base(type)
    {
    }

    public List<AdaptiveElement> Items { get; set; } = [];

    [JsonIgnore]
    public AdaptiveVerticalContentAlignment VerticalContentAlignment
    {
        get => VerticalContentAlignmentOnWire ?? default;
        set => VerticalContentAlignmentOnWire = value;
    }

    [JsonInclude, JsonPropertyName("verticalContentAlignment")]
    internal AdaptiveVerticalContentAlignment? VerticalContentAlignmentOnWire { get; set; }

    [JsonConverter(typeof(BackgroundImageConverter))]
    public AdaptiveBackgroundImage? BackgroundImage { get; set; }

    /// <summary>Whether the content runs from right to left; unset takes the parent's direction.</summary>
    public bool? Rtl { get; set; }

    public void Add(AdaptiveElement value) => Items.Add(value);

    public IEnumerator<AdaptiveElement> GetEnumerator() => Items.GetEnumerator();
}

/// <summary>Items that belong together.</summary>
public class AdaptiveContainer : AdaptiveItemContainer
{
    public AdaptiveContainer()
        : base("Container")
    {
    }

    private protected AdaptiveContainer(string type)
        : base(type)
    {
    }
}

/// <summary>A column of a <see cref="AdaptiveColumnSet"/>.</summary>
public sealed class AdaptiveColumn() : AdaptiveContainer("Column")
{
    /// <summary>"auto", "stretch", "50px", or a weight such as "2".</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveWidth Width { get; set; }
}

/// <summary>Columns side by side.</summary>
public sealed class AdaptiveColumnSet() : AdaptiveCollectionElement("ColumnSet")
{
    public List<AdaptiveColumn> Columns { get; set; } = [];

    [JsonIgnore]
    public AdaptiveHorizontalAlignment HorizontalAlignment
    {
        get => HorizontalAlignmentOnWire ?? default;
        set => HorizontalAlignmentOnWire = value;
    }

    [JsonInclude, JsonPropertyName("horizontalAlignment")]
    internal AdaptiveHorizontalAlignment? HorizontalAlignmentOnWire { get; set; }

    public void Add(AdaptiveElement element) => Columns.Add((AdaptiveColumn)element);

    public IEnumerator<AdaptiveElement> GetEnumerator() => Columns.GetEnumerator();
}

internal static class PixelText
{
    public static string? Format(uint pixels) => pixels == 0 ? null : pixels.ToString(CultureInfo.InvariantCulture) + "px";

    public static uint Parse(string? text) =>
        text is not null && text.EndsWith("px", StringComparison.OrdinalIgnoreCase)
        && uint.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var pixels)
            ? pixels
            : 0;

    /// <exception cref="JsonException">Not a number of pixels.</exception>
    public static uint Read(string? text) => text is null ? 0 : Parse(text) is > 0 and var pixels ? pixels : throw new JsonException($"'{text}' is not a number of pixels.");
}
