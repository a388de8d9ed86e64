using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Cards;

/// <summary>A sound or a film. Older versions of Teams do not play it: give a <see cref="AdaptiveTypedElement.Fallback"/>.</summary>
public sealed class AdaptiveMedia() : AdaptiveElement("Media")
{
    /// <summary>The same content in several formats; the client takes the first that it can play.</summary>
    public List<AdaptiveMediaSource> Sources { get; set; } = [];

    /// <summary>The address of the picture that is shown until it plays.</summary>
    public string? Poster { get; set; }

    /// <summary>What a person hears who does not see or hear the content.</summary>
    public string? AltText { get; set; }
}

/// <summary>Where the content is in one format.</summary>
public sealed class AdaptiveMediaSource
{
    public AdaptiveMediaSource()
    {
    }

    public AdaptiveMediaSource(string mimeType, string url)
    {
        MimeType = mimeType;
        Url = url;
    }

    /// <summary>For example "video/mp4".</summary>
    public string? MimeType { get; set; }

    public string? Url { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}
