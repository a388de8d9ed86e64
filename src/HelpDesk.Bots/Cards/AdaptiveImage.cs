using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Cards;

/// <summary>A picture; in Teams at most 1024 by 1024 and 1 MB, PNG, JPEG or GIF.</summary>
public sealed class AdaptiveImage : AdaptiveElement
{
    public AdaptiveImage()
        : base("Image")
    {
    }

    public AdaptiveImage(string url)
        : this() => UrlString = url;

    public AdaptiveImage(Uri url)
        : this() => Url = url;

    [JsonPropertyOrder(-1)]
    public Uri? Url { get; set; }

    [JsonIgnore]
    public string? UrlString
    {
        get => Url?.OriginalString;
        set => Url = value is null ? null : new Uri(value, UriKind.RelativeOrAbsolute);
    }

    /// <summary>What a person hears who does not see the picture.</summary>
    public string? AltText { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveImageSize Size { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveImageStyle Style { get; set; }

    [JsonIgnore]
    public AdaptiveHorizontalAlignment HorizontalAlignment
    {
        get => HorizontalAlignmentOnWire ?? default;
        set => HorizontalAlignmentOnWire = value;
    }

    [JsonInclude, JsonPropertyName("horizontalAlignment")]
    internal AdaptiveHorizontalAlignment? HorizontalAlignmentOnWire { get; set; }

    public string? BackgroundColor { get; set; }

    public AdaptiveAction? SelectAction { get; set; }

    [JsonIgnore]
    public uint PixelWidth { get; set; }

    [JsonIgnore]
    public uint PixelHeight
    {
        get => Height.Pixels;
        set => Height = new AdaptiveHeight(value);
    }

    [JsonInclude, JsonPropertyName("width")]
    internal string? WidthOnWire
    {
        get => PixelText.Format(PixelWidth);
        set => PixelWidth = PixelText.Read(value);
    }
}

/// <summary>Pictures side by side.</summary>
public sealed class AdaptiveImageSet() : AdaptiveElement("ImageSet")
{
    public List<AdaptiveImage> Images { get; set; } = [];

    /// <summary>Unset is medium.</summary>
    [JsonIgnore]
    public AdaptiveImageSize ImageSize
    {
        get => ImageSizeOnWire ?? default;
        set => ImageSizeOnWire = value;
    }

    [JsonInclude, JsonPropertyName("imageSize")]
    internal AdaptiveImageSize? ImageSizeOnWire { get; set; }
}

/// <summary>A picture behind a card or a container. It is decoration: nothing reads it aloud.</summary>
public sealed class AdaptiveBackgroundImage
{
    public AdaptiveBackgroundImage()
    {
    }

    public AdaptiveBackgroundImage(string url) => Url = new Uri(url, UriKind.RelativeOrAbsolute);

    public AdaptiveBackgroundImage(Uri url) => Url = url;

    public Uri? Url { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveImageFillMode FillMode { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveHorizontalAlignment HorizontalAlignment { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdaptiveVerticalAlignment VerticalAlignment { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}
