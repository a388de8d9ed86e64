using System.Globalization;

namespace HelpDesk.Bots.Cards;

/// <summary>Something that keeps a person, or a client, from using a card.</summary>
/// <param name="Path">Where in the card, for example <c>body[1].columns[0].items[2]</c>; empty for the card itself.</param>
/// <param name="Problem">What is wrong.</param>
public sealed record CardProblem(string Path, string Problem)
{
    public override string ToString() => Path.Length == 0 ? Problem : $"{Path}: {Problem}";
}

/// <summary>Lists what a card lacks for people with a screen reader, and what makes Teams or the Emulator refuse or blank it. Meant for tests.</summary>
public static class CardAccessibility
{
    /// <summary>Above it the message may be refused; the limit counts UTF-16 over the whole payload.</summary>
    public const int MaxCharacters = 40_000;

    /// <summary>All problems of the card, in reading order; empty when there is none.</summary>
    public static IReadOnlyList<CardProblem> Check(AdaptiveCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        var found = new List<CardProblem>();
        if (string.IsNullOrWhiteSpace(card.Speak))
        {
            found.Add(new CardProblem("", "speak is missing"));
        }

        if (string.IsNullOrWhiteSpace(card.FallbackText))
        {
            found.Add(new CardProblem("", "fallbackText is missing"));
        }

        if (card.Version > AdaptiveCard.Newest)
        {
            found.Add(new CardProblem("", $"version {card.Version} is above {AdaptiveCard.Newest}"));
        }

        var length = card.ToJson().Length;
        if (length > MaxCharacters)
        {
            found.Add(new CardProblem("", string.Create(CultureInfo.InvariantCulture, $"{length} characters are more than {MaxCharacters}")));
        }

        new CardInspection(found).Inspect(card);
        return found;
    }
}
