using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots.Dialogs;

/// <summary>Asks until it gets an answer of the right kind, which is its result.</summary>
public abstract class Prompt<T> : Dialog
{
    private const string PersistedOptions = "options";
    private const string PersistedState = "state";

    private readonly PromptValidator<T>? _validator;

    protected Prompt(string dialogId, PromptValidator<T>? validator = null)
        : base(dialogId) => _validator = validator;

    public override async Task<DialogTurnResult> BeginDialogAsync(
        DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        if (options is not PromptOptions promptOptions)
        {
            throw new ArgumentException($"The prompt '{Id}' has to be begun with {nameof(PromptOptions)}.", nameof(options));
        }

        var state = new Dictionary<string, object>(StringComparer.Ordinal) { [PromptValidatorContext<T>.AttemptCountKey] = 0 };
        dc.ActiveDialog!.State[PersistedOptions] = promptOptions;
        dc.ActiveDialog.State[PersistedState] = state;
        await OnPromptAsync(dc.Context, state, promptOptions, isRetry: false, cancellationToken);
        return EndOfTurn;
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        if (dc.Context.Activity.Type != ActivityTypes.Message)
        {
            return EndOfTurn;
        }

        var (options, state) = Persisted(dc.ActiveDialog!);
        var recognized = await OnRecognizeAsync(dc.Context, state, options, cancellationToken);
        state[PromptValidatorContext<T>.AttemptCountKey] = state.Get<int>(PromptValidatorContext<T>.AttemptCountKey) + 1;
        var accepted = _validator is null
            ? recognized.Succeeded
            : await _validator(new PromptValidatorContext<T>(dc.Context, recognized, state, options), cancellationToken);
        if (accepted)
        {
            return await dc.EndDialogAsync(recognized.Value, cancellationToken);
        }

        if (!dc.Context.Responded)
        {
            await OnPromptAsync(dc.Context, state, options, isRetry: true, cancellationToken);
        }

        return EndOfTurn;
    }

    /// <summary>A dialog that was put on top of the prompt has ended: the question is still open.</summary>
    public override async Task<DialogTurnResult> ResumeDialogAsync(
        DialogContext dc, DialogReason reason, object? result = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        await RepromptDialogAsync(dc.Context, dc.ActiveDialog!, cancellationToken);
        return EndOfTurn;
    }

    public override Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var (options, state) = Persisted(instance);
        return OnPromptAsync(turnContext, state, options, isRetry: false, cancellationToken);
    }

    protected abstract Task OnPromptAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default);

    protected abstract Task<PromptRecognizerResult<T>> OnRecognizeAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default);

    /// <summary>The message with the choices, in a form that the channel shows. The message that is given stays as it is.</summary>
    protected virtual IMessageActivity AppendChoices(
        IMessageActivity? prompt,
        string channelId,
        IList<Choice> choices,
        ListStyle style,
        ChoiceFactoryOptions? options = null,
        string? conversationType = null,
        IList<string>? toList = null)
    {
        var made = style switch
        {
            ListStyle.None => MessageFactory.Text(prompt?.Text),
            ListStyle.Inline => ChoiceFactory.Inline(choices, prompt?.Text, prompt?.Speak, options),
            ListStyle.List => ChoiceFactory.List(choices, prompt?.Text, prompt?.Speak, options),
            ListStyle.SuggestedAction => ChoiceFactory.SuggestedAction(choices, prompt?.Text, prompt?.Speak, toList),
            ListStyle.HeroCard => ChoiceFactory.HeroCard(choices, prompt?.Text, prompt?.Speak),
            _ => ChoiceFactory.ForChannel(channelId, choices, prompt?.Text, prompt?.Speak, options, conversationType, toList),
        };
        if (prompt is not Activity template)
        {
            made.InputHint = InputHints.ExpectingInput;
            return made;
        }

        var message = template.Copy();
        message.Text = made.Text;
        message.SuggestedActions = made.SuggestedActions ?? template.SuggestedActions;
        message.Attachments = made.Attachments is { Count: > 0 } added ? [.. template.Attachments ?? [], .. added] : template.Attachments;
        return message;
    }

    /// <summary>The message of this attempt, as an object of its own; null when the options have none.</summary>
    private protected static Activity? MessageOf(PromptOptions options, bool isRetry)
    {
        var message = (isRetry ? options.RetryPrompt ?? options.Prompt : options.Prompt)?.Copy();
        if (message is not null)
        {
            message.InputHint ??= InputHints.ExpectingInput;
        }

        return message;
    }

    private static (PromptOptions Options, IDictionary<string, object> State) Persisted(DialogInstance instance) =>
        ((PromptOptions)instance.State[PersistedOptions], (IDictionary<string, object>)instance.State[PersistedState]);
}
