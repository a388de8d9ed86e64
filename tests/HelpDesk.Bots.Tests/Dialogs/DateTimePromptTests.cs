using HelpDesk.Bots.Dialogs;
using Xunit;

namespace HelpDesk.Bots.Tests.Dialogs;

/// <summary>All of it said on Wednesday, 25 November 2026, at 23:30 where the person is; in UTC it is Wednesday, 22:30.</summary>
public sealed class DateTimePromptTests
{
    private const string Now = "2026-11-25T23:30:40+01:00";

    [Theory]
    [InlineData("2026-11-30", "2026-11-30", "2026-11-30")]
    [InlineData("2026/1/3", "2026-01-03", "2026-01-03")]
    [InlineData("today", "2026-11-25", "2026-11-25")]
    [InlineData("Tomorrow!", "2026-11-26", "2026-11-26")]
    [InlineData("yesterday", "2026-11-24", "2026-11-24")]
    [InlineData("monday", "2026-11-30", "2026-11-30")]
    [InlineData("on Friday", "2026-11-27", "2026-11-27")]
    [InlineData("this wednesday", "2026-11-25", "2026-11-25")]
    [InlineData("next monday", "2026-11-30", "2026-11-30")]
    [InlineData("next friday", "2026-12-04", "2026-12-04")]
    [InlineData("in 3 days", "2026-11-28", "2026-11-28")]
    [InlineData("in 1 week", "2026-12-02", "2026-12-02")]
    [InlineData("at 14:30", "T14:30", "14:30:00")]
    [InlineData("14:30:15", "T14:30:15", "14:30:15")]
    [InlineData("2pm", "T14:00", "14:00:00")]
    [InlineData("2 p.m.", "T14:00", "14:00:00")]
    [InlineData("12:15 am", "T00:15", "00:15:00")]
    [InlineData("12pm", "T12:00", "12:00:00")]
    [InlineData("in 2 hours", "2026-11-26T01:30", "2026-11-26 01:30:00")]
    [InlineData("in 45 minutes", "2026-11-26T00:15", "2026-11-26 00:15:00")]
    [InlineData("2026-11-30T14:30", "2026-11-30T14:30", "2026-11-30 14:30:00")]
    [InlineData("tomorrow at 2pm", "2026-11-26T14:00", "2026-11-26 14:00:00")]
    [InlineData("next monday, 14:30", "2026-11-30T14:30", "2026-11-30 14:30:00")]
    [InlineData("at 9:00 on 3/4/2027", "2027-03-04T09:00", "2027-03-04 09:00:00")]
    [InlineData("03/04", "XXXX-03-04", "2027-03-04")]
    [InlineData("11/25", "XXXX-11-25", "2026-11-25")]
    [InlineData("2/29", "XXXX-02-29", "2028-02-29")]
    [InlineData("3/4/27", "2027-03-04", "2027-03-04")]
    [InlineData("December 24, 2026", "2026-12-24", "2026-12-24")]
    [InlineData("Thursday, December 24, 2026", "2026-12-24", "2026-12-24")]
    [InlineData("24 dec", "XXXX-12-24", "2026-12-24")]
    [InlineData("february 29", "XXXX-02-29", "2028-02-29")]
    [InlineData("Monday, November 30", "XXXX-11-30", "2026-11-30")]
    [InlineData("Wednesday, November 25", "XXXX-11-25", "2026-11-25")]
    [InlineData("Tuesday, November 23", "XXXX-11-23", "2027-11-23")]
    [InlineData("Sunday, January 3", "XXXX-01-03", "2027-01-03")]
    [InlineData("on Monday, 30 November at 14:30", "XXXX-11-30T14:30", "2026-11-30 14:30:00")]
    public async Task A_date_or_time_in_English_is_understood(string said, string timex, string value) =>
        Assert.Equal([(timex, value)], await AskAsync(said, "en-US"));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("2026-02-30")]
    [InlineData("13/13/2026")]
    [InlineData("25:00")]
    [InlineData("at 14")]
    [InlineData("13pm")]
    [InlineData("14:3")]
    [InlineData("42")]
    [InlineData("monday,tuesday")]
    [InlineData("next 3")]
    [InlineData("in 3 daysss")]
    [InlineData("in ٣ days")]
    [InlineData("today tomorrow")]
    [InlineData("Friday, December 24, 2026")]
    [InlineData("Thursday, November 30")]
    [InlineData("Monday, November 23")]
    [InlineData("Saturday, January 3")]
    [InlineData("perhaps tomorrow, perhaps not")]
    public async Task What_is_no_date_or_time_is_asked_for_again(string said) => Assert.Empty(await AskAsync(said, "en-US"));

    [Theory]
    [InlineData("de-DE", "3.4.2027", "2027-04-03")]
    [InlineData("de-DE", "03.04.", "2027-04-03")]
    [InlineData("de-DE", "3. April 2027", "2027-04-03")]
    [InlineData("de-DE", "Samstag, 3. April 2027", "2027-04-03")]
    [InlineData("de-DE", "3. april", "2027-04-03")]
    [InlineData("en-GB", "03/04/2027", "2027-04-03")]
    [InlineData("en-GB", "3 April 2027", "2027-04-03")]
    [InlineData("fr-FR", "3 avril 2027", "2027-04-03")]
    [InlineData("de-DE", "Montag, 30. November", "2026-11-30")]
    [InlineData("fr-FR", "lundi 30 novembre", "2026-11-30")]
    [InlineData("hu-HU", "03/04", "2027-03-04")]
    [InlineData("ja-JP", "3/4", "2027-03-04")]
    [InlineData("sv-SE", "2027-03-04", "2027-03-04")]
    [InlineData("sv-SE", "3 april", "2027-04-03")]
    [InlineData("ar-SA", "2027-04-03", "2027-04-03")]
    [InlineData("ar-SA", "3 April", "2027-04-03")]
    public async Task A_date_is_read_as_the_persons_language_writes_it(string locale, string said, string value) =>
        Assert.Equal([value], (await AskAsync(said, locale)).Select(found => found.Value));

    [Theory]
    [InlineData("03/04", "XXXX-03-04 2027-03-04, XXXX-04-03 2027-04-03")]
    [InlineData("03/04/2027 at 14:30", "2027-03-04T14:30 2027-03-04 14:30:00, 2027-04-03T14:30 2027-04-03 14:30:00")]
    [InlineData("13/04/2027", "2027-04-13 2027-04-13")]
    [InlineData("04/04/2027", "2027-04-04 2027-04-04")]
    public async Task An_ambiguous_date_has_both_readings_when_the_language_is_unknown(string said, string readings)
    {
        Assert.Equal(readings, string.Join(", ", (await AskAsync(said, null)).Select(found => $"{found.Timex} {found.Value}")));
        Assert.Equal(readings, string.Join(", ", (await AskAsync(said, "xx-nowhere")).Select(found => $"{found.Timex} {found.Value}")));
    }

    [Theory]
    [InlineData("sv-SE", "3/4", "2027-04-03, 2027-03-04")]
    [InlineData("sv-SE", "3/4/2027", "2027-04-03, 2027-03-04")]
    [InlineData("fr-CA", "3/4", "2027-04-03, 2027-03-04")]
    [InlineData("sv-SE", "24/12", "2026-12-24")]
    public async Task A_date_has_both_readings_where_the_language_has_the_year_first_in_digits_only(string locale, string said, string values) =>
        Assert.Equal(values, string.Join(", ", (await AskAsync(said, locale)).Select(found => found.Value)));

    [Fact]
    public async Task The_prompts_own_language_decides_where_the_activity_has_none()
    {
        var conversation = Ask(new DateTimePrompt("prompt", null, "de-DE"), null, Now);
        await conversation.SayAsync("hi");
        await conversation.SayAsync("03/04");

        Assert.Equal("2027-04-03", Assert.Single((IList<DateTimeResolution>)conversation.Last.Result!).Value);
    }

    [Fact]
    public async Task Without_a_local_timestamp_the_clock_in_utc_counts()
    {
        var conversation = Ask(new DateTimePrompt("prompt"), "en-US", null);
        await conversation.SayAsync("hi");
        await conversation.SayAsync("tomorrow");

        // The conversation's clock stands at 24 November.
        Assert.Equal("2026-11-25", Assert.Single((IList<DateTimeResolution>)conversation.Last.Result!).Value);
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59+00:00")]
    [InlineData("0001-01-01T00:00:00+00:00")]
    public async Task A_local_timestamp_at_the_end_of_time_is_no_date_rather_than_a_failure(string now)
    {
        var conversation = Ask(new DateTimePrompt("prompt"), "en-US", now);
        await conversation.SayAsync("hi");
        await conversation.SayAsync("tomorrow");
        await conversation.SayAsync("yesterday");

        Assert.Equal(DialogTurnStatus.Waiting, conversation.Last.Status);
    }

    [Fact]
    public async Task The_validator_may_choose_a_reading_and_waterfalls_can_keep_the_result()
    {
        var attempts = new List<int>();
        var prompt = new DateTimePrompt("prompt", (context, _) =>
        {
            attempts.Add(context.AttemptCount);
            context.Recognized.Value = context.Recognized.Value?.Where(found => found.Value!.StartsWith("2027-04", StringComparison.Ordinal)).ToList();
            return Task.FromResult(context.Recognized.Value is { Count: 1 });
        });
        var conversation = new TestConversation(
            new Component(
                "main",
                new WaterfallDialog("steps",
                [
                    (step, ct) => step.PromptAsync("prompt", new PromptOptions { Prompt = MessageFactory.Text("When?") }, ct),
                    (step, _) =>
                    {
                        step.Values["when"] = step.Result!;
                        return Task.FromResult(Dialog.EndOfTurn);
                    },
                    (step, ct) => step.EndDialogAsync(step.Values.Get<IList<DateTimeResolution>>("when")![0].Timex, ct),
                ]),
                prompt));
        await conversation.SayAsync("hi");

        Assert.Equal(["When?"], await conversation.SayAsync("today"));
        await conversation.SayAsync("03/04/2027");
        await conversation.SayAsync("go on");

        Assert.Equal([1, 2], attempts);
        Assert.Equal("2027-04-03", conversation.Last.Result);
    }

    private static async Task<(string? Timex, string? Value)[]> AskAsync(string said, string? locale)
    {
        var conversation = Ask(new DateTimePrompt("prompt"), locale, Now);
        await conversation.SayAsync("hi");
        await conversation.SayAsync(said);
        Assert.Equal(conversation.Last.Result is null ? DialogTurnStatus.Waiting : DialogTurnStatus.Complete, conversation.Last.Status);
        return [.. ((IList<DateTimeResolution>?)conversation.Last.Result ?? []).Select(found => (found.Timex, found.Value))];
    }

    private static TestConversation Ask(DateTimePrompt prompt, string? locale, string? now) => new(
        new Component(
            "main",
            new WaterfallDialog("steps",
            [
                (step, ct) => step.PromptAsync("prompt", new PromptOptions { Prompt = MessageFactory.Text("When?") }, ct),
                (step, ct) => step.EndDialogAsync(step.Result, ct),
            ]),
            prompt),
        overlay: $$"""{"x":0{{(locale is null ? "" : $",\"locale\":\"{locale}\"")}}{{(now is null ? "" : $",\"localTimestamp\":\"{now}\"")}}}""");
}
