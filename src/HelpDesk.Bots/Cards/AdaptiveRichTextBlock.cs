using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Cards;

/// <summary>A paragraph of differently styled runs.</summary>
public sealed class AdaptiveRichTextBlock() : AdaptiveElement("RichTextBlock")
{
    public List<AdaptiveInline> Inlines { get; set; } = [];

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveHorizontalAlignment HorizontalAlignment { get; set; }
}

/// <summary>A part of a paragraph.</summary>
[JsonDerivedType(typeof(AdaptiveTextRun))]
public abstract class AdaptiveInline
{
    /// <param name="type">The value of <c>type</c> on the wire.</param>
    protected AdaptiveInline(string type) => Type = type;

    [JsonPropertyOrder(-1)]
    public string Type { get; }
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

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
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
