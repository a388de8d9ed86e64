using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using HelpDesk.Bots.Cards;
using HelpDesk.Bots.Schema;
using Xunit;

namespace HelpDesk.Bots.Tests.Cards;

public sealed partial class AdaptiveCardJsonTests
{
    [Fact]
    public void A_bare_card_has_only_its_type_and_version() =>
        Assert.Equal("""{"type":"AdaptiveCard","version":"1.5"}""", new AdaptiveCard("1.5").ToJson());

    [Fact]
    public void Defaults_are_left_out_and_the_rest_is_written_as_the_schema_spells_it()
    {
        var card = new AdaptiveCard("1.5")
        {
            Speak = "Läuft ab",
            Body =
            {
                new AdaptiveTextBlock("Läuft in <14> Tagen ab") { Wrap = true, Size = AdaptiveTextSize.ExtraLarge },
                new AdaptiveTextBlock { Text = "plain", IsVisible = false },
            },
        };

        Assert.Equal(
            """
            {"type":"AdaptiveCard","version":"1.5","speak":"Läuft ab","body":[
            {"type":"TextBlock","text":"Läuft in <14> Tagen ab","size":"extraLarge","wrap":true},
            {"type":"TextBlock","text":"plain","isVisible":false}]}
            """.ReplaceLineEndings(""),
            card.ToJson());
    }

    [Fact]
    public void Columns_write_their_type_and_weights_as_numbers()
    {
        var set = CardCatalogue.Elements["ColumnSet"]();

        Assert.Equal(
            """
            [{"type":"Column","width":"auto","items":[{"type":"TextBlock","text":"a"}]},
            {"type":"Column","width":2,"items":[{"type":"TextBlock","text":"b"}],"spacing":"none"},
            {"type":"Column","width":"50px","items":[{"type":"TextBlock","text":"c"}],"rtl":true,"separator":true}]
            """.ReplaceLineEndings(""),
            Body(set)["columns"]!.ToJsonString());
    }

    [Fact]
    public void Teams_width_goes_through_the_additional_properties()
    {
        var card = new AdaptiveCard("1.5");
        card.AdditionalProperties["msteams"] = new Dictionary<string, object> { ["width"] = "full" };

        Assert.Equal("""{"type":"AdaptiveCard","version":"1.5","msteams":{"width":"full"}}""", card.ToJson());
    }

    [Fact]
    public void An_execute_action_brings_its_submit_twin_as_fallback()
    {
        var card = new AdaptiveCard("1.5")
        {
            Actions =
            {
                new AdaptiveExecuteAction
                {
                    Title = "Renew now",
                    Verb = "renew",
                    Fallback = new AdaptiveFallbackElement(new AdaptiveSubmitAction { Title = "Renew now", DataJson = """{"verb":"renew"}""" }),
                },
            },
        };

        Assert.Equal(
            """
            {"type":"AdaptiveCard","version":"1.5","actions":[{"type":"Action.Execute","verb":"renew","title":"Renew now",
            "fallback":{"type":"Action.Submit","data":{"verb":"renew"},"title":"Renew now"}}]}
            """.ReplaceLineEndings(""),
            card.ToJson());
    }

    [Fact]
    public void A_gauge_always_writes_value_segments_and_fallback()
    {
        var gauge = new ChartGauge(
            0,
            [new ChartGaugeSegment { Legend = "urgent", Size = 14, Color = "attention" }, new ChartGaugeSegment { Legend = "fine", Size = 0 }],
            new AdaptiveTextBlock("0 of 90 days"))
        {
            Min = 0,
            Max = 90,
            ValueFormat = ChartGaugeValueFormat.Fraction,
            ShowLegend = false,
        };

        Assert.Equal(
            """
            {"type":"Chart.Gauge","value":0,"min":0,"max":90,
            "segments":[{"legend":"urgent","size":14,"color":"attention"},{"legend":"fine","size":0}],
            "valueFormat":"Fraction","showLegend":false,"fallback":{"type":"TextBlock","text":"0 of 90 days"}}
            """.ReplaceLineEndings(""),
            Body(gauge).ToJsonString());
        Assert.Throws<ArgumentException>(() => new ChartGauge(1, [], new AdaptiveTextBlock("x")));
    }

