using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Cards;

/// <summary>A paragraph of differently styled runs.</summary>
public sealed class AdaptiveRichTextBlock() : AdaptiveElement("RichTextBlock")
{
    public List<AdaptiveInline> Inlines { get; set; } = [];

    [JsonIgnore]
    public AdaptiveHorizontalAlignment HorizontalAlignment
    {
        get => HorizontalAlignmentOnWire ?? default;
        set => HorizontalAlignmentOnWire = value;
    }

    [JsonInclude, JsonPropertyName("horizontalAlignment")]
    internal AdaptiveHorizontalAlignment? HorizontalAlignmentOnWire { get; set; }
}

/// <summary>A part of a paragraph.</summary>
[JsonConverter(typeof(InlineConverter))]
public abstract class AdaptiveInline
{
    /// <param name="type">The value of <c>type</c> on the wire.</param>
    protected AdaptiveInline(string type) => Type = type;

    [JsonIgnore]
    public string Type { get; internal set; }

    /// <summary>Properties that this model lacks.</summary>
    [JsonIgnore]
    public SerializableDictionary<string, object> AdditionalProperties
    {
        get => AdditionalPropertiesOnWire ??= [];
        set => AdditionalPropertiesOnWire = value;
    }

    /// <summary>Null only for a run that was read without one.</summary>
    [JsonInclude, JsonPropertyName("type"), JsonPropertyOrder(-1), DisallowNull]
    internal string? TypeOnWire
    {
        get => Type.Length == 0 ? null : Type;
        set => Type = value;
    }

    [JsonInclude, JsonExtensionData]
    internal SerializableDictionary<string, object>? AdditionalPropertiesOnWire { get; set; }
}

/// <summary>Text of one style; Markdown is shown as it is.</summary>
public sealed class AdaptiveTextRun : AdaptiveInline
{
    public AdaptiveTextRun()
        : base("TextRun")
    {
    }

    public AdaptiveTextRun(string text)
        : this() => Text = text;

    public string Text { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveTextSize Size { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveTextWeight Weight { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveTextColor Color { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveFontType FontType { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(NullIsFalseConverter))]
    public bool IsSubtle { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Italic { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Strikethrough { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Underline { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Highlight { get; set; }

    /// <summary>Makes the run a link.</summary>
    public AdaptiveAction? SelectAction { get; set; }
}
