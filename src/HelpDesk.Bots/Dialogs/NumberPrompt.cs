using System.Numerics;

namespace HelpDesk.Bots.Dialogs;

/// <summary>Asks for a number.</summary>
/// <remarks>
/// Understood are digits as the language writes them ("1.5", "-3", "1,500"; in German "1,5"), and in English the words one to ten, alone or as
/// the only number of a sentence ("I think 5"). Two numbers, a percentage, a number of more words ("twenty five", "2 million", "minus 5", "half
/// of 10"), and a number that <typeparamref name="T"/> cannot hold are no answer. The language is <see cref="PromptOptions.RecognizeLanguage"/>,
/// else the activity's locale, else <see cref="DefaultLocale"/>; where none is known, digits are read as English writes them, and the words only
/// when they are the whole answer.
/// </remarks>
/// <typeparam name="T">The kind of number: int, long, float, double or decimal.</typeparam>
public class NumberPrompt<T>(string dialogId, PromptValidator<T>? validator = null, string? defaultLocale = null) : Prompt<T>(dialogId, validator)
    where T : struct, INumber<T>
{
    /// <summary>The language where neither the options nor the activity name one.</summary>
    public string? DefaultLocale { get; set; } = defaultLocale;

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

    protected override Task<PromptRecognizerResult<T>> OnRecognizeAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var culture = PromptCulture.Of(turnContext, options, DefaultLocale);
        var found = NumberRecognizer.Recognize<T>(turnContext.Activity.Text, culture);
        return Task.FromResult(new PromptRecognizerResult<T> { Succeeded = found is not null, Value = found ?? default });
    }
}
