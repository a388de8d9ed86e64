using System.Text.Json;
using HelpDesk.Bots.Schema;
using Xunit;

namespace HelpDesk.Bots.Tests.Schema;

public sealed class WireTypesTests
{
    public static TheoryData<Type> WireTypes =>
        [.. typeof(WireObject).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(WireObject)) && !t.IsAbstract)];

    [Theory, MemberData(nameof(WireTypes))]
    public void Every_wire_type_is_in_the_serializer_context(Type type) => Assert.NotNull(SchemaJson.Default.GetTypeInfo(type));

    [Theory, MemberData(nameof(WireTypes))]
    public void Unknown_fields_survive_in_every_wire_type(Type type)
    {
        const string Json = """{"unknownField":{"a":[1,null,"ä"]}}""";
        var info = BotJson.Options.GetTypeInfo(type);

        var written = JsonSerializer.Serialize(JsonSerializer.Deserialize(Json, info), info);

        Assert.Contains("""
            "unknownField":{"a":[1,null,"ä"]}
            """, written, StringComparison.Ordinal);
    }

    [Fact]
    public void Nulls_are_left_out()
    {
        var card = new OAuthCard("Sign in", "c", [new CardAction(ActionTypes.Signin, "Sign in", value: "https://x.test/")]);

        Assert.Equal(
            """{"text":"Sign in","connectionName":"c","buttons":[{"type":"signin","title":"Sign in","value":"https://x.test/"}]}""",
            JsonSerializer.Serialize(card, BotJson.TypeInfo<OAuthCard>()));
    }

    [Fact]
    public void A_mention_is_written_completely_from_a_list_of_entities()
    {
        var activity = new Activity(ActivityTypes.Message)
        {
            Entities = [new Mention(new ChannelAccount("29:1", "Megan"), "<at>Megan</at>")],
        };

        var written = JsonSerializer.Serialize(activity, BotJson.TypeInfo<Activity>());

        Assert.Equal(
            """{"type":"message","entities":[{"type":"mention","mentioned":{"id":"29:1","name":"Megan"},"text":"<at>Megan</at>"}]}""",
            written);
        var mention = Assert.Single(JsonSerializer.Deserialize(written, BotJson.TypeInfo<Activity>())!.GetMentions());
        Assert.Equal(("29:1", "<at>Megan</at>"), (mention.Mentioned!.Id, mention.Text));
    }

    [Fact]
    public void An_object_member_may_hold_anything_of_a_known_type()
    {
        var activity = new Activity(ActivityTypes.Invoke)
        {
            Value = new AdaptiveCardInvokeResponse { StatusCode = 200, Type = AdaptiveCardInvokeResponseTypes.Message, Value = "done" },
            ChannelData = new Dictionary<string, object> { ["n"] = 1, ["b"] = true },
        };

        Assert.Equal(
            """{"type":"invoke","channelData":{"n":1,"b":true},"value":{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"done"}}""",
            JsonSerializer.Serialize(activity, BotJson.TypeInfo<Activity>()));
    }

    [Fact]
    public void A_received_object_member_is_read_as_a_type_on_demand()
    {
        var activity = JsonSerializer.Deserialize("""{"channelData":{"tenant":{"id":"t"},"more":1}}""", BotJson.TypeInfo<Activity>())!;

        Assert.True(activity.TryGetChannelData<TeamsChannelData>(out var data));
        Assert.Equal("t", data.Tenant!.Id);
        Assert.Equal(1, data.Properties!["more"].GetInt32());
        Assert.False(new Activity { ChannelData = BotJson.ToElement("text") }.TryGetChannelData<TeamsChannelData>(out _));
        Assert.Null(new Activity().GetChannelData<TeamsChannelData>());
    }

    [Fact]
    public void A_token_is_not_in_the_text_form_of_its_response() =>
        Assert.DoesNotContain("secret", new TokenResponse("c", "n", "secret").ToString(), StringComparison.Ordinal);
}
