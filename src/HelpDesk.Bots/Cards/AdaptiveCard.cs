using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots.Cards;

/// <summary>
/// An Adaptive Card. <c>new AdaptiveCard("1.5") { Speak = ..., FallbackText = ..., Body = { ... }, Actions = { ... } }</c>.
/// </summary>
public sealed class AdaptiveCard : AdaptiveTypedElement
{
    /// <summary>The content type of the attachment that carries a card.</summary>
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>The newest version that Teams shows.</summary>
    internal static readonly AdaptiveSchemaVersion Newest = new(1, 5);

    // A null where the schema has none makes a part unknown, so that nobody meets it where it cannot be.
    private static readonly JsonSerializerOptions Reading = new(BotJson.Options) { RespectNullableAnnotations = true };

    public AdaptiveCard(AdaptiveSchemaVersion schemaVersion)
        : base("AdaptiveCard") => Version = schemaVersion;

    public AdaptiveCard(string schemaVersion)
        : this(new AdaptiveSchemaVersion(schemaVersion))
    {
    }

    /// <summary>Only for the serializer's metadata.</summary>
    [JsonConstructor]
    internal AdaptiveCard()
        : base("AdaptiveCard")
    {
    }

    /// <summary>Where the schema is, for editors: "http://adaptivecards.io/schemas/adaptive-card.json".</summary>
    [JsonPropertyName("$schema"), JsonPropertyOrder(-1)]
    public string? JsonSchema { get; set; }

    /// <summary>What a client must know to show the card. A card within a card that was read may have none of its own.</summary>
    [JsonIgnore]
    public AdaptiveSchemaVersion Version
    {
        get => VersionOnWire ?? Newest;
        set => VersionOnWire = value;
    }

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

    [JsonConverter(typeof(BackgroundImageConverter))]
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
    internal List<AdaptiveElement>? BodyOnWire
    {
        get => Body.Count == 0 ? null : Body;
        set => Body = value ?? [];
    }

    [JsonInclude, JsonPropertyName("actions")]
    internal List<AdaptiveAction>? ActionsOnWire
    {
        get => Actions.Count == 0 ? null : Actions;
        set => Actions = value ?? [];
    }

    [JsonInclude, JsonPropertyName("version"), JsonPropertyOrder(-1)]
    internal AdaptiveSchemaVersion? VersionOnWire { get; set; }

    /// <summary>Reads a card. What the model lacks is kept and written again.</summary>
    /// <exception cref="AdaptiveSerializationException">It is not JSON, or not a card.</exception>
    public static AdaptiveCardParseResult FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, (JsonTypeInfo<AdaptiveCard>)Reading.GetTypeInfo(typeof(AdaptiveCard))) is { Type: "AdaptiveCard" } card
                ? new AdaptiveCardParseResult(card)
                : throw new AdaptiveSerializationException("The JSON is not an Adaptive Card.");
        }
        catch (JsonException e)
        {
            throw new AdaptiveSerializationException(e.Message, e);
        }
    }

    /// <summary>
    /// The card as JSON, as it is sent. What is unset or at its default is left out; types of your own in the data of actions have to be
    /// known to <see cref="BotJson"/>.
    /// </summary>
    public string ToJson() => JsonSerializer.Serialize(this, BotJson.TypeInfo<AdaptiveCard>());
}