    [Fact]
    public void Data_may_be_text_a_dictionary_an_element_or_a_node()
    {
        Assert.Equal("\"renew\"", Data("renew"));
        Assert.Equal("""{"a":1,"b":null,"c":[true,"x"]}""", Data(new Dictionary<string, object> { ["a"] = 1, ["b"] = null!, ["c"] = new List<object> { true, "x" } }));
        Assert.Equal("""{"a":1}""", Data(JsonElement.Parse("""{"a":1}""")));
        Assert.Equal("""{"a":1}""", Data(new JsonObject { ["a"] = 1 }));
    }

    [Fact]
    public void Data_may_have_a_type_that_the_bot_has_made_known()
    {
        var card = new AdaptiveCard("1.5") { Actions = { new AdaptiveSubmitAction { Title = "x", Data = new Click("renew", 7) } } };
        BotJson.AddContext(OwnJson.Default);

        Assert.Equal("""{"verb":"renew","card":7}""", JsonNode.Parse(card.ToJson())!["actions"]![0]!["data"]!.ToJsonString());
        card.Actions.Add(new AdaptiveSubmitAction { Title = "y", Data = new { anonymous = true } });
        Assert.Throws<NotSupportedException>(() => card.ToJson());
    }

    [Fact]
    public void A_card_in_a_message_is_written_as_by_itself()
    {
        var card = CardCatalogue.Whole();
        var message = JsonNode.Parse(BotJson.ToUtf8Bytes(MessageFactory.Attachment(card.ToAttachment())))!;

        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)message["attachments"]![0]!["contentType"]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(card.ToJson()), message["attachments"]![0]!["content"]));
    }

    [Fact]
    public void Data_as_text_is_read_and_written()
    {
        var action = new AdaptiveSubmitAction { DataJson = """{"a":[1,2]}""" };

        Assert.Equal("""{"a":[1,2]}""", action.DataJson);
        Assert.Null(new AdaptiveSubmitAction().DataJson);
    }

    [Fact]
    public void An_empty_list_of_users_to_refresh_for_is_not_the_same_as_none()
    {
        var card = new AdaptiveCard("1.5") { Refresh = new AdaptiveRefresh { Action = new AdaptiveExecuteAction { Verb = "r" } } };
        Assert.DoesNotContain("userIds", card.ToJson(), StringComparison.Ordinal);

        card.Refresh.UserIds = [];
        Assert.Contains("\"userIds\":[]", card.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_token_exchange_resource_is_left_out_rather_than_null()
    {
        var card = new AdaptiveCard("1.5") { Authentication = new AdaptiveAuthentication { ConnectionName = "c" } };

        Assert.DoesNotContain("null", card.ToJson(), StringComparison.Ordinal);
        Assert.DoesNotContain("tokenExchangeResource", card.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.x")]
    [InlineData("-1.5")]
    public void A_version_is_two_numbers(string version) => Assert.Throws<ArgumentException>(() => new AdaptiveCard(version));

    [Fact]
    public void Versions_are_compared_by_number() =>
        Assert.True(new AdaptiveSchemaVersion(1, 10) > new AdaptiveSchemaVersion("1.5"));

    private static JsonNode Body(AdaptiveElement element) =>
        JsonNode.Parse(new AdaptiveCard("1.5") { Body = { element } }.ToJson())!["body"]![0]!;

    private static string Data(object data) =>
        JsonNode.Parse(new AdaptiveCard("1.5") { Actions = { new AdaptiveSubmitAction { Data = data } } }.ToJson())!["actions"]![0]!["data"]!.ToJsonString();

    internal sealed record Click(string Verb, int Card);

    [JsonSerializable(typeof(Click))]
    internal sealed partial class OwnJson : JsonSerializerContext;
}
