using System.Diagnostics.CodeAnalysis;

namespace HelpDesk.Bots.Dialogs;

/// <summary>A stack of dialogs during one turn.</summary>
public class DialogContext
{
    public DialogContext(DialogSet dialogs, ITurnContext turnContext, DialogState state)
    {
        ArgumentNullException.ThrowIfNull(dialogs);
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(state);
        Dialogs = dialogs;
        Context = turnContext;
        Stack = state.DialogStack;
    }

    public DialogContext(DialogSet dialogs, DialogContext parentDialogContext, DialogState state)
        : this(dialogs, parentDialogContext?.Context!, state) => Parent = parentDialogContext;

    public DialogSet Dialogs { get; }

    public ITurnContext Context { get; }

    /// <summary>
    /// Why the dialogs that the conversation was in are gone; null as a rule, and for whoever opens the stack later in the same turn.
    /// </summary>
    public DroppedDialogs? Dropped { get; internal set; }

    /// <summary>The active dialog is the first.</summary>
    [SuppressMessage("Design", "CA1002", Justification = "Bot Builder's signature.")]
    public List<DialogInstance> Stack { get; }

    /// <summary>The context of the container that this stack belongs to.</summary>
    public DialogContext? Parent { get; internal set; }

    /// <summary>The context within the active dialog, if that is a container.</summary>
    public DialogContext? Child =>
        ActiveDialog is { } instance && FindDialog(instance.Id) is DialogContainer container ? container.CreateChildContext(this) : null;

    public DialogInstance? ActiveDialog => Stack.Count == 0 ? null : Stack[0];

    public Task<DialogTurnResult> BeginDialogAsync(string dialogId, object? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dialogId);
        var dialog = Required(dialogId);
        Stack.Insert(0, new DialogInstance { Id = dialogId });
        return dialog.BeginDialogAsync(this, options, cancellationToken);
    }

    /// <summary>Begins a prompt.</summary>
    public Task<DialogTurnResult> PromptAsync(string dialogId, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return BeginDialogAsync(dialogId, options, cancellationToken);
    }

    /// <summary>Lets the active dialog handle the turn.</summary>
    public Task<DialogTurnResult> ContinueDialogAsync(CancellationToken cancellationToken = default) => ActiveDialog is { } instance
        ? Required(instance.Id).ContinueDialogAsync(this, cancellationToken)
        : Task.FromResult(new DialogTurnResult(DialogTurnStatus.Empty));

    /// <summary>Ends the active dialog and gives its result to the one that has begun it.</summary>
    public async Task<DialogTurnResult> EndDialogAsync(object? result = null, CancellationToken cancellationToken = default)
    {
        await EndActiveDialogAsync(DialogReason.EndCalled, cancellationToken);
        return ActiveDialog is { } parent
            ? await Required(parent.Id).ResumeDialogAsync(this, DialogReason.EndCalled, result, cancellationToken)
            : new DialogTurnResult(DialogTurnStatus.Complete, result);
    }

    /// <summary>Ends all dialogs of this stack without asking them.</summary>
    public Task<DialogTurnResult> CancelAllDialogsAsync(CancellationToken cancellationToken = default) =>
        CancelAllDialogsAsync(cancelParents: false, cancellationToken: cancellationToken);

    /// <summary>Ends all dialogs of this stack and, if wished, of the containers around it; each parent may handle the event and so stay.</summary>
    public async Task<DialogTurnResult> CancelAllDialogsAsync(
        bool cancelParents, string? eventName = null, object? eventValue = null, CancellationToken cancellationToken = default)
    {
        if (Stack.Count == 0 && Parent is null)
        {
            return new DialogTurnResult(DialogTurnStatus.Empty);
        }

        var isFirst = true;
        for (var dc = this; dc is not null; dc = cancelParents ? dc.Parent : null)
        {
            while (dc.Stack.Count > 0)
            {
                if (!isFirst
                    && await dc.EmitEventAsync(eventName ?? DialogEvents.CancelDialog, eventValue, bubble: false, fromLeaf: false, cancellationToken))
                {
                    return new DialogTurnResult(DialogTurnStatus.Cancelled);
                }

                await dc.EndActiveDialogAsync(DialogReason.CancelCalled, cancellationToken);
                isFirst = false;
            }
        }

        return new DialogTurnResult(DialogTurnStatus.Cancelled);
    }

    /// <summary>Ends the active dialog and begins another in its place.</summary>
    public async Task<DialogTurnResult> ReplaceDialogAsync(string dialogId, object? options = null, CancellationToken cancellationToken = default)
    {
        await EndActiveDialogAsync(DialogReason.ReplaceCalled, cancellationToken);
        return await BeginDialogAsync(dialogId, options, cancellationToken);
    }

    /// <summary>Lets the active dialog ask again.</summary>
    public Task RepromptDialogAsync(CancellationToken cancellationToken = default) => ActiveDialog is { } instance
        ? Required(instance.Id).RepromptDialogAsync(Context, instance, cancellationToken)
        : Task.CompletedTask;

    /// <summary>The dialog with this id, here or in a container around this stack.</summary>
    public Dialog? FindDialog(string dialogId) => Dialogs.Find(dialogId) ?? Parent?.FindDialog(dialogId);

    /// <summary>Offers an event to the active dialog, or to the innermost one.</summary>
    /// <returns>Whether a dialog has handled it.</returns>
    public Task<bool> EmitEventAsync(
        string name, object? value = null, bool bubble = true, bool fromLeaf = false, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var dc = this;
        while (fromLeaf && dc.Child is { } child)
        {
            dc = child;
        }

        return dc.ActiveDialog is { } instance
            ? dc.Required(instance.Id).OnDialogEventAsync(dc, new DialogEvent { Name = name, Value = value, Bubble = bubble }, cancellationToken)
            : Task.FromResult(false);
    }

    /// <summary>The language of the activity.</summary>
    public string? GetLocale() => Context.Activity.Locale;

    private Dialog Required(string dialogId) => FindDialog(dialogId)
        ?? throw new InvalidOperationException($"There is no dialog with the id '{dialogId}' in this set, nor in the sets around it.");

    private async Task EndActiveDialogAsync(DialogReason reason, CancellationToken cancellationToken)
    {
        if (ActiveDialog is not { } instance)
        {
            return;
        }

        // A dialog that a new version of the bot no longer has cannot say goodbye, but it must be possible to get rid of it.
        if (FindDialog(instance.Id) is { } dialog)
        {
            await dialog.EndDialogAsync(Context, instance, reason, cancellationToken);
        }

        Stack.RemoveAt(0);
    }
}
