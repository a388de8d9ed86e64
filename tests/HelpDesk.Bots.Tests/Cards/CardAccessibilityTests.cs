using HelpDesk.Bots.Cards;
using Xunit;

namespace HelpDesk.Bots.Tests.Cards;

public sealed class CardAccessibilityTests
{
    [Fact]
    public void A_card_with_everything_said_has_no_problem() => Assert.Empty(CardAccessibility.Check(CardCatalogue.Whole()));

    [Fact]
    public void An_empty_card_lacks_speech_and_fallback_text() =>
        Assert.Equal(["speak is missing", "fallbackText is missing"], Problems(new AdaptiveCard("1.5")));

    [Fact]
    public void A_version_that_teams_does_not_show_is_a_problem() =>
        Assert.Equal(["version 1.6 is above 1.5"], Problems(Card("1.6")));

    [Fact]
    public void A_card_that_teams_may_refuse_for_its_size_is_a_problem()
    {
        var card = Card();
        card.Body.Add(new AdaptiveTextBlock(new string('x', 40_000)));

        Assert.Contains("characters are more than 40000", Assert.Single(Problems(card)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_model_lacks_is_not_judged()
    {
        var card = AdaptiveCard.FromJson(
            """
            {
              "type": "AdaptiveCard", "version": "1.5", "speak": "x", "fallbackText": "x",
              "body": [{"type": "Image", "url": "u", "height": 5}],
              "actions": [{"type": "Action.Popover", "title": "x"}, {"type": "Action.Submit", "mode": "tertiary"}]
            }
            """).Card;

        Assert.Empty(CardAccessibility.Check(card));
    }

    [Fact]
    public void Problems_are_found_in_every_depth_and_told_by_path()
    {
        var card = Card();
        card.Body.Add(new AdaptiveContainer
        {
            Items =
            {
                new AdaptiveColumnSet
                {
                    Columns =
                    {
                        new AdaptiveColumn { Items = { new AdaptiveImage("https://example.com/a.png") } },
                        new AdaptiveColumn { Items = { new AdaptiveTextInput { Id = "a", IsRequired = true, Regex = "x", ErrorMessage = "no" } } },
                    },
                },
                new AdaptiveTable
                {
                    Rows = { new AdaptiveTableRow { Cells = { new AdaptiveTableCell { Items = { new AdaptiveDateInput { Label = "x" } } } } } },
                },
            },
        });
        card.Body.Add(new AdaptiveTextBlock("x")
        {
            Fallback = new AdaptiveFallbackElement(new AdaptiveImageSet { Images = { new AdaptiveImage("https://example.com/b.png") } }),
        });
        card.Body.Add(new AdaptiveRichTextBlock { Inlines = { new AdaptiveTextRun("x") { SelectAction = new AdaptiveSubmitAction() } } });
        card.Actions.Add(new AdaptiveShowCardAction
        {
            Title = "More",
            Card = new AdaptiveCard("1.5") { Body = { new AdaptiveToggleInput { Id = "a", IsRequired = true } } },
        });
        card.Actions.Add(new AdaptiveExecuteAction { Title = "Go" });
        card.Actions.Add(new AdaptiveOpenUrlAction { Title = "Open" });
        card.Actions.Add(new AdaptiveToggleVisibilityAction { Title = "Hide" });
        card.Body.Add(new AdaptiveMedia());
        card.Body.Add(new AdaptiveChoiceSetInput { Id = "c", Label = "Which?", Choices = { new AdaptiveChoice { Value = "1" } } });
        card.Refresh = new AdaptiveRefresh { Action = new AdaptiveExecuteAction() };

        Assert.Equal(
            [
                "body[0].items[0].columns[0].items[0]: altText is missing",
                "body[0].items[0].columns[1].items[0]: label is missing",
                "body[0].items[1].rows[0].cells[0].items[0]: id is missing, so the value is never sent",
                "body[1].fallback.images[0]: altText is missing",
                "body[2].inlines.selectAction: title is missing",
                "body[3]: altText is missing",
                "body[4]: a choice has no title",
                "actions[0].card.body[0]: the id 'a' is used twice",
                "actions[0].card.body[0]: label is missing",
                "actions[0].card.body[0]: a required input needs an errorMessage",
                "actions[0].card.body[0]: title is missing",
                "actions[1]: verb is missing",
                "actions[1]: fallback is missing, so clients without Action.Execute have nothing",
                "actions[2]: url is missing",
                "actions[3]: there is nothing to show or hide",
                "refresh.action: verb is missing",
            ],
            Problems(card));
    }

    [Fact]
    public void What_a_toggle_shows_or_hides_has_to_be_somewhere_in_the_card()
    {
        var card = Card();
        card.Body.Add(new AdaptiveTextBlock("x") { Fallback = new AdaptiveFallbackElement(new AdaptiveTextBlock("y") { Id = "in-fallback" }) });
        card.Actions.Add(new AdaptiveToggleVisibilityAction { Title = "Why?", TargetElements = [new("in-card"), new("in-fallback"), new("nowhere")] });
        card.Actions.Add(new AdaptiveShowCardAction { Title = "More", Card = new AdaptiveCard("1.5") { Body = { new AdaptiveTextBlock("x") { Id = "in-card" } } } });

        Assert.Equal(["actions[0]: there is no 'nowhere' to show or hide"], Problems(card));
    }

    [Fact]
    public void A_mark_or_a_colour_needs_words_beside_it()
    {
        var card = Card();
        card.Body.Add(Row("✓", "passed"));
        card.Body.Add(Row("✓", "–"));
        card.Body.Add(new AdaptiveTextBlock("!"));
        card.Body.Add(new AdaptiveRichTextBlock { Inlines = { new AdaptiveTextRun("✕") } });
        card.Body.Add(new AdaptiveContainer { Style = AdaptiveContainerStyle.Attention, Items = { new AdaptiveTextBlock("It has expired") } });
        card.Body.Add(new AdaptiveContainer { Style = AdaptiveContainerStyle.Attention, PixelMinHeight = 20 });
        card.Body.Add(new AdaptiveContainer { Style = AdaptiveContainerStyle.Emphasis, PixelMinHeight = 20 });

        Assert.Equal(
            [
                "body[1].columns[0].items[0]: a mark without words beside it says nothing",
                "body[1].columns[1].items[0]: a mark without words beside it says nothing",
                "body[2]: a mark without words beside it says nothing",
                "body[3]: a mark without words beside it says nothing",
                "body[5]: nothing but the colour says what it means",
            ],
            Problems(card));
    }

    private static AdaptiveColumnSet Row(string mark, string text) => new()
    {
        Columns = { new AdaptiveColumn { Items = { new AdaptiveTextBlock(mark) } }, new AdaptiveColumn { Items = { new AdaptiveTextBlock(text) } } },
    };

    private static AdaptiveCard Card(string version = "1.5") => new(version) { Speak = "s", FallbackText = "f" };

    private static string[] Problems(AdaptiveCard card) => [.. CardAccessibility.Check(card).Select(problem => problem.ToString())];
}
