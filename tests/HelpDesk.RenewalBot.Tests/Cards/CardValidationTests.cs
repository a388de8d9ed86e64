using System.Text.Json.Nodes;
using HelpDesk.Bots.Cards;
using HelpDesk.Bots.Tests.Cards;
using HelpDesk.Bots.Tests.Cards.Parser;

namespace HelpDesk.RenewalBot.Tests.Cards;

/// <summary>What others say about the product's cards: Microsoft's parser, the published schema, and the limits of a message.</summary>
public sealed class CardValidationTests
{
    public static TheoryData<string> Names => [.. Cards().Select(c => c.Name)];

    public static TheoryData<string> LargestNames => [.. LargestCards.All.Keys];

    [MicrosoftParserFact]
    public async Task Microsofts_parser_understands_every_card_without_an_event() =>
        Assert.Equal("", string.Join('\n', await MicrosoftParser.ComplaintsAsync(Cards().Select(c => (c.Name, c.Make().ToJson())))));

    [MicrosoftParserFact]
    public async Task Microsofts_parser_complains_about_a_broken_card_of_the_product()
    {
        var broken = CardSamples.All["warning"]();
        broken.Actions.Add(new AdaptiveOpenUrlAction { Title = "Nowhere" });

        Assert.Contains(
            "warning: PropertyCantBeNull: Property \"url\" must be set.", await MicrosoftParser.ComplaintsAsync([("warning", broken.ToJson())]));
    }

    [CardSchemaTheory]
    [MemberData(nameof(Names))]
    public async Task A_card_is_valid_by_the_schema_when_Teams_own_extensions_are_taken_out(string name)
    {
        var card = WithoutExtensions(JsonNode.Parse(Cards().Single(c => c.Name == name).Make().ToJson()))!.AsObject();
        Assert.True(card.Remove("msteams"));

        Assert.Empty(await CardSchema.ErrorsOf(card.ToJsonString()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_card_is_read_as_it_was_written(string name)
    {
        var json = Cards().Single(c => c.Name == name).Make().ToJson();

        Assert.Equal(json, AdaptiveCard.FromJson(json).Card.ToJson());
    }

    [Theory]
    [MemberData(nameof(LargestNames))]
    public void The_largest_card_can_still_be_sent_and_used_by_everybody(string name) =>
        Assert.Empty(CardAccessibility.Check(LargestCards.All[name]()));

    [Theory]
    [InlineData("status", "more secrets are not shown; they are less pressing.")]
    [InlineData("choose", "more are not listed. You can type their names.")]
    [InlineData("history", "more renewals are not shown.")]
    [InlineData("checklist-open", "more points are not shown; they are less pressing.")]
    public void What_does_not_fit_is_counted(string name, string sentence)
    {
        var texts = JsonNode.Parse(LargestCards.All[name]().ToJson())!["body"]!.AsArray().Select(e => (string?)e!["text"] ?? "").ToArray();
        var left = int.Parse(Assert.Single(texts, t => t.EndsWith(sentence, StringComparison.Ordinal)).Split(' ')[0], null);

        Assert.Equal(
            name switch
            {
                "status" => LargestCards.Secrets - Shown(name, "ColumnSet"),
                "choose" => LargestCards.Secrets - 25,
                "history" => (LargestCards.Secrets * 30) - texts.Count(t => t.Contains("UTC", StringComparison.Ordinal)),
                _ => LargestCards.Checks - Shown(name, "ColumnSet"),
            },
            left);
    }

    [Fact]
    public void What_fits_is_shown_without_a_word_about_more()
    {
        var status = CardSamples.All["status"]().ToJson() + CardSamples.All["checklist-blocked"]().ToJson() + CardSamples.All["history"]().ToJson() + CardSamples.All["choose"]().ToJson();

        Assert.DoesNotContain("more", status, StringComparison.Ordinal);
    }

    private static int Shown(string name, string type) =>
        JsonNode.Parse(LargestCards.All[name]().ToJson())!["body"]!.AsArray().Count(e => (string?)e!["type"] == type);

    private static IEnumerable<(string Name, Func<AdaptiveCard> Make)> Cards() =>
        CardSamples.All.Select(c => (c.Key, c.Value)).Concat(LargestCards.All.Select(c => ($"largest-{c.Key}", c.Value)));

    private static JsonNode? WithoutExtensions(JsonNode? node) => node switch
    {
        JsonArray list => new JsonArray([.. list.Select(WithoutExtensions)]),
        JsonObject part when ((string?)(part["type"] as JsonValue))?.StartsWith("Chart.", StringComparison.Ordinal) == true => WithoutExtensions(part["fallback"]),
        JsonObject part => new JsonObject(part.Select(m => KeyValuePair.Create(m.Key, WithoutExtensions(m.Value)))),
        _ => node?.DeepClone(),
    };
}
