using System.Text.Json.Nodes;
using HelpDesk.Bots.Cards;
using Xunit;

namespace HelpDesk.Bots.Tests.Cards;

/// <summary>What was written is read, and what is read is written again.</summary>
public sealed class AdaptiveCardReadingTests
{
    public static TheoryData<string> ElementNames => [.. CardCatalogue.Elements.Keys];

    public static TheoryData<string> ActionNames => [.. CardCatalogue.Actions.Keys];

    [Theory, MemberData(nameof(ElementNames))]
    public void Every_element_is_read_as_it_was_written(string name) =>
        IsReadAsWritten(new AdaptiveCard("1.5") { Body = { CardCatalogue.Elements[name]() } });

    [Theory, MemberData(nameof(ActionNames))]
    public void Every_action_is_read_as_it_was_written(string name) =>
        IsReadAsWritten(new AdaptiveCard("1.5") { Actions = { CardCatalogue.Actions[name]() } });

    [Fact]
    public void A_card_with_everything_is_read_as_it_was_written() => IsReadAsWritten(CardCatalogue.Whole());

    [Fact]
    public void A_gauge_is_read_as_it_was_written() => IsReadAsWritten(new AdaptiveCard("1.4")
    {
        Body =
        {
            new ChartGauge(0, [new ChartGaugeSegment { Legend = "urgent", Size = 0, Color = "attention" }], new AdaptiveTextBlock("0 days"))
            {
                Min = 0,
                Max = 90,
                ValueFormat = ChartGaugeValueFormat.Fraction,
                Title = "Days",
                SubLabel = "left",
                ShowLegend = true,
                ShowMinMax = false,
            },
        },
    });

    [Fact]
    public void Every_class_of_the_model_is_in_the_catalogue()
    {
        var classes = typeof(AdaptiveCard).Assembly.GetExportedTypes().Where(t => t.IsAssignableTo(typeof(AdaptiveTypedElement)) && !t.IsAbstract);
        var shown = CardGraph.Parts(CardCatalogue.Whole()).Select(p => p.GetType());

        // The gauge is Teams' own and no part of the schema; the other two are for what the catalogue cannot have.
        Assert.Equal([typeof(AdaptiveUnknownAction), typeof(AdaptiveUnknownElement), typeof(ChartGauge)], classes.Except(shown).OrderBy(t => t.Name));
    }

