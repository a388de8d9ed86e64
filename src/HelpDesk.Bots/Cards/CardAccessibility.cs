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

    private static readonly AdaptiveSchemaVersion NewestVersion = new(1, 5);

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

        if (card.Version > NewestVersion)
        {
            found.Add(new CardProblem("", $"version {card.Version} is above {NewestVersion}"));
        }

        var length = card.ToJson().Length;
        if (length > MaxCharacters)
        {
            found.Add(new CardProblem("", string.Create(CultureInfo.InvariantCulture, $"{length} characters are more than {MaxCharacters}")));
        }

        new Visitor(found).VisitCard(card, "");
        return found;
    }

    private sealed class Visitor(List<CardProblem> found)
    {
        private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

        public void VisitCard(AdaptiveCard card, string path)
        {
            VisitAll(card.Body, path + "body");
            VisitAll(card.Actions, path + "actions");
            VisitSelectAction(card.SelectAction, path + "selectAction");
        }

        private void VisitAll(IReadOnlyList<AdaptiveTypedElement> elements, string path)
        {
            for (var i = 0; i < elements.Count; i++)
            {
                Visit(elements[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"));
            }
        }

        private void Visit(AdaptiveTypedElement element, string path)
        {
            Require(element.Id is null || _ids.Add(element.Id), path, $"the id '{element.Id}' is used twice");
            switch (element)
            {
                case AdaptiveImage image:
                    Require(!string.IsNullOrWhiteSpace(image.AltText), path, "altText is missing");
                    VisitSelectAction(image.SelectAction, path + ".selectAction");
                    break;
                case AdaptiveImageSet set:
                    VisitAll(set.Images, path + ".images");
                    break;
                case AdaptiveInput input:
                    VisitInput(input, path);
                    break;
                case AdaptiveAction action:
                    VisitAction(action, path);
                    break;
                default:
                    VisitParent(element, path);
                    break;
            }

            if (element.Fallback?.Content is { } fallback)
            {
                // A fallback stands for the element itself, so it may have the same id.
                new Visitor(found).Visit(fallback, path + ".fallback");
            }
        }

        private void VisitParent(AdaptiveTypedElement element, string path)
        {
            switch (element)
            {
                case AdaptiveItemContainer container:
                    VisitAll(container.Items, path + ".items");
                    break;
                case AdaptiveColumnSet set:
                    VisitAll(set.Columns, path + ".columns");
                    break;
                case AdaptiveTable table:
                    VisitAll(table.Rows, path + ".rows");
                    break;
                case AdaptiveTableRow row:
                    VisitAll(row.Cells, path + ".cells");
                    break;
                case AdaptiveActionSet set:
                    VisitAll(set.Actions, path + ".actions");
                    break;
                case AdaptiveRichTextBlock block:
                    foreach (var run in block.Inlines.OfType<AdaptiveTextRun>())
                    {
                        VisitSelectAction(run.SelectAction, path + ".inlines.selectAction");
                    }

                    break;
            }

            VisitSelectAction((element as AdaptiveCollectionElement)?.SelectAction, path + ".selectAction");
        }

        private void VisitInput(AdaptiveInput input, string path)
        {
            Require(!string.IsNullOrWhiteSpace(input.Id), path, "id is missing, so the value is never sent");
            Require(!string.IsNullOrWhiteSpace(input.Label), path, "label is missing");
            Require(!input.IsRequired || !string.IsNullOrWhiteSpace(input.ErrorMessage), path, "a required input needs an errorMessage");
            if (input is AdaptiveTextInput text)
            {
                Require(text.Regex is null || !string.IsNullOrWhiteSpace(text.ErrorMessage), path, "an input with a regex needs an errorMessage");
                VisitSelectAction(text.InlineAction, path + ".inlineAction");
            }
        }

        private void VisitAction(AdaptiveAction action, string path)
        {
            Require(!string.IsNullOrWhiteSpace(action.Title), path, "title is missing");
            switch (action)
            {
                case AdaptiveOpenUrlAction open:
                    Require(open.Url is not null, path, "url is missing");
                    break;
                case AdaptiveExecuteAction execute:
                    Require(!string.IsNullOrEmpty(execute.Verb), path, "verb is missing");
                    break;
                case AdaptiveShowCardAction { Card: { } card }:
                    VisitCard(card, path + ".card.");
                    break;
            }
        }

        /// <summary>The title of an action without a button is what a screen reader says.</summary>
        private void VisitSelectAction(AdaptiveAction? action, string path)
        {
            if (action is not null)
            {
                Visit(action, path);
            }
        }

        private void Require(bool met, string path, string problem)
        {
            if (!met)
            {
                found.Add(new CardProblem(path, problem));
            }
        }
    }
}
