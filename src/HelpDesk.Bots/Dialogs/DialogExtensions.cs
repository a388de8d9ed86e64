namespace HelpDesk.Bots.Dialogs;

/// <summary>Runs a dialog from a bot.</summary>
public static class DialogExtensions
{
    private static readonly DialogRunOptions NoOptions = new();

    /// <summary>
    /// Lets the conversation's active dialog handle the turn, or begins this one when there is none. The state has to be saved afterwards.
    /// </summary>
    /// <remarks>
    /// When a deployment has changed the dialogs so that they cannot go on (<see cref="DialogSet.CreateContextAsync"/>), this one begins again.
    /// A sign-in that no dialog waits for begins nothing: if it is an invoke it is refused.
    /// </remarks>
    /// <returns>
    /// Waiting when the person is asked something, Complete with the result when the dialog has ended in this turn.
    /// </returns>
    public static Task<DialogTurnResult> RunAsync(
        this Dialog dialog, ITurnContext turnContext, IStatePropertyAccessor<DialogState> accessor, CancellationToken cancellationToken = default) =>
        dialog.RunAsync(turnContext, accessor, NoOptions, cancellationToken);

    /// <inheritdoc cref="RunAsync(Dialog, ITurnContext, IStatePropertyAccessor{DialogState}, CancellationToken)"/>
    public static async Task<DialogTurnResult> RunAsync(
        this Dialog dialog,
        ITurnContext turnContext,
        IStatePropertyAccessor<DialogState> accessor,
        DialogRunOptions options,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dialog);
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var dialogs = new DialogSet(accessor) { IdleTimeout = options.IdleTimeout, TimeProvider = options.TimeProvider }.Add(dialog);
        var dc = await dialogs.CreateContextAsync(turnContext, cancellationToken);
        if (dc.Dropped is { } dropped && options.OnDropped is { } tell)
        {
            await tell(turnContext, dropped, cancellationToken);
        }

        var result = await dc.ContinueDialogAsync(cancellationToken);
        if (OAuthRecognizer.IsSignInActivity(turnContext.Activity))
        {
            await OAuthRecognizer.RefuseAsync(turnContext, cancellationToken);
            return result;
        }

        return result.Status == DialogTurnStatus.Empty ? await dc.BeginDialogAsync(dialog.Id, null, cancellationToken) : result;
    }
}
