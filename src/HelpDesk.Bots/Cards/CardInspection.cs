using System.Globalization;

namespace HelpDesk.Bots.Cards;

/// <summary>Goes through the parts of one card and notes what a person or a client would miss.</summary>
internal sealed class CardInspection(List<CardProblem> found)
{
    private readonly HashSet<string> _allIds = new(StringComparer.Ordinal);
    private readonly List<(string Path, string Id)> _targets = [];
    private HashSet<string> _ids = new(StringComparer.Ordinal);

    public void Inspect(AdaptiveCard card)
    {
        VisitCard(card, "");
        Require(card.Refresh?.Action is not { Verb: null or "" }, "refresh.action", "verb is missing");
        foreach (var (path, id) in _targets)
        {
            Require(_allIds.Contains(id), path, $"there is no '{id}' to show or hide");
        }
    }

    private void VisitCard(AdaptiveCard card, string path)
    {
        VisitAll(card.Body, path + "body", isSaid: false);
        VisitAll(card.Actions, path + "actions", isSaid: false);
        VisitSelectAction(card.SelectAction, path + "selectAction");
    }

    /// <param name="elements">Parts that stand together.</param>
    /// <param name="path">Where they are.</param>
    /// <param name="isSaid">Whether words beside them say what a mark or a colour among them means.</param>
    private void VisitAll(IReadOnlyList<AdaptiveTypedElement> elements, string path, bool isSaid)
    {
        for (var i = 0; i < elements.Count; i++)
        {
            Visit(elements[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), isSaid);
        }
    }

    private void Visit(AdaptiveTypedElement element, string path, bool isSaid)
    {
        if (element.Id is { } id)
        {
            _allIds.Add(id);
            Require(_ids.Add(id), path, $"the id '{id}' is used twice");
        }

        switch (element)
        {
            case AdaptiveInput input:
                VisitInput(input, path);
                break;
            case AdaptiveAction action:
                VisitAction(action, path);
                break;
            case AdaptiveElement other:
                VisitContent(other, path, isSaid);
                break;
        }

        if (element.Fallback?.Content is { } fallback)
        {
            // A fallback stands for the element itself, so it may have the same id.
            var outer = _ids;
            _ids = new HashSet<string>(StringComparer.Ordinal);
            Visit(fallback, path + ".fallback", isSaid);
            _ids = outer;
        }
    }

    private void VisitContent(AdaptiveElement element, string path, bool isSaid)
    {
        switch (element)
        {
            case AdaptiveTextBlock or AdaptiveRichTextBlock:
                VisitText(element, path, isSaid);
                break;
            case AdaptiveImage image:
                Require(!string.IsNullOrWhiteSpace(image.AltText), path, "altText is missing");
                VisitSelectAction(image.SelectAction, path + ".selectAction");
                break;
            case AdaptiveImageSet set:
                VisitAll(set.Images, path + ".images", isSaid: true);
                break;
            case AdaptiveMedia media:
                Require(!string.IsNullOrWhiteSpace(media.AltText), path, "altText is missing");
                break;
            case AdaptiveActionSet set:
                VisitAll(set.Actions, path + ".actions", isSaid: false);
                break;
            case AdaptiveTable table:
                VisitAll(table.Rows, path + ".rows", isSaid: false);
                break;
            default:
                VisitGroup(element, path, isSaid);
                break;
        }
    }

    private void VisitGroup(AdaptiveElement element, string path, bool isSaid)
    {
        var (name, items) = CardWords.Items(element);
        var hasWords = items.Any(CardWords.Says);
        Require(hasWords || isSaid || !CardWords.IsSignal(element), path, "nothing but the colour says what it means");
        VisitAll(items, $"{path}.{name}", isSaid || hasWords);
        VisitSelectAction((element as AdaptiveCollectionElement)?.SelectAction, path + ".selectAction");
    }

    private void VisitText(AdaptiveElement text, string path, bool isSaid)
    {
        Require(isSaid || CardWords.Says(text), path, "a mark without words beside it says nothing");
        if (text is AdaptiveRichTextBlock block)
        {
            foreach (var run in block.Inlines.OfType<AdaptiveTextRun>())
            {
                VisitSelectAction(run.SelectAction, path + ".inlines.selectAction");
            }
        }
    }

    private void VisitInput(AdaptiveInput input, string path)
    {
        Require(!string.IsNullOrWhiteSpace(input.Id), path, "id is missing, so the value is never sent");
        Require(!string.IsNullOrWhiteSpace(input.Label), path, "label is missing");
        Require(!input.IsRequired || !string.IsNullOrWhiteSpace(input.ErrorMessage), path, "a required input needs an errorMessage");
        switch (input)
        {
            case AdaptiveTextInput text:
                Require(text.Regex is null || !string.IsNullOrWhiteSpace(text.ErrorMessage), path, "an input with a regex needs an errorMessage");
                VisitSelectAction(text.InlineAction, path + ".inlineAction");
                break;
            case AdaptiveToggleInput toggle:
                Require(!string.IsNullOrWhiteSpace(toggle.Title), path, "title is missing");
                break;
            case AdaptiveChoiceSetInput choices:
                Require(choices.Choices.All(c => !string.IsNullOrWhiteSpace(c.Title)), path, "a choice has no title");
                break;
        }
    }

    private void VisitAction(AdaptiveAction action, string path)
    {
        Require(action is AdaptiveUnknownAction || !string.IsNullOrWhiteSpace(action.Title), path, "title is missing");
        switch (action)
        {
            case AdaptiveOpenUrlAction open:
                Require(open.Url is not null, path, "url is missing");
                break;
            case AdaptiveExecuteAction execute:
                Require(!string.IsNullOrEmpty(execute.Verb), path, "verb is missing");
                Require(execute.Fallback is not null, path, "fallback is missing, so clients without Action.Execute have nothing");
                break;
            case AdaptiveToggleVisibilityAction toggle:
                Require(toggle.TargetElements.Count > 0, path, "there is nothing to show or hide");
                _targets.AddRange(toggle.TargetElements.Select(t => (path, t.ElementId)));
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
            Visit(action, path, isSaid: false);
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
