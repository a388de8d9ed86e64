using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots.Dialogs;

/// <summary>
/// Gets a person's token: silently when the token service has one, otherwise with a card. Ends with a <see cref="TokenResponse"/>, or with
/// null when the person has cancelled, time is up, or a message was no code and the settings say that this ends it.
/// </summary>
/// <remarks>
/// The bot has to pass on to the dialog, with <c>RunAsync</c> of <see cref="DialogExtensions"/>: messages, tokens/response events, and the invokes
/// signin/verifyState, signin/tokenExchange and signin/failure. The prompt answers these invokes itself.
/// </remarks>
public class OAuthPrompt : Dialog
{
    private const string PersistedOptions = "options";
    private const string PersistedState = "state";
    private const string PersistedExpires = "expires";
    private const string PersistedSsoOffered = "sso";

    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(15);

    private readonly OAuthPromptSettings _settings;
    private readonly PromptValidator<TokenResponse>? _validator;

    public OAuthPrompt(string dialogId, OAuthPromptSettings settings, PromptValidator<TokenResponse>? validator = null)
        : base(dialogId)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentException.ThrowIfNullOrWhiteSpace(settings.ConnectionName);
        _settings = settings;
        _validator = validator;
    }

    /// <summary>The clock of the time-out. Unset: the one in the turn's state, otherwise the system's.</summary>
    public TimeProvider? TimeProvider { get; init; }

    /// <summary>Sends the card that asks to sign in, with the message if there is one.</summary>
    public static Task SendOAuthCardAsync(
        OAuthPromptSettings settings, ITurnContext turnContext, IMessageActivity? prompt, CancellationToken cancellationToken) =>
        OAuthCards.SendAsync(settings, turnContext, prompt, isSsoWanted: true, cancellationToken);

    /// <summary>Finds the token that an activity brings or leads to, and answers the activity if it is an invoke.</summary>
    public static async Task<PromptRecognizerResult<TokenResponse>> RecognizeTokenAsync(
        OAuthPromptSettings settings, DialogContext dc, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dc);
        var outcome = await OAuthRecognizer.RecognizeAsync(settings, dc.Context, cancellationToken);
        return new PromptRecognizerResult<TokenResponse> { Succeeded = outcome.Token is not null, Value = outcome.Token };
    }

    /// <summary>Begins with <see cref="PromptOptions"/> or without options.</summary>
    public override async Task<DialogTurnResult> BeginDialogAsync(
        DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        if (options is not (null or PromptOptions))
        {
            throw new ArgumentException($"The prompt '{Id}' has to be begun with {nameof(PromptOptions)}.", nameof(options));
        }

        var promptOptions = options as PromptOptions;
        if (await GetUserTokenAsync(dc.Context, cancellationToken) is { } token)
        {
            return await dc.EndDialogAsync(token, cancellationToken);
        }

        var state = dc.ActiveDialog!.State;
        var timeout = _settings.Timeout is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : DefaultTimeout;
        state[PersistedExpires] = ClockOf(dc.Context).GetUtcNow() + timeout;
        state[PersistedState] = new Dictionary<string, object>(StringComparer.Ordinal) { [PromptValidatorContext<TokenResponse>.AttemptCountKey] = 0 };
        if (promptOptions is not null)
        {
            state[PersistedOptions] = promptOptions;
        }

        state[PersistedSsoOffered] =
            await OAuthCards.SendAsync(_settings, dc.Context, promptOptions?.Prompt, isSsoWanted: true, cancellationToken);
        return EndOfTurn;
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        var turnContext = dc.Context;
        var isMessage = turnContext.Activity.Type == ActivityTypes.Message;
        if (!isMessage && !OAuthRecognizer.IsSignInActivity(turnContext.Activity))
        {
            return EndOfTurn;
        }

        var state = dc.ActiveDialog!.State;
        if (ClockOf(turnContext).GetUtcNow() >= state.Get<DateTimeOffset>(PersistedExpires))
        {
            await OAuthRecognizer.RefuseAsync(turnContext, cancellationToken);
            return await dc.EndDialogAsync(null, cancellationToken);
        }

        var outcome = await OAuthRecognizer.RecognizeAsync(_settings, turnContext, cancellationToken);
        if (outcome.IsCancelled)
        {
            return await dc.EndDialogAsync(null, cancellationToken);
        }

        if (await IsAcceptedAsync(turnContext, state, outcome, cancellationToken))
        {
            return await dc.EndDialogAsync(outcome.Token, cancellationToken);
        }

        if (isMessage && _settings.EndOnInvalidMessage)
        {
            return await dc.EndDialogAsync(null, cancellationToken);
        }

        await AskAgainAsync(turnContext, state, outcome, isMessage, cancellationToken);
        return EndOfTurn;
    }

    /// <summary>The person has to be reminded of the card after something else: it is sent again.</summary>
    public override async Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instance);
        await OAuthCards.SendAsync(
            _settings,
            turnContext,
            instance.State.Get<PromptOptions>(PersistedOptions)?.Prompt,
            // What has failed once silently is not tried again.
            isSsoWanted: instance.State.Get<bool>(PersistedSsoOffered),
            cancellationToken);
    }

    public override async Task<DialogTurnResult> ResumeDialogAsync(
        DialogContext dc, DialogReason reason, object? result = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        await RepromptDialogAsync(dc.Context, dc.ActiveDialog!, cancellationToken);
        return EndOfTurn;
    }

    /// <summary>The token that the token service has, or null.</summary>
    public Task<TokenResponse?> GetUserTokenAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) =>
        OAuthRecognizer.GetUserTokenAsync(_settings, turnContext, magicCode: null, cancellationToken);

    /// <summary>Makes the token service forget the person's token.</summary>
    public Task SignOutUserAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var activity = turnContext.Activity;
        return OAuthCards.ClientOf(turnContext)
            .SignOutUserAsync(activity.From.Id, _settings.ConnectionName, activity.ChannelId, cancellationToken);
    }

    private async Task<bool> IsAcceptedAsync(
        ITurnContext turnContext, IDictionary<string, object> state, OAuthOutcome outcome, CancellationToken cancellationToken)
    {
        if (_validator is null)
        {
            return outcome.Token is not null;
        }

        var memory = (IDictionary<string, object>)state[PersistedState];
        memory[PromptValidatorContext<TokenResponse>.AttemptCountKey] = memory.Get<int>(PromptValidatorContext<TokenResponse>.AttemptCountKey) + 1;
        var recognized = new PromptRecognizerResult<TokenResponse> { Succeeded = outcome.Token is not null, Value = outcome.Token };
        var options = state.Get<PromptOptions>(PersistedOptions) ?? new PromptOptions();
        return await _validator(new PromptValidatorContext<TokenResponse>(turnContext, recognized, memory, options), cancellationToken)
            && outcome.Token is not null;
    }

    private async Task AskAgainAsync(
        ITurnContext turnContext, IDictionary<string, object> state, OAuthOutcome outcome, bool isMessage, CancellationToken cancellationToken)
    {
        if (outcome.SsoFailure is { } code)
        {
            await OfferLinkAsync(turnContext, state, code, cancellationToken);
        }
        else if (isMessage && !turnContext.Responded && state.Get<PromptOptions>(PersistedOptions)?.RetryPrompt is { } retry)
        {
            await turnContext.SendActivityAsync(retry.Copy(), cancellationToken);
        }
    }

    /// <summary>What Teams tried silently did not work; the link does, and is offered once more without the trial.</summary>
    private async Task OfferLinkAsync(ITurnContext turnContext, IDictionary<string, object> state, string code, CancellationToken cancellationToken)
    {
        var text = _settings.OnSilentSignInFailed is { } ask ? ask(turnContext, code) : SignInFailureCodes.NextStep(code);
        if (state.Get<bool>(PersistedSsoOffered))
        {
            state[PersistedSsoOffered] = false;
            var message = text is null ? null : MessageFactory.Text(text);
            await OAuthCards.SendAsync(_settings, turnContext, message, isSsoWanted: false, cancellationToken);
        }
    }

    private TimeProvider ClockOf(ITurnContext turnContext) =>
        DialogClock.Of(turnContext, TimeProvider);
}
