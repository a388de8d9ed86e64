using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots.Cards;

/// <summary>A button, or what happens when a part of the card is chosen.</summary>
[JsonConverter(typeof(ActionConverter))]
public abstract class AdaptiveAction : AdaptiveTypedElement
{
    /// <param name="type">The value of <c>type</c> on the wire.</param>
    protected AdaptiveAction(string type)
        : base(type)
    {
    }

    public string? Title { get; set; }

    public string? IconUrl { get; set; }

    /// <summary>"positive" or "destructive"; unset is the default style.</summary>
    public string? Style { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveActionMode Mode { get; set; }

    public string? Tooltip { get; set; }

    [JsonIgnore]
    public bool IsEnabled { get; set; } = true;

    [JsonInclude, JsonPropertyName("isEnabled")]
    internal bool? IsEnabledOnWire
    {
        get => IsEnabled ? null : false;
        set => IsEnabled = value ?? true;
    }
}

/// <summary>Opens a page in the browser.</summary>
public sealed class AdaptiveOpenUrlAction() : AdaptiveAction("Action.OpenUrl")
{
    public Uri? Url { get; set; }

    [JsonIgnore]
    public string? UrlString
    {
        get => Url?.OriginalString;
        set => Url = value is null ? null : new Uri(value, UriKind.RelativeOrAbsolute);
    }
}

/// <summary>What <see cref="AdaptiveSubmitAction"/> and <see cref="AdaptiveExecuteAction"/> share: data that comes back to the bot.</summary>
public abstract class AdaptiveDataAction : AdaptiveAction
{
    /// <param name="type">The value of <c>type</c> on the wire.</param>
    protected AdaptiveDataAction(string type)
        : base(type)
    {
    }

    /// <summary>
    /// Comes back with the values of the inputs. A <see cref="Dictionary{TKey, TValue}"/> of string and object, a string, an element or node
    /// of System.Text.Json, or any type that <see cref="BotJson"/> knows (<see cref="BotJson.AddContext"/>).
    /// </summary>
    public object? Data { get; set; }

    /// <summary><see cref="Data"/> as JSON text.</summary>
    [JsonIgnore]
    public string? DataJson
    {
        get => Data is null ? null : JsonSerializer.Serialize(Data, BotJson.Options.GetTypeInfo(Data.GetType()));
        set => Data = value is null ? null : JsonElement.Parse(value);
    }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveAssociatedInputs AssociatedInputs { get; set; }
}

/// <summary>Sends its data and the inputs as a message without text.</summary>
public sealed class AdaptiveSubmitAction() : AdaptiveDataAction("Action.Submit");

/// <summary>Sends its data and the inputs as an <c>adaptiveCard/action</c> invoke; the answer may replace the card. Clients without it take the fallback.</summary>
public sealed class AdaptiveExecuteAction() : AdaptiveDataAction("Action.Execute")
{
    /// <summary>Says which action it is. The Playground refuses an action without it.</summary>
    public string? Verb { get; set; }
}

/// <summary>Unfolds a card within the card.</summary>
public sealed class AdaptiveShowCardAction() : AdaptiveAction("Action.ShowCard")
{
    public AdaptiveCard? Card { get; set; }
}

/// <summary>Shows or hides elements without asking the bot.</summary>
public sealed class AdaptiveToggleVisibilityAction() : AdaptiveAction("Action.ToggleVisibility")
{
    [JsonConverter(typeof(TargetElementsConverter))]
    public List<AdaptiveTargetElement> TargetElements { get; set; } = [];
}

/// <summary>The element to show, to hide, or (unset) to toggle.</summary>
public sealed class AdaptiveTargetElement
{
    public AdaptiveTargetElement()
    {
    }

    public AdaptiveTargetElement(string elementId, bool? isVisible = null)
    {
        ElementId = elementId;
        IsVisible = isVisible;
    }

    public string ElementId { get; set; } = "";

    public bool? IsVisible { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}
