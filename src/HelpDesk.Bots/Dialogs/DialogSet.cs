using System.Security.Cryptography;
using System.Text;

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

    public async Task<DialogContext> CreateContextAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        if (_dialogState is null)
        {
            throw new InvalidOperationException("The set of a container has no stack of its own: use the container's CreateChildContext.");
        }

        var state = await _dialogState.GetAsync(turnContext, () => new DialogState(), cancellationToken);
        return new DialogContext(this, turnContext, state);
    }

    /// <summary>Changes when a dialog of the set changes its version, comes or goes.</summary>
    public string GetVersion() => _version ??= ComputeVersion();

    private string ComputeVersion()
    {
        var text = string.Join('|', _dialogs.Values.Select(dialog => $"{dialog.Id}={dialog.GetVersion()}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }
}
