using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Cards;

/// <summary>Something that the person fills in. Its value comes back under its id.</summary>
public abstract class AdaptiveInput : AdaptiveElement
{
    /// <param name="type">The value of <c>type</c> on the wire.</param>
    protected AdaptiveInput(string type)
        : base(type)
    {
    }

    /// <summary>Says what to fill in; the placeholder is no substitute, as it vanishes while typing.</summary>
    public string? Label { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsRequired { get; set; }

    /// <summary>Shown when the value is missing or wrong.</summary>
    public string? ErrorMessage { get; set; }
}

/// <summary>Free text.</summary>
public sealed class AdaptiveTextInput() : AdaptiveInput("Input.Text")
{
    public string? Placeholder { get; set; }

    public string? Value { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveTextInputStyle Style { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsMultiline { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int MaxLength { get; set; }

    public string? Regex { get; set; }

    public AdaptiveAction? InlineAction { get; set; }
}

/// <summary>A number; NaN stands for "not set".</summary>
public sealed class AdaptiveNumberInput() : AdaptiveInput("Input.Number")
{
    public string? Placeholder { get; set; }

    [JsonIgnore]
    public double Value { get; set; } = double.NaN;

    [JsonIgnore]
    public double Min { get; set; } = double.NaN;

    [JsonIgnore]
    public double Max { get; set; } = double.NaN;

    [JsonInclude, JsonPropertyName("value")]
    internal double? ValueOnWire
    {
        get => double.IsNaN(Value) ? null : Value;
        set => Value = value ?? double.NaN;
    }

    [JsonInclude, JsonPropertyName("min")]
    internal double? MinOnWire
    {
        get => double.IsNaN(Min) ? null : Min;
        set => Min = value ?? double.NaN;
    }

    [JsonInclude, JsonPropertyName("max")]
    internal double? MaxOnWire
    {
        get => double.IsNaN(Max) ? null : Max;
        set => Max = value ?? double.NaN;
    }
}

/// <summary>A date, written as yyyy-MM-dd.</summary>
public sealed class AdaptiveDateInput() : AdaptiveInput("Input.Date")
{
    public string? Placeholder { get; set; }

    public string? Value { get; set; }

    public string? Min { get; set; }

    public string? Max { get; set; }
}

/// <summary>A time of day, written as HH:mm.</summary>
public sealed class AdaptiveTimeInput() : AdaptiveInput("Input.Time")
{
    public string? Placeholder { get; set; }

    public string? Value { get; set; }

    public string? Min { get; set; }

    public string? Max { get; set; }
}

/// <summary>A box to tick; comes back as "true" or "false" unless other values are given.</summary>
public sealed class AdaptiveToggleInput() : AdaptiveInput("Input.Toggle")
{
    public string Title { get; set; } = "";

    public string? Value { get; set; }

    public string? ValueOn { get; set; }

    public string? ValueOff { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Wrap { get; set; }
}

/// <summary>One of several, or several (comma-separated) when <see cref="IsMultiSelect"/> is set.</summary>
public sealed class AdaptiveChoiceSetInput() : AdaptiveInput("Input.ChoiceSet")
{
    public List<AdaptiveChoice> Choices { get; set; } = [];

    public string? Value { get; set; }

    public string? Placeholder { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveChoiceInputStyle Style { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsMultiSelect { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Wrap { get; set; }
}

/// <summary>What can be chosen, and what comes back when it is.</summary>
public sealed class AdaptiveChoice
{
    public string Title { get; set; } = "";

    public string Value { get; set; } = "";

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}
