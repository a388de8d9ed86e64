namespace HelpDesk.Bots.Dialogs;

/// <summary>What <see cref="DialogExtensions.RunAsync(Dialog, ITurnContext, IStatePropertyAccessor{DialogState}, DialogRunOptions, CancellationToken)"/> does when the dialogs cannot go on.</summary>
public sealed class DialogRunOptions
{
    /// <inheritdoc cref="DialogSet.IdleTimeout"/>
    public TimeSpan? IdleTimeout { get; init; }

    /// <inheritdoc cref="DialogSet.TimeProvider"/>
    public TimeProvider? TimeProvider { get; init; }

    /// <summary>Called before the dialog begins anew: the place to tell the person why.</summary>
    public Func<ITurnContext, DroppedDialogs, CancellationToken, Task>? OnDropped { get; init; }
}
