namespace HelpDesk.Bots.Dialogs;

/// <summary>Asks for a date, a time, or both. Ends with the readings, the likeliest first.</summary>
/// <remarks>
/// The whole answer has to be one. Understood are
/// <list type="bullet">
/// <item>ISO 8601: "2026-11-30", "2026-11-30T14:30", "14:30";</item>
/// <item>the language's short and long dates, with or without the year ("3/4/2027" and "April 3" in the United States, "3.4.2027" and
/// "3. April" in Germany); without a year it is the next such day, with a weekday ("Monday, November 30") one of this year or the next;</item>
/// <item>in English "today", "tomorrow", "yesterday", "monday", "next monday" (of the week after this one), "in 3 days" (weeks, hours,
/// minutes), "at 14:30", "2pm", and a day with a time: "tomorrow at 2pm".</item>
/// </list>
/// Without am or pm a time is one of 24 hours. Where day and month could change places, the language decides; when it is unknown, or
/// writes the year first in digits and last in words (Swedish), there are both readings. Dates are Gregorian. What is relative counts from the activity's local timestamp, else from the clock in UTC. The language is
/// <see cref="PromptOptions.RecognizeLanguage"/>, else the activity's locale, else <see cref="DefaultLocale"/>.
/// </remarks>
public class DateTimePrompt(
    string dialogId, PromptValidator<IList<DateTimeResolution>>? validator = null, string? defaultLocale = null)
    : Prompt<IList<DateTimeResolution>>(dialogId, validator)
{
    /// <summary>The language where neither the options nor the activity name one.</summary>
    public string? DefaultLocale { get; set; } = defaultLocale;

    /// <summary>The clock for activities without a local timestamp. Unset: the one in the turn's state, otherwise the system's.</summary>
    public TimeProvider? TimeProvider { get; init; }

    protected override async Task OnPromptAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        if (MessageOf(options, isRetry) is { } message)
        {
            await turnContext.SendActivityAsync(message, cancellationToken);
        }
    }

    protected override Task<PromptRecognizerResult<IList<DateTimeResolution>>> OnRecognizeAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var now = turnContext.Activity.LocalTimestamp ?? DialogClock.Of(turnContext, TimeProvider).GetUtcNow();
        var found = DateTimeRecognizer.Recognize(turnContext.Activity.Text, PromptCulture.Of(turnContext, options, DefaultLocale), now.DateTime);
        return Task.FromResult(new PromptRecognizerResult<IList<DateTimeResolution>> { Succeeded = found.Count > 0, Value = found });
    }
}
