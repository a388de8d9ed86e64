using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots.Dialogs;

/// <summary>What a prompt asks. Kept in state while the prompt waits.</summary>
public sealed class PromptOptions
{
    public Activity? Prompt { get; set; }

    /// <summary>Sent when the answer was not understood or not accepted; <see cref="Prompt"/> when unset.</summary>
    public Activity? RetryPrompt { get; set; }

    public IList<Choice>? Choices { get; set; }

    /// <summary>How the choices are shown; the prompt's own style when unset.</summary>
    public ListStyle? Style { get; set; }

    /// <summary>For the validator. After the first turn it has been through JSON: read it with <see cref="BotJson.Read{T}"/>.</summary>
    public object? Validations { get; set; }

    /// <summary>The language of the answer, where it differs from that of the activity.</summary>
    public string? RecognizeLanguage { get; set; }
}

/// <summary>What a prompt has made of an answer.</summary>
public sealed class PromptRecognizerResult<T>
{
    public bool Succeeded { get; set; }

    public T? Value { get; set; }

    /// <summary>Whether the answer may also be meant for somebody else.</summary>
    public bool AllowInterruption { get; set; }
}

/// <summary>Decides whether an answer is accepted. It may send a message that says why not; the retry prompt is then not sent.</summary>
public delegate Task<bool> PromptValidator<T>(PromptValidatorContext<T> promptContext, CancellationToken cancellationToken);

/// <summary>What a validator works with.</summary>
public sealed class PromptValidatorContext<T>(
    ITurnContext turnContext, PromptRecognizerResult<T> recognized, IDictionary<string, object> state, PromptOptions options)
{
    internal const string AttemptCountKey = "AttemptCount";

    public ITurnContext Context { get; } = turnContext;

    /// <summary>What was understood; change the value to correct it.</summary>
    public PromptRecognizerResult<T> Recognized { get; } = recognized;

    public PromptOptions Options { get; } = options;

    /// <summary>What the prompt remembers; the validator may add to it.</summary>
    public IDictionary<string, object> State { get; } = state;

    /// <summary>1 at the first answer.</summary>
    public int AttemptCount => State.Get<int>(AttemptCountKey);
}
