using System.Text;
using System.Text.Json;
using HelpDesk.Bots.Dialogs;
using HelpDesk.Bots.Schema;
using Xunit;

namespace HelpDesk.Bots.Tests.Dialogs;

public sealed class DialogStateTests
{
    public static TheoryData<object> Values =>
    [
        "text",
        "",
        true,
        false,
        7,
        int.MinValue,
        7L,
        long.MaxValue,
        1.0,
        0.1,
        double.NaN,
        double.NegativeInfinity,
        12.50m,
        Guid.Parse("0f6a1b0e-3c0c-4a8e-8a50-3a1f0f0b9f11"),
        new DateTimeOffset(2026, 11, 24, 12, 0, 0, 123, TimeSpan.FromHours(2)),
        new DateTime(2026, 11, 24, 12, 0, 0, DateTimeKind.Utc),
        TimeSpan.FromMinutes(15.5),
    ];

    [Theory, MemberData(nameof(Values))]
    public void A_value_comes_back_as_the_type_that_it_was(object value)
    {
        var back = RoundTrip(value);

        Assert.Equal(value, back);
        Assert.IsType(value.GetType(), back);
    }

    [Fact]
    public void Lists_and_dictionaries_keep_the_types_of_their_elements()
    {
        var guid = Guid.NewGuid();
        var back = Assert.IsType<List<object>>(RoundTrip(new List<object> { "a", 1, 2L, guid, new List<object> { null!, true } }));
        Assert.Equal(["a", 1, 2L, guid], back[..4]);
        Assert.Equal([null!, true], Assert.IsType<List<object>>(back[4]));

        Assert.Equal(["a", "b"], Assert.IsType<List<string>>(RoundTrip(new List<string> { "a", "b" })));

        var nested = Assert.IsType<Dictionary<string, object>>(RoundTrip(new Dictionary<string, object> { ["$guid"] = guid, ["n"] = 1.5 }));
        Assert.Equal((guid, 1.5), (nested["$guid"], nested["n"]));
    }

    [Fact]
    public void Nested_stacks_and_prompt_options_come_back()
    {
        var inner = new DialogState([new DialogInstance { Id = "inner", Version = "v1", StackIndex = 2, State = { ["count"] = 3L } }]);
        var back = Assert.IsType<DialogState>(RoundTrip(inner));
        var instance = Assert.Single(back.DialogStack);
        Assert.Equal(("inner", "v1", 2, 3L), (instance.Id, instance.Version, instance.StackIndex, instance.State["count"]));

        var options = Assert.IsType<PromptOptions>(RoundTrip(new PromptOptions
        {
            Prompt = MessageFactory.Text("Which?"),
            Choices = [new Choice("red") { Synonyms = ["rouge"], Action = new CardAction(ActionTypes.ImBack, "Red!") }],
            Style = ListStyle.List,
            Validations = 7,
        }));
        Assert.Equal(("Which?", "red", "rouge", "Red!"), (options.Prompt!.Text, options.Choices![0].Value, options.Choices[0].Synonyms![0], options.Choices[0].Action!.Title));
        Assert.Equal((ListStyle.List, 7), (options.Style, BotJson.Read<int>(options.Validations)));
    }

    [Fact]
    public void Another_type_comes_back_as_json_and_is_read_on_demand()
    {
        var values = new Dictionary<string, object> { ["who"] = new ChannelAccount("29:1", "Megan"), ["raw"] = JsonElement.Parse("[1]"), ["ids"] = new[] { "a" } };
        Assert.Equal("Megan", values.Get<ChannelAccount>("who")!.Name);

        var back = Assert.IsType<Dictionary<string, object>>(RoundTrip(values));

        Assert.IsType<JsonElement>(back["who"]);
        Assert.Equal(("29:1", "Megan"), (back.Get<ChannelAccount>("who")!.Id, back.Get<ChannelAccount>("who")!.Name));
        Assert.Equal("[1]", back.Get<JsonElement>("raw").GetRawText());
        Assert.Equal(["a"], back.Get<string[]>("ids")!);
        Assert.Null(back.Get<string>("missing"));
        Assert.Equal(0, back.Get<int>("missing"));
    }

    [Fact]
    public void A_type_that_nobody_knows_is_refused_with_the_remedy()
    {
        var error = Assert.Throws<NotSupportedException>(() => RoundTrip(new Unknown()));

        Assert.Contains("BotJson.AddContext", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_stored_form_is_short_and_stays_as_it_is()
    {
        var state = new DialogState([new DialogInstance { Id = "main", State = { ["stepIndex"] = 1, ["expires"] = DateTimeOffset.UnixEpoch } }]);

        Assert.Equal(
            """[{"id":"main","state":{"stepIndex":1,"expires":{"$time":"1970-01-01T00:00:00+00:00"}}}]""",
            Encoding.UTF8.GetString(BotJson.ToUtf8Bytes(state)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[{}]")]
    [InlineData("""[{"id":"a","state":[]}]""")]
    [InlineData("""[{"id":"a","state":{"x":[1]}}]""")]
    [InlineData("""[{"id":"a","state":{"x":{"$type":"System.Diagnostics.Process"}}}]""")]
    public void Another_form_is_refused(string json) =>
        Assert.Throws<JsonException>(() => BotJson.Read<DialogState>(JsonElement.Parse(json)));

    [Fact]
    public void Unknown_members_of_an_instance_are_skipped() =>
        Assert.Equal("a", BotJson.Read<DialogState>(JsonElement.Parse("""[{"new":{"x":[1]},"id":"a"}]"""))!.DialogStack[0].Id);

    private static object RoundTrip(object value)
    {
        var state = new DialogState([new DialogInstance { Id = "main", State = { ["before"] = "x", ["value"] = value, ["after"] = 1 } }]);
        var back = BotJson.Read<DialogState>(JsonElement.Parse(BotJson.ToUtf8Bytes(state)))!.DialogStack[0].State;
        Assert.Equal(("x", 1), (back["before"], back["after"]));
        return back["value"];
    }

    private sealed class Unknown;
}
