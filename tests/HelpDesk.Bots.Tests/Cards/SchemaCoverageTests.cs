using System.Text.Json.Nodes;
using HelpDesk.Bots.Cards;
using Xunit;

namespace HelpDesk.Bots.Tests.Cards;

/// <summary>The model can express all that the schema has up to version 1.5.</summary>
public sealed class SchemaCoverageTests
{
    /// <summary>What clients do anyway when it is left out, besides what is called "default"; so the model leaves it out.</summary>
    private static readonly string[] AsLeftOut =
    [
        "Action.*.associatedInputs=\"Auto\"",
        "Action.*.mode=\"primary\"",
        "*.height=\"auto\"",
        "Image.size=\"auto\"",
        "AdaptiveCard.verticalContentAlignment=\"top\"",
        "BackgroundImage.fillMode=\"cover\"",
        "BackgroundImage.horizontalAlignment=\"left\"",
        "BackgroundImage.verticalAlignment=\"top\"",
        "Input.ChoiceSet.style=\"compact\"",
        "Input.Text.style=\"text\"",
    ];

    [CardSchemaFact]
    public void Every_property_up_to_1_5_can_be_expressed_with_every_value()
    {
        var samples = SchemaSamples.Of(CardSchema.Read());

        Assert.Equal(36, samples.Select(s => s.Definition).Distinct().Count());
        Assert.Empty(samples.Select(Problem).OfType<string>());
    }

    /// <summary>Otherwise the test above could pass because it finds nothing.</summary>
    [CardSchemaFact]
    public void A_property_that_the_model_lacks_is_found()
    {
        var schema = CardSchema.Read();
        schema["definitions"]!["Fact"]!["properties"]!["hint"] = new JsonObject { ["type"] = "string" };
        schema["definitions"]!["Colors"]!["anyOf"]![0]!["enum"]!.AsArray().Add("pink");
        schema["definitions"]!["Fact"]!["properties"]!["later"] = new JsonObject { ["type"] = "string", ["version"] = "1.6" };

        Assert.Equal(
            [
                "Fact.hint=\"text\": only kept, as AdaptiveFact.hint",
                "TextBlock.color=\"pink\": only kept, as AdaptiveUnknownElement, AdaptiveUnknownElement.color, AdaptiveUnknownElement.text",
                "TextRun.color=\"pink\": only kept, as UnknownInline, UnknownInline.color, UnknownInline.text",
            ],
            SchemaSamples.Of(schema).Select(Problem).OfType<string>().Order(StringComparer.Ordinal));
    }

    private static string? Problem(SchemaSample sample)
    {
        // The published schema says firstRowAsHeader, Microsoft's clients read firstRowAsHeaders, and so the model writes that.
        if (sample is { Definition: "Table", Property: "firstRowAsHeader" })
        {
            return null;
        }

        var card = AdaptiveCard.FromJson(sample.Card.ToJsonString()).Card;
        if (CardGraph.Untyped(card) is { Count: > 0 } untyped)
        {
            return $"{sample}: only kept, as {string.Join(", ", untyped.Distinct().Order(StringComparer.Ordinal))}";
        }

        var written = Written(sample, card);
        return Contains(written, sample.Value) || (written is null && IsAsLeftOut(sample)) ? null : $"{sample}: written as {written?.ToJsonString()}";
    }

    private static JsonNode? Written(SchemaSample sample, AdaptiveCard card) =>
        sample.Path.Aggregate(JsonNode.Parse(card.ToJson()), (node, name) => name.Length == 0 ? node?[0] : node?[name])?[sample.Property];

    /// <summary>The model may write more than the least that a part must have, and an address as an object.</summary>
    private static bool Contains(JsonNode? written, JsonNode? sample) => (written, sample) switch
    {
        (JsonObject w, JsonObject s) => s.All(m => Contains(w[m.Key], m.Value)),
        (JsonArray w, JsonArray s) => w.Count == s.Count && w.Zip(s).All(p => Contains(p.First, p.Second)),
        (JsonObject w, JsonValue s) when w["url"] is { } url => JsonNode.DeepEquals(url, s),
        _ => JsonNode.DeepEquals(written, sample),
    };

    private static bool IsAsLeftOut(SchemaSample sample) =>
        sample.Value is null
        || sample.Value.ToJsonString() == "\"default\""
        || AsLeftOut.Any(pattern => pattern.Split('*') is [var start, var end]
            ? sample.ToString().StartsWith(start, StringComparison.Ordinal) && sample.ToString().EndsWith(end, StringComparison.Ordinal)
            : sample.ToString() == pattern);
}
