using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Cards;

/// <summary>Asks the bot for a newer card when somebody looks at this one.</summary>
public sealed class AdaptiveRefresh
{
    public AdaptiveExecuteAction? Action { get; set; }

    /// <summary>
    /// For whom the client asks by itself: at most 60 Teams ids. An empty list leaves it to the person; unset asks for
    /// everybody where the conversation has at most 60 members.
    /// </summary>
    public List<string>? UserIds { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>Signs the person in before the card's actions run.</summary>
public sealed class AdaptiveAuthentication
{
    public string? Text { get; set; }

    public string? ConnectionName { get; set; }

    /// <summary>Allows single sign-on. Unset is left out, as Teams refuses a null.</summary>
    public AdaptiveTokenExchangeResource? TokenExchangeResource { get; set; }

    [JsonIgnore]
    public List<AdaptiveAuthCardButton> Buttons { get; set; } = [];

    [JsonInclude, JsonPropertyName("buttons")]
    internal List<AdaptiveAuthCardButton>? ButtonsOnWire
    {
        get => Buttons.Count == 0 ? null : Buttons;
        set => Buttons = value ?? [];
    }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>What a token is exchanged for.</summary>
public sealed class AdaptiveTokenExchangeResource
{
    public string Id { get; set; } = "";

    public string Uri { get; set; } = "";

    public string ProviderId { get; set; } = "";

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>The button that opens the sign-in page.</summary>
public sealed class AdaptiveAuthCardButton
{
    public string Type { get; set; } = "signin";

    public string? Title { get; set; }

    public string? Image { get; set; }

    public string Value { get; set; } = "";

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}
