using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots.Cards;

/// <summary>
/// An Adaptive Card. <c>new AdaptiveCard("1.5") { Speak = ..., FallbackText = ..., Body = { ... }, Actions = { ... } }</c>.
/// </summary>
public sealed class AdaptiveCard : AdaptiveTypedElement
{
    /// <summary>The content type of the attachment that carries a card.</summary>
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    public AdaptiveCard(AdaptiveSchemaVersion schemaVersion)
        : base("AdaptiveCard") => Version = schemaVersion;

    public AdaptiveCard(string schemaVersion)
        : this(new AdaptiveSchemaVersion(schemaVersion))
    {
    }

    /// <summary>Only for the serializer's metadata.</summary>
    [JsonConstructor]
    internal AdaptiveCard()
        : this(new AdaptiveSchemaVersion(1, 5))
    {
    }

    [JsonPropertyOrder(-1)]
    public AdaptiveSchemaVersion Version { get; set; }

    /// <summary>What a client shows that knows no card of this version.</summary>
    public string? FallbackText { get; set; }

    /// <summary>What the whole card says, read aloud.</summary>
    public string? Speak { get; set; }

    /// <summary>The language in which dates are shown.</summary>
    public string? Lang { get; set; }

    [JsonIgnore]
    public List<AdaptiveElement> Body { get; set; } = [];

    [JsonIgnore]
    public List<AdaptiveAction> Actions { get; set; } = [];

    public AdaptiveAction? SelectAction { get; set; }

    public AdaptiveBackgroundImage? BackgroundImage { get; set; }

    /// <summary>For example "50px".</summary>
    public string? MinHeight { get; set; }

    [JsonIgnore]
    public uint PixelMinHeight
    {
        get => PixelText.Parse(MinHeight);
        set => MinHeight = PixelText.Format(value);
    }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveVerticalContentAlignment VerticalContentAlignment { get; set; }

    public bool? Rtl { get; set; }

    public AdaptiveRefresh? Refresh { get; set; }

    public AdaptiveAuthentication? Authentication { get; set; }

    [JsonInclude, JsonPropertyName("body")]
    internal List<AdaptiveElement>? BodyOnWire => Body.Count == 0 ? null : Body;

    [JsonInclude, JsonPropertyName("actions")]
    internal List<AdaptiveAction>? ActionsOnWire => Actions.Count == 0 ? null : Actions;

    /// <summary>
    /// The card as JSON, as it is sent. What is unset or at its default is left out; types of your own in the data of actions have to be
    /// known to <see cref="BotJson"/>.
    /// </summary>
    public string ToJson() => JsonSerializer.Serialize(this, BotJson.TypeInfo<AdaptiveCard>());
}
