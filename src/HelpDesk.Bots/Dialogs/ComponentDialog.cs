using System.Diagnostics.CodeAnalysis;

namespace HelpDesk.Bots.Dialogs;

/// <summary>
/// Dialogs that belong together, seen from outside as one. Override <see cref="OnContinueDialogAsync"/> to let "help" or "cancel" interrupt
/// whatever goes on inside.
/// </summary>
[SuppressMessage("Naming", "CA1725", Justification = "Bot Builder's parameter names tell the outer context from the inner one.")]
public class ComponentDialog(string? dialogId = null) : DialogContainer(dialogId)
{
    /// <summary>Where an instance keeps the stack of its inner dialogs.</summary>
    public const string PersistedDialogState = "dialogs";

    private bool _initialized;

    /// <summary>The dialog to begin with: the first that was added, unless set.</summary>
    public string? InitialDialogId { get; set; }

    public ComponentDialog AddDialog(Dialog dialog)
    {
        Dialogs.Add(dialog);
        InitialDialogId ??= dialog.Id;
        return this;
    }

    public override async Task<DialogTurnResult> BeginDialogAsync(
        DialogContext outerDc, object? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(outerDc);
        await EnsureInitializedAsync(outerDc);
        await CheckForVersionChangeAsync(outerDc, cancellationToken);
        var innerDc = CreateChildContext(outerDc);
        var result = await OnBeginDialogAsync(innerDc, options, cancellationToken);
        return await SettleAsync(outerDc, innerDc, result, cancellationToken);
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext outerDc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(outerDc);
        await EnsureInitializedAsync(outerDc);
        await CheckForVersionChangeAsync(outerDc, cancellationToken);
        var innerDc = CreateChildContext(outerDc);
        var result = await OnContinueDialogAsync(innerDc, cancellationToken);
        return await SettleAsync(outerDc, innerDc, result, cancellationToken);
    }

    /// <summary>A dialog that was put on top of this component has ended: the component is still in the middle of something, so it asks again.</summary>
    public override async Task<DialogTurnResult> ResumeDialogAsync(
        DialogContext outerDc, DialogReason reason, object? result = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(outerDc);
        await RepromptDialogAsync(outerDc.Context, outerDc.ActiveDialog!, cancellationToken);
        return EndOfTurn;
    }

    public override async Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        await InnerContext(turnContext, instance).RepromptDialogAsync(cancellationToken);
        await OnRepromptDialogAsync(turnContext, instance, cancellationToken);
    }

    public override async Task EndDialogAsync(
        ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default)
    {
        if (reason == DialogReason.CancelCalled)
        {
            await InnerContext(turnContext, instance).CancelAllDialogsAsync(cancellationToken);
        }

        await OnEndDialogAsync(turnContext, instance, reason, cancellationToken);
    }

    public override DialogContext CreateChildContext(DialogContext dc)
    {
        ArgumentNullException.ThrowIfNull(dc);
        var instance = dc.ActiveDialog ?? throw new InvalidOperationException($"The component '{Id}' is not active.");
        return new DialogContext(Dialogs, dc, StateOf(instance));
    }

    internal override Task PrepareAsync(DialogContext dc) => EnsureInitializedAsync(dc);

    protected async Task EnsureInitializedAsync(DialogContext outerDc)
    {
        if (!_initialized)
        {
            await OnInitializeAsync(outerDc);
            _initialized = true;
        }
    }

    /// <summary>Called before the first use, for dialogs that are added late.</summary>
    protected virtual Task OnInitializeAsync(DialogContext dc) => Task.CompletedTask;

    protected virtual Task<DialogTurnResult> OnBeginDialogAsync(
        DialogContext innerDc, object? options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(innerDc);
        return innerDc.BeginDialogAsync(
            InitialDialogId ?? throw new InvalidOperationException($"The component '{Id}' has no dialogs."), options, cancellationToken);
    }

    /// <summary>
    /// Called each turn. Return <c>await innerDc.CancelAllDialogsAsync(cancellationToken)</c> to end the component, <see cref="Dialog.EndOfTurn"/>
    /// after something in between (with <c>innerDc.RepromptDialogAsync</c> if the question shall be repeated), or what the base method returns.
    /// </summary>
    protected virtual Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(innerDc);
        return innerDc.ContinueDialogAsync(cancellationToken);
    }

    protected virtual Task OnEndDialogAsync(
        ITurnContext context, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default) => Task.CompletedTask;

    protected virtual Task OnRepromptDialogAsync(
        ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Called when the inner dialogs have come to an end.</summary>
    protected virtual Task<DialogTurnResult> EndComponentAsync(DialogContext outerDc, object? result, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outerDc);
        return outerDc.EndDialogAsync(result, cancellationToken);
    }

    private static DialogState StateOf(DialogInstance instance)
    {
        if (instance.State.TryGetValue(PersistedDialogState, out var held) && held is DialogState state)
        {
            return state;
        }

        state = new DialogState();
        instance.State[PersistedDialogState] = state;
        return state;
    }

    private DialogContext InnerContext(ITurnContext turnContext, DialogInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return new DialogContext(Dialogs, turnContext, StateOf(instance));
    }

    private async Task<DialogTurnResult> SettleAsync(
        DialogContext outerDc, DialogContext innerDc, DialogTurnResult inner, CancellationToken cancellationToken)
    {
        // A dialog that handled the event of a cancellation may have begun something else instead.
        if (inner.Status == DialogTurnStatus.Waiting || (inner.Status == DialogTurnStatus.Cancelled && innerDc.ActiveDialog is not null))
        {
            return EndOfTurn;
        }

        // CancelAllDialogsAsync with cancelParents may have taken this component off the stack already.
        return outerDc.ActiveDialog is { } active && active.Id == Id
            ? await EndComponentAsync(outerDc, inner.Result, cancellationToken)
            : inner;
    }
}
