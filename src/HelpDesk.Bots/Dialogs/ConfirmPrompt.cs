namespace HelpDesk.Bots.Dialogs;

/// <summary>Asks for yes or no.</summary>
public class ConfirmPrompt(string dialogId, PromptValidator<bool>? validator = null) : Prompt<bool>(dialogId, validator)
{
    /// <summary>How the two choices are shown when the options do not say.</summary>
    public ListStyle Style { get; set; } = ListStyle.Auto;

    public ChoiceFactoryOptions? ChoiceOptions { get; set; }

    /// <summary>Yes and no, with what else means them. Set it for another language.</summary>
    public Tuple<Choice, Choice> ConfirmChoices { get; set; } = Tuple.Create(
        new Choice("Yes") { Synonyms = ["y", "yep", "yeah", "yup", "ok", "okay", "sure", "true", "go ahead"] },
        new Choice("No") { Synonyms = ["n", "nope", "nah", "false", "don't", "do not", "not", "never"] });

    protected override async Task OnPromptAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var message = AppendChoices(
            MessageOf(options, isRetry),
            turnContext.Activity.ChannelId,
            Choices,
            options.Style ?? Style,
            ChoiceOptions,
            turnContext.Activity.Conversation.ConversationType);
        await turnContext.SendActivityAsync(message, cancellationToken);
    }

    protected override Task<PromptRecognizerResult<bool>> OnRecognizeAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var found = ChoiceRecognizer.RecognizeStrictly(turnContext.Activity.Text, Choices);
        return Task.FromResult(new PromptRecognizerResult<bool> { Succeeded = found is not null, Value = found?.Index == 0 });
    }

    private Choice[] Choices => [ConfirmChoices.Item1, ConfirmChoices.Item2];
}
