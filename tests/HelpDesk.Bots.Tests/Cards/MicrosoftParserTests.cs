using HelpDesk.Bots.Cards;
using HelpDesk.Bots.Tests.Cards.Parser;
using Xunit;

namespace HelpDesk.Bots.Tests.Cards;

public sealed class MicrosoftParserTests
{
    [MicrosoftParserFact]
    public async Task The_whole_catalogue_is_understood_without_an_event()
    {
        var elements = CardCatalogue.Elements.Select(e => (e.Key, new AdaptiveCard("1.5") { Body = { e.Value() } }.ToJson()));
        var actions = CardCatalogue.Actions.Select(a => (a.Key, new AdaptiveCard("1.5") { Actions = { a.Value() } }.ToJson()));

        Assert.Equal("", string.Join('\n', await MicrosoftParser.ComplaintsAsync([.. elements, .. actions, ("whole", CardCatalogue.Whole().ToJson())])));
    }

    [MicrosoftParserFact]
    public async Task A_gauge_is_looked_at_as_its_fallback()
    {
        var card = new AdaptiveCard("1.5") { Body = { new ChartGauge(1, [new ChartGaugeSegment { Legend = "a", Size = 1 }], new AdaptiveTextInput()) } };

        Assert.Equal(
            ["PropertyCantBeNull: All inputs must have a unique Id.", "with fallbacks: PropertyCantBeNull: All inputs must have a unique Id."],
            (await MicrosoftParser.EventsOfAsync([card.ToJson()]))[0]);
    }

    /// <summary>Otherwise the tests above could pass because the parser is not really asked.</summary>
    [MicrosoftParserTheory]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Badge"}]}""", "UnknownElementType")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"x","size":"huge"}]}""", "InvalidPropertyValue")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Input.ChoiceSet","id":"a","label":"b","choices":[]}]}""", "CollectionCantBeEmpty")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","actions":[{"type":"Action.OpenUrl","title":"x"}]}""", "PropertyCantBeNull")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.7"}""", "UnsupportedCardVersion")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","lang":"english"}""", "InvalidPropertyValue")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","actions":[{"type":"Action.Execute","title":"x","fallback":{"type":"Action.OpenUrl","title":"x"}}]}""", "with fallbacks: PropertyCantBeNull")]
    [InlineData("not JSON", "SyntaxError")]
    public async Task The_parser_complains_about_what_is_wrong(string json, string complaint) =>
        Assert.Contains((await MicrosoftParser.EventsOfAsync([json]))[0], e => e.StartsWith(complaint, StringComparison.Ordinal));
}
