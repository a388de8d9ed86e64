using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HelpDesk.Bots.Dialogs;

/// <summary>Dialogs that can begin each other by id.</summary>
public sealed class DialogSet
{
    private readonly IStatePropertyAccessor<DialogState>? _dialogState;
    private readonly Dictionary<string, Dialog> _dialogs = new(StringComparer.Ordinal);
    private string? _version;

    /// <summary>A set whose stack is kept in a bot state.</summary>
    public DialogSet(IStatePropertyAccessor<DialogState> dialogState)
    {
        ArgumentNullException.ThrowIfNull(dialogState);
        _dialogState = dialogState;
    }

    /// <summary>The set of a container, whose stack is kept in the container's own instance.</summary>
    public DialogSet()
    {
    }

    /// <summary>After what time without a turn the dialogs of the stack are over; never when unset.</summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>The clock of <see cref="IdleTimeout"/>. Unset: the one in the turn's state, otherwise the system's.</summary>
    public TimeProvider? TimeProvider { get; init; }

    /// <exception cref="ArgumentException">Another dialog has the same id.</exception>
    public DialogSet Add(Dialog dialog)
    {
        ArgumentNullException.ThrowIfNull(dialog);
        if (!_dialogs.TryAdd(dialog.Id, dialog) && _dialogs[dialog.Id] != dialog)
        {
            throw new ArgumentException($"There is another dialog with the id '{dialog.Id}' in this set.", nameof(dialog));
        }

        _version = null;
        return this;
    }

    public Dialog? Find(string dialogId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dialogId);
        return _dialogs.GetValueOrDefault(dialogId);
    }

    public IEnumerable<Dialog> GetDialogs() => _dialogs.Values;

    /// <summary>Opens the conversation's stack, and drops it when it cannot go on.</summary>
    /// <remarks>
    /// A stack cannot go on that is unreadable, that nobody has touched for <see cref="IdleTimeout"/>, that has a dialog which is not in this set,
    /// or one of another version (<see cref="Dialog.GetVersion"/>) and no dialog handles <see cref="DialogEvents.VersionChanged"/>. Then the
    /// context has an empty stack and says in <see cref="DialogContext.Dropped"/> why: tell the person, and begin at a safe step. The dropped
    /// dialogs are not asked; those that have expired are cancelled as usual.
    /// </remarks>
    public async Task<DialogContext> CreateContextAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (_dialogState is null)
        {
            throw new InvalidOperationException("The set of a container has no stack of its own: use the container's CreateChildContext.");
        }

        DialogState state;
        DroppedDialogs? dropped = null;
        try
        {
            state = await _dialogState.GetAsync(turnContext, () => new DialogState(), cancellationToken);
        }
        catch (JsonException)
        {
            state = new DialogState();
            dropped = DroppedDialogs.Unreadable;
            await _dialogState.SetAsync(turnContext, state, cancellationToken);
        }

        var dc = new DialogContext(this, turnContext, state);
        dc.Dropped = dropped ?? await DropAsync(dc, state, cancellationToken);
        return dc;
    }

    /// <summary>Changes when a dialog of the set changes its version, comes or goes.</summary>
    public string GetVersion() => _version ??= ComputeVersion();

    private async Task<DroppedDialogs?> DropAsync(DialogContext dc, DialogState state, CancellationToken cancellationToken)
    {
        var isIdle = IsIdle(dc.Context, state);
        var reason = await MisfitAsync(dc, state);
        if (isIdle && reason is null)
        {
            await dc.CancelAllDialogsAsync(cancellationToken);
        }

        if (!isIdle && (reason is null || (reason == DroppedDialogs.Changed && await IsKeptAsync(dc, state, cancellationToken))))
        {
            return null;
        }

        state.DialogStack.Clear();
        return isIdle ? DroppedDialogs.Idle : reason;
    }

    private bool IsIdle(ITurnContext turnContext, DialogState state)
    {
        if (IdleTimeout is not { } timeout)
        {
            return false;
        }

        var before = state.LastUsed;
        state.LastUsed = DialogClock.Of(turnContext, TimeProvider).GetUtcNow();
        return state.DialogStack.Count > 0 && state.LastUsed - before >= timeout;
    }

    private async Task<DroppedDialogs?> MisfitAsync(DialogContext dc, DialogState state)
    {
        foreach (var instance in state.DialogStack)
        {
            if (!_dialogs.TryGetValue(instance.Id, out var dialog))
            {
                return DroppedDialogs.Missing;
            }

            await dialog.PrepareAsync(dc);
            if (instance.Version is { } version && version != dialog.GetVersion())
            {
                return DroppedDialogs.Changed;
            }
        }

        return null;
    }

    /// <summary>Whether a dialog knows how to go on in spite of its new version.</summary>
    private async Task<bool> IsKeptAsync(DialogContext dc, DialogState state, CancellationToken cancellationToken)
    {
        if (!state.DialogStack.TrueForAll(instance => _dialogs.ContainsKey(instance.Id))
            || !await dc.EmitEventAsync(DialogEvents.VersionChanged, dc.ActiveDialog!.Id, cancellationToken: cancellationToken))
        {
            return false;
        }

        foreach (var instance in state.DialogStack.Where(instance => instance.Version is not null))
        {
            instance.Version = _dialogs[instance.Id].GetVersion();
        }

        return true;
    }

    private string ComputeVersion()
    {
        var text = string.Join('|', _dialogs.Values.Select(dialog => $"{dialog.Id}={dialog.GetVersion()}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }
}
