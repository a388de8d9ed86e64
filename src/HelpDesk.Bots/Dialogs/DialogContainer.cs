namespace HelpDesk.Bots.Dialogs;

/// <summary>A dialog that is made of dialogs.</summary>
public abstract class DialogContainer(string? dialogId = null) : Dialog(dialogId)
{
    public DialogSet Dialogs { get; } = new();

    /// <summary>The stack within this container's instance.</summary>
    public abstract DialogContext? CreateChildContext(DialogContext dc);

    public Dialog? FindDialog(string dialogId) => Dialogs.Find(dialogId);

    /// <inheritdoc cref="GetInternalVersion"/>
    public override string GetVersion() => GetInternalVersion();

    /// <summary>Changes when one of the inner dialogs changes, however deep.</summary>
    protected virtual string GetInternalVersion() => Dialogs.GetVersion();

    /// <summary>
    /// Emits <see cref="DialogEvents.VersionChanged"/> when the instance was last run by another version of this container. For the dialogs of
    /// a conversation's own stack <see cref="DialogSet.CreateContextAsync"/> has done so already.
    /// </summary>
    protected async Task CheckForVersionChangeAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        if (dc.ActiveDialog is not { } instance)
        {
            return;
        }

        var before = instance.Version;
        instance.Version = GetInternalVersion();
        if (before is not null && before != instance.Version)
        {
            await dc.EmitEventAsync(DialogEvents.VersionChanged, Id, bubble: true, fromLeaf: false, cancellationToken);
        }
    }
}
