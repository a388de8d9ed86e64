using System.Numerics;
using HelpDesk.Bots.Dialogs;
using Xunit;

namespace HelpDesk.Bots.Tests.Dialogs;

public sealed class NumberPromptTests
{
    [Theory]
    [InlineData("42", 42)]
    [InlineData(" 42. ", 42)]
    [InlineData("-3", -3)]
    [InlineData("\u22123", -3)]
    [InlineData("+3", 3)]
    [InlineData("1,500", 1500)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("three", 3)]
    [InlineData("Ten!", 10)]
    [InlineData("I think 5", 5)]
    [InlineData("I'll take five, please", 5)]
    [InlineData("number #7 (really)", 7)]
    [InlineData("5.0", 5)]
    [InlineData("1.5", null)]
    [InlineData("2147483648", null)]
    [InlineData("1,5", null)]
    [InlineData("1,50", null)]
    [InlineData(",500", null)]
    [InlineData("12,3456", null)]
    [InlineData("12 %", null)]
    [InlineData("12%", null)]
    [InlineData("5 or 6", null)]
    [InlineData("five or six", null)]
    [InlineData("eleventy", null)]
    [InlineData("3-4", null)]
    [InlineData("--3", null)]
    [InlineData("-", null)]
    [InlineData("1.2.3", null)]
    [InlineData("0x10", null)]
    [InlineData("1e3", null)]
    [InlineData("٤٢", null)]
    [InlineData("none", null)]
    public async Task A_whole_number_is_understood(string said, int? number) => Assert.Equal(number, await AskAsync<int>(said));

    [Theory]
    [InlineData("twenty five")]
    [InlineData("five or twenty-five")]
    [InlineData("one hundred")]
    [InlineData("2 million")]
    [InlineData("2 Millions, please")]
    [InlineData("3 dozen")]
    [InlineData("2 k")]
    [InlineData("2 M")]
    [InlineData("5 or 6k")]
    [InlineData("5 or <6")]
    [InlineData("5 \u00bd")]
    [InlineData("minus 5")]
    [InlineData("(minus) 5")]
    [InlineData("plus five")]
    [InlineData("- 5")]
    [InlineData("\u2212 5")]
    [InlineData("half of 10")]
    [InlineData("a quarter of ten")]
    [InlineData("two thirds")]
    [InlineData("point 5")]
    [InlineData("5 percent")]
    [InlineData("nineteen or 5")]
    public async Task A_number_that_is_understood_in_part_is_asked_for_again(string said)
    {
        Assert.Null(await AskAsync<double>(said));
        Assert.Null(await AskAsync<double>(said, "de-DE"));
        Assert.Null(await AskAsync<double>(said, null));
    }

    [Theory]
    [InlineData("en-GB", "five", 5)]
    [InlineData("en-GB", "k, five", 5)]
    [InlineData("pl-PL", "ten", null)]
    [InlineData("cs-CZ", "Ten!", null)]
    [InlineData("cs-CZ", "k 5", 5)]
    [InlineData("de-DE", "five", null)]
    [InlineData("de-DE", "five, nein, 6", null)]
    [InlineData(null, "Five.", 5)]
    [InlineData(null, "ten albo nie", null)]
    [InlineData(null, "ten albo 5", null)]
    [InlineData(null, "albo 5", 5)]
    public async Task The_names_of_numbers_are_English(string? locale, string said, int? number) =>
        Assert.Equal(number, await AskAsync<int>(said, locale));

    [Theory]
    [InlineData("en-US", "1.5", 1.5)]
    [InlineData("en-US", ".5", 0.5)]
    [InlineData("en-US", "1,234.5", 1234.5)]
    [InlineData("en-US", "1,5", null)]
    [InlineData("de-DE", "1,5", 1.5)]
    [InlineData("de-DE", "-1.234,5", -1234.5)]
    [InlineData("de-DE", "1.500", 1500.0)]
    [InlineData("de-DE", "1.5", null)]
    [InlineData("en-US", "NaN", null)]
    [InlineData("en-US", "Infinity", null)]
    [InlineData("xx-nowhere", "1.5", 1.5)]
    public async Task A_fraction_is_read_as_the_persons_language_writes_it(string locale, string said, double? number) =>
        Assert.Equal(number, await AskAsync<double>(said, locale));