    [Theory]
    [InlineData("""{"body":[{"type":"Carousel","pages":[{"type":"CarouselPage","items":[1,null]}],"id":"c"}]}""")]
    [InlineData("""{"body":[{"type":"Container","items":[{"type":"Badge","text":"new"}],"layouts":[{"type":"Layout.Flow"}]}]}""")]
    [InlineData("""{"body":[{"type":"TextBlock","text":"x","size":"gigantic","labelFor":"y"}]}""")]
    [InlineData("""{"body":[{"type":"TextBlock","text":null}]}""")]
    [InlineData("""{"body":[{"type":"TextBlock","text":"x","spacing":"extraSmall"}]}""")]
    [InlineData("""{"body":[{"type":"Badge","id":"b","spacing":1,"height":2,"separator":"no","isVisible":"no","requires":[],"fallback":3}]}""")]
    [InlineData("""{"body":[{"type":"Badge","id":1,"spacing":null}]}""")]
    [InlineData("""{"body":[{"type":"Badge","isVisible":true,"separator":false,"fallback":"DROP"}]}""")]
    [InlineData("""{"body":[{"type":2},{"text":"x"},{"type":null}]}""")]
    [InlineData("""{"body":[{"type":"ColumnSet","columns":[{"type":null,"items":[]}]}]}""")]
    [InlineData("""{"body":[{"type":"RichTextBlock","inlines":[{"type":"TextRun","text":1},{"type":2},{"text":"x"}]}]}""")]
    [InlineData("""{"actions":[{"type":"Action.Submit","title":"x","mode":"tertiary","isEnabled":"${ready}"}]}""")]
    [InlineData("""{"actions":[{"type":"Action.Popover","title":{"a":1},"style":2,"mode":3,"isEnabled":4,"fallback":[]}]}""")]
    [InlineData("""{"body":[{"type":"RichTextBlock","inlines":[{"type":"TextRun","text":"x","new":1},{"type":"CitationRun","text":"y"}]}]}""")]
    [InlineData("""{"body":[{"type":"FactSet","facts":[{"title":"a","value":"b","icon":"c"}]}]}""")]
    [InlineData("""{"body":[{"type":"Media","sources":[{"mimeType":"video/mp4","url":"u","bitrate":1}],"captionSources":[]}]}""")]
    [InlineData("""{"body":[{"type":"Image","url":"u","width":"auto"}]}""")]
    [InlineData("""{"body":[{"type":"ColumnSet","columns":[{"type":"Column","items":[],"width":1.5,"targetWidth":"wide"}]}]}""")]
    [InlineData("""{"body":[{"type":"Table","columns":[{"width":3,"a":1}],"rows":[{"type":"TableRow","cells":[{"type":"TableCell","items":[],"b":2}],"c":3}]}]}""")]
    [InlineData("""{"body":[{"type":"Input.ChoiceSet","id":"i","choices":[{"title":"a","value":"b","d":1}],"choices.data":{"type":"Data.Query","dataset":"x"}}]}""")]
    [InlineData("""{"body":[{"type":"Chart.Gauge","value":1,"segments":[{"legend":"l","size":1,"e":2}],"colorSet":"diverging"}]}""")]
    [InlineData("""{"body":[{"type":"Chart.Donut","data":[{"legend":"l","value":1}],"fallback":{"type":"TextBlock","text":"1 of 1"}}]}""")]
    [InlineData("""{"body":[{"type":"TextBlock","text":"x","fallback":{"type":"Badge","text":"new"}}]}""")]
    [InlineData("""{"actions":[{"type":"Action.Popover","title":"more","content":{"a":[true]}}]}""")]
    [InlineData("""{"actions":[{"type":"Action.Submit","data":{"a":null,"b":[1.5]},"title":"x","menuActions":[],"fallback":{"type":"Action.Popover"}}]}""")]
    [InlineData("""{"actions":[{"type":"Action.ToggleVisibility","targetElements":[{"elementId":"a","isVisible":true,"f":1}]}]}""")]
    [InlineData("""{"actions":[{"type":"Action.ShowCard","card":{"type":"AdaptiveCard","body":[{"type":"Badge"}]}}]}""")]
    [InlineData("""{"metadata":{"webUrl":"https://example.com"},"msteams":{"width":"full","entities":[]},"backgroundImage":{"url":"u","g":1}}""")]
    [InlineData("""{"refresh":{"action":{"type":"Action.Execute","verb":"r"},"userIds":[],"expires":"2026-11-24T09:00:00Z"}}""")]
    [InlineData("""{"authentication":{"text":"t","h":1,"tokenExchangeResource":{"id":"1","uri":"2","providerId":"3","i":1},"buttons":[{"type":"signin","value":"v","j":1}]}}""")]
    public void What_the_model_lacks_survives(string members)
    {
        var json = $$"""{"type":"AdaptiveCard","version":"1.5",{{members[1..]}}""";
        var card = AdaptiveCard.FromJson(json).Card;

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(card.ToJson())), card.ToJson());
        Assert.NotEmpty(CardGraph.Untyped(card));
    }

    [Fact]
    public void Only_the_innermost_of_nested_fallbacks_is_unknown_when_it_alone_has_what_the_model_lacks()
    {
        var json = WithFallbacks(30);
        var card = AdaptiveCard.FromJson(json).Card;

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(card.ToJson())), card.ToJson());
        Assert.Equal(29, CardGraph.Parts(card).OfType<AdaptiveTextBlock>().Count());
        Assert.Single(CardGraph.Parts(card).OfType<AdaptiveUnknownElement>());
    }

    [Fact]
    public void Fallbacks_nested_deeper_than_json_may_be_are_refused() =>
        Assert.Throws<AdaptiveSerializationException>(() => AdaptiveCard.FromJson(WithFallbacks(100)));

    [Theory]
    [InlineData("""{"backgroundImage":"https://example.com/b.png"}""", """{"backgroundImage":{"url":"https://example.com/b.png"}}""")]
    [InlineData("""{"body":[{"type":"RichTextBlock","inlines":["plain"]}]}""", """{"body":[{"type":"RichTextBlock","inlines":[{"type":"TextRun","text":"plain"}]}]}""")]
    [InlineData(
        """{"actions":[{"type":"Action.ToggleVisibility","targetElements":["why"]}]}""",
        """{"actions":[{"type":"Action.ToggleVisibility","targetElements":[{"elementId":"why"}]}]}""")]
    [InlineData("""{"body":[{"type":"TextBlock","text":"x","size":"EXTRALARGE"}]}""", """{"body":[{"type":"TextBlock","text":"x","size":"extraLarge"}]}""")]
    [InlineData("""{"body":[{"type":"Container","items":[],"style":"normal"}]}""", """{"body":[{"type":"Container","items":[],"style":"default"}]}""")]
    public void What_may_be_written_shorter_or_in_another_case_is_understood(string written, string meant)
    {
        var card = AdaptiveCard.FromJson($$"""{"type":"AdaptiveCard","version":"1.5",{{written[1..]}}""").Card;

        Assert.Empty(CardGraph.Untyped(card));
        Assert.Equal($$"""{"type":"AdaptiveCard","version":"1.5",{{meant[1..]}}""", card.ToJson());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"type":"HeroCard","version":"1.5"}""")]
    [InlineData("""{"type":"AdaptiveCard","version":1.5}""")]
    [InlineData("""{"type":"AdaptiveCard","version":"one"}""")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":{}}""")]
    public void What_is_no_card_is_refused(string json) => Assert.Throws<AdaptiveSerializationException>(() => AdaptiveCard.FromJson(json));

    [Fact]
    public void An_alignment_is_written_when_it_was_set_even_to_the_first_of_its_values()
    {
        var card = new AdaptiveCard("1.5") { Body = { new AdaptiveTextBlock("x") { HorizontalAlignment = AdaptiveHorizontalAlignment.Left } } };

        Assert.Equal("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"x","horizontalAlignment":"left"}]}""", card.ToJson());
    }

    private static string WithFallbacks(int depth)
    {
        var part = Enumerable.Range(0, depth).Aggregate("5", (inner, _) => $$"""{"type":"TextBlock","text":"a","fallback":{{inner}}}""");
        return $$"""{"type":"AdaptiveCard","version":"1.5","body":[{{part}}]}""";
    }

    private static void IsReadAsWritten(AdaptiveCard card)
    {
        var read = AdaptiveCard.FromJson(card.ToJson()).Card;

        Assert.Empty(CardGraph.Untyped(read));
        Assert.Equal(card.ToJson(), read.ToJson());
        Assert.Equal(CardGraph.Parts(card).Select(p => p.GetType()).CountBy(t => t).ToHashSet(), CardGraph.Parts(read).Select(p => p.GetType()).CountBy(t => t).ToHashSet());
    }
}
