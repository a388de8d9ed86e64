namespace HelpDesk.Bots.Dialogs;

/// <summary>
/// Asks for yes or no, in the language of the person: <see cref="PromptOptions.RecognizeLanguage"/>, else the activity's locale, else
/// <see cref="DefaultLocale"/>. Known are English, Dutch, French, German, Italian, Portuguese and Spanish; others get English.
/// </summary>
public class ConfirmPrompt(string dialogId, PromptValidator<bool>? validator = null, string? defaultLocale = null) : Prompt<bool>(dialogId, validator)
{
    /// <summary>The language where neither the options nor the activity name one.</summary>
    public string? DefaultLocale { get; set; } = defaultLocale;

    /// <summary>How the two choices are shown when the options do not say.</summary>
    public ListStyle Style { get; set; } = ListStyle.Auto;

    /// <summary>How the choices are written into a sentence; in the person's language when unset.</summary>
    public ChoiceFactoryOptions? ChoiceOptions { get; set; }

    /// <summary>Yes and no, with what else means them; in the person's language when unset. A bot that speaks one language only sets it.</summary>
    public Tuple<Choice, Choice>? ConfirmChoices { get; set; }

    protected override async Task OnPromptAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var words = PromptWords.Of(PromptCulture.Of(turnContext, options, DefaultLocale));
        var message = AppendChoices(
            MessageOf(options, isRetry),
            turnContext.Activity.ChannelId,
            Choices(words),
            options.Style ?? Style,
            ChoiceOptions ?? words.Inline,
            turnContext.Activity.Conversation.ConversationType);
        await turnContext.SendActivityAsync(message, cancellationToken);
    }

    protected override Task<PromptRecognizerResult<bool>> OnRecognizeAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var words = PromptWords.Of(PromptCulture.Of(turnContext, options, DefaultLocale));
        var found = ChoiceRecognizer.RecognizeStrictly(turnContext.Activity.Text, Choices(words));
        return Task.FromResult(new PromptRecognizerResult<bool> { Succeeded = found is not null, Value = found?.Index == 0 });
    }

    private Choice[] Choices(PromptWords words) => ConfirmChoices is { } own ? [own.Item1, own.Item2] : [words.Confirm.Item1, words.Confirm.Item2];
}
