using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Cards;

/// <summary>A paragraph or a heading; understands a little Markdown.</summary>
public sealed class AdaptiveTextBlock : AdaptiveElement
{
    public AdaptiveTextBlock()
        : base("TextBlock")
    {
    }

    public AdaptiveTextBlock(string text)
        : this() => Text = text;

    [JsonPropertyOrder(-1)]
    public string Text { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveTextSize Size { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveTextWeight Weight { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveTextColor Color { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveFontType FontType { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveTextBlockStyle Style { get; set; }

    [JsonIgnore]
    public AdaptiveHorizontalAlignment HorizontalAlignment
    {
        get => HorizontalAlignmentOnWire ?? default;
        set => HorizontalAlignmentOnWire = value;
    }

    [JsonInclude, JsonPropertyName("horizontalAlignment")]
    internal AdaptiveHorizontalAlignment? HorizontalAlignmentOnWire { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(NullIsFalseConverter))]
    public bool IsSubtle { get; set; }

    /// <summary>False cuts the text after one line.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Wrap { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int MaxLines { get; set; }
}
