namespace HelpDesk.Bots.Schema;

/// <summary>A card, file or picture. Content is a <see cref="System.Text.Json.JsonElement"/> when received.</summary>
public sealed class Attachment : WireObject
{
    public Attachment()
    {
    }

    public Attachment(
        string? contentType = null, string? contentUrl = null, object? content = null, string? name = null, string? thumbnailUrl = null)
    {
        ContentType = contentType;
        ContentUrl = contentUrl;
        Content = content;
        Name = name;
        ThumbnailUrl = thumbnailUrl;
    }

    public string? ContentType { get; set; }

    public string? ContentUrl { get; set; }

    public object? Content { get; set; }

    public string? Name { get; set; }

    public string? ThumbnailUrl { get; set; }
}

/// <summary>A button of a hero, sign-in or OAuth card, or a suggested action.</summary>
public sealed class CardAction : WireObject
{
    public CardAction()
    {
    }

    public CardAction(
        string? type = null,
        string? title = null,
        string? image = null,
        string? text = null,
        string? displayText = null,
        object? value = null,
        object? channelData = null)
    {
        Type = type;
        Title = title;
        Image = image;
        Text = text;
        DisplayText = displayText;
        Value = value;
        ChannelData = channelData;
    }

    public string? Type { get; set; }

    public string? Title { get; set; }

    public string? Image { get; set; }

    public string? Text { get; set; }

    public string? DisplayText { get; set; }

    public object? Value { get; set; }

    public object? ChannelData { get; set; }

    public string? ImageAltText { get; set; }
}

public sealed class SuggestedActions : WireObject
{
    public SuggestedActions()
    {
    }

    public SuggestedActions(IList<string>? to = null, IList<CardAction>? actions = null)
    {
        To = to;
        Actions = actions;
    }

    public IList<string>? To { get; set; }

    public IList<CardAction>? Actions { get; set; }
}

public sealed class HeroCard : WireObject
{
    public const string ContentType = "application/vnd.microsoft.card.hero";

    public string? Title { get; set; }

    public string? Subtitle { get; set; }

    public string? Text { get; set; }

    public IList<CardAction>? Buttons { get; set; }

    public Attachment ToAttachment() => new(ContentType, content: this);
}