    [Fact]
    public async Task Every_kind_of_number_can_be_asked_for()
    {
        Assert.Equal(9_000_000_000, await AskAsync<long>("9000000000"));
        Assert.Equal(0.1m, await AskAsync<decimal>("0.1"));
        Assert.Equal(1.5f, await AskAsync<float>("1.5"));
        Assert.Null(await AskAsync<double>(new string('9', 400)));
        Assert.Null(await AskAsync<int>("5 " + new string('x', 2000)));
    }

    [Fact]
    public async Task The_options_language_wins_over_the_activitys_and_that_over_the_prompts()
    {
        Assert.Equal(1.5, await AskAsync<double>("1,5", "en-US", new NumberPrompt<double>("prompt"), "de-DE"));
        Assert.Equal(1.5, await AskAsync<double>("1,5", "de-DE", new NumberPrompt<double>("prompt", null, "en-US")));
        Assert.Equal(1.5, await AskAsync<double>("1,5", null, new NumberPrompt<double>("prompt", null, "de-DE")));
        Assert.Equal(1.5, await AskAsync<double>("1.5", null));
    }

    [Fact]
    public async Task What_is_not_accepted_is_asked_for_again_and_attempts_are_counted()
    {
        var attempts = new List<(int, bool, int)>();
        var prompt = new NumberPrompt<int>("prompt", (context, _) =>
        {
            attempts.Add((context.AttemptCount, context.Recognized.Succeeded, context.Recognized.Value));
            return Task.FromResult(context.Recognized is { Succeeded: true, Value: > 0 and < 10 });
        });
        var conversation = Ask(prompt, null);

        Assert.Equal(["How many?"], await conversation.SayAsync("hi"));
        Assert.Equal(["A number from 1 to 9."], await conversation.SayAsync("many"));
        Assert.Equal(["A number from 1 to 9."], await conversation.SayAsync("42"));
        Assert.Empty(await conversation.SayAsync("4"));

        Assert.Equal([(1, false, 0), (2, true, 42), (3, true, 4)], attempts);
        Assert.Equal(4, conversation.Last.Result);
    }

    private static Task<T?> AskAsync<T>(string said, string? locale = "en-US")
        where T : struct, INumber<T> => AskAsync(said, locale, new NumberPrompt<T>("prompt"));

    private static async Task<T?> AskAsync<T>(string said, string? locale, NumberPrompt<T> prompt, string? language = null)
        where T : struct, INumber<T>
    {
        var conversation = Ask(prompt, locale, language);
        await conversation.SayAsync("hi");
        await conversation.SayAsync(said);
        Assert.Equal(conversation.Last.Result is null ? DialogTurnStatus.Waiting : DialogTurnStatus.Complete, conversation.Last.Status);
        return (T?)conversation.Last.Result;
    }

    private static TestConversation Ask<T>(NumberPrompt<T> prompt, string? locale, string? language = null)
        where T : struct, INumber<T>
    {
        var options = new PromptOptions
        {
            Prompt = MessageFactory.Text("How many?"),
            RetryPrompt = MessageFactory.Text("A number from 1 to 9."),
            RecognizeLanguage = language,
        };
        return new TestConversation(
            new Component(
                "main",
                new WaterfallDialog("steps", [(step, ct) => step.PromptAsync("prompt", options, ct), (step, ct) => step.EndDialogAsync(step.Result, ct)]),
                prompt),
            overlay: locale is null ? null : $$"""{"locale":"{{locale}}"}""");
    }
}
