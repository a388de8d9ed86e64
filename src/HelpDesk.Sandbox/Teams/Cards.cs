using System.Text.Json.Nodes;

namespace HelpDesk.Sandbox.Teams;

/// <summary>A button of a card, whatever kind of card it is.</summary>
public sealed record CardButton
{
    public required string Title { get; init; }

    /// <summary><c>Action.Execute</c>, <c>Action.Submit</c>, <c>Action.OpenUrl</c>, <c>signin</c> and so on.</summary>
    public required string Type { get; init; }

    public string? Verb { get; init; }

    public string? Id { get; init; }

    public JsonNode? Data { get; init; }

    public string? Url { get; init; }

    public bool IsEnabled { get; init; } = true;

    public bool Matches(string titleOrVerb) =>
        Title.Equals(titleOrVerb, StringComparison.OrdinalIgnoreCase)
        || titleOrVerb.Equals(Verb, StringComparison.OrdinalIgnoreCase)
        || titleOrVerb.Equals(Id, StringComparison.OrdinalIgnoreCase);
}

/// <summary>One attachment that Teams shows as a card.</summary>
public sealed class CardView(string contentType, JsonObject content)
{
    public const string Adaptive = "application/vnd.microsoft.card.adaptive";
    public const string OAuth = "application/vnd.microsoft.card.oauth";

    private List<CardButton>? _buttons;

    public string ContentType => contentType;

    /// <summary>The card as the bot sent it. Not to be changed.</summary>
    public JsonObject Content => content;

    public bool IsOAuth => contentType == OAuth;

    /// <summary>All buttons, also those of actions that first have to be unfolded.</summary>
    public IReadOnlyList<CardButton> Buttons => _buttons ??= [.. CardButtons.Of(this)];

    /// <summary>Everything that can be read on the card, in reading order.</summary>
    public string Text => string.Join('\n', CardText.Lines(this));

    public CardButton? FindButton(string titleOrVerb) => Buttons.FirstOrDefault(b => b.Matches(titleOrVerb));

    /// <summary>The cards of a message's activity.</summary>
    public static IReadOnlyList<CardView> Of(JsonObject activity) =>
    [
        .. (activity["attachments"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(a => a["content"] is JsonObject)
            .Select(a => new CardView(a["contentType"].AsText() ?? "", (JsonObject)a["content"]!)),
    ];
}

internal static class CardButtons
{
    public static IEnumerable<CardButton> Of(CardView card) => card.ContentType == CardView.Adaptive
        ? Actions(card.Content)
        : (card.Content["buttons"] as JsonArray ?? []).OfType<JsonObject>().Select(OfHeroCard);

    /// <summary>The actions of an element and of everything in it that is shown.</summary>
    private static IEnumerable<CardButton> Actions(JsonObject element)
    {
        if (element.Hidden())
        {
            yield break;
        }

        foreach (var (name, value) in element)
        {
            switch (value)
            {
                case JsonObject action when name is "selectAction":
                    yield return OfAction(action);
                    break;
                case JsonObject child when name is "card":
                    foreach (var button in Actions(child))
                    {
                        yield return button;
                    }

                    break;
                case JsonArray children when name is "body" or "items" or "columns" or "rows" or "cells" or "actions" or "inlines":
                    foreach (var button in children.OfType<JsonObject>().SelectMany(child => name == "actions" ? OfActionAndCard(child) : Actions(child)))
                    {
                        yield return button;
                    }

                    break;
                default:
                    break;
            }
        }
    }

    private static IEnumerable<CardButton> OfActionAndCard(JsonObject action) =>
        action.Hidden() ? [] : Actions(action).Prepend(OfAction(action));

    private static CardButton OfAction(JsonObject action) => new()
    {
        Title = action["title"].AsText() ?? "",
        Type = action["type"].AsText() ?? "",
        Verb = action["verb"].AsText(),
        Id = action["id"].AsText(),
        Data = action["data"],
        Url = action["url"].AsText(),
        IsEnabled = action["isEnabled"] is not JsonValue enabled || !enabled.TryGetValue<bool>(out var value) || value,
    };

    private static CardButton OfHeroCard(JsonObject action) => new()
    {
        Title = action["title"].AsText() ?? "",
        Type = action["type"].AsText() ?? "",
        Data = action["value"],
        Url = action["type"].AsText() is "signin" or "openUrl" ? action["value"].AsText() : null,
    };
}
