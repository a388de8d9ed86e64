namespace HelpDesk.Bots.Dialogs;

/// <summary>A piece of conversation that may take many turns. Its own object has no memory: that is in the <see cref="DialogInstance"/>.</summary>
public abstract class Dialog
{
    /// <summary>What a dialog returns that waits for the next turn.</summary>
    public static readonly DialogTurnResult EndOfTurn = new(DialogTurnStatus.Waiting);

    private string? _id;

    protected Dialog(string? dialogId = null) => _id = dialogId;

    /// <summary>Names the dialog within its set.</summary>
    public string Id
    {
        get => _id ??= OnComputeId();
        set => _id = value;
    }

    public abstract Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default);

    /// <summary>Called when the dialog is the active one and the person has said something. By default the dialog ends.</summary>
    public virtual Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        return dc.EndDialogAsync(null, cancellationToken);
    }

    /// <summary>Called when a dialog that this one has begun ends. By default this one ends too, with the same result.</summary>
    public virtual Task<DialogTurnResult> ResumeDialogAsync(
        DialogContext dc, DialogReason reason, object? result = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        return dc.EndDialogAsync(result, cancellationToken);
    }

    /// <summary>Called to ask again, for instance after an interruption.</summary>
    public virtual Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default) =>
        Task.CompletedTask;

    /// <summary>Called when the dialog leaves the stack, for whatever reason.</summary>
    public virtual Task EndDialogAsync(
        ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default) =>
        Task.CompletedTask;

    /// <summary>
    /// Changes when the dialog's shape changes, so that a conversation which was begun with another shape can be recognised. Override it where
    /// the same number of steps has come to mean something else.
    /// </summary>
    public virtual string GetVersion() => Id;

    /// <summary>Called before the version is asked for: dialogs that are added late belong to it.</summary>
    internal virtual Task PrepareAsync(DialogContext dc) => Task.CompletedTask;

    /// <summary>Offers an event to this dialog, then to its parents if the event bubbles, then to this dialog again.</summary>
    public virtual async Task<bool> OnDialogEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dc);
        ArgumentNullException.ThrowIfNull(e);
        var handled = await OnPreBubbleEventAsync(dc, e, cancellationToken);
        if (!handled && e.Bubble && dc.Parent is { } parent)
        {
            handled = await parent.EmitEventAsync(e.Name, e.Value, bubble: true, fromLeaf: false, cancellationToken);
        }

        return handled || await OnPostBubbleEventAsync(dc, e, cancellationToken);
    }

    protected virtual Task<bool> OnPreBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken) =>
        Task.FromResult(false);

    protected virtual Task<bool> OnPostBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken) =>
        Task.FromResult(false);

    protected virtual string OnComputeId() => GetType().Name;
}

/// <summary>Something that dialogs tell each other.</summary>
public sealed class DialogEvent
{
    public bool Bubble { get; set; }

    public required string Name { get; set; }

    public object? Value { get; set; }
}

/// <summary>The names of the events that this library emits.</summary>
public static class DialogEvents
{
    /// <summary>A parent is about to be cancelled; handling the event keeps it.</summary>
    public const string CancelDialog = "cancelDialog";

    /// <summary>
    /// A dialog would continue that was begun with another version. Handling the event keeps the dialogs: whoever does has made sure that the
    /// next step is the right one. Otherwise they are dropped (<see cref="DialogSet.CreateContextAsync"/>).
    /// </summary>
    public const string VersionChanged = "versionChanged";
}
