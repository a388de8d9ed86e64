using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Cards;

/// <summary>A part of a card's body.</summary>
[JsonConverter(typeof(ElementConverter))]
public abstract class AdaptiveElement : AdaptiveTypedElement
{
    /// <param name="type">The value of <c>type</c> on the wire.</param>
    protected AdaptiveElement(string type)
        : base(type)
    {
    }

    /// <summary>The room above the element.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveSpacing Spacing { get; set; }

    /// <summary>Draws a line above the element.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Separator { get; set; }

    /// <summary>Whether the element takes the height that is left.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveHeight Height { get; set; }

    /// <summary>False hides the element until an <see cref="AdaptiveToggleVisibilityAction"/> shows it.</summary>
    [JsonIgnore]
    public bool IsVisible { get; set; } = true;

    [JsonInclude, JsonPropertyName("isVisible"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal bool? IsVisibleOnWire
    {
        get => IsVisible ? null : false;
        set => IsVisible = value ?? true;
    }
}
