namespace HelpDesk.Bots.Dialogs;

/// <summary>Runs a dialog from a bot.</summary>
public static class DialogExtensions
{
    /// <summary>
    /// Lets the conversation's active dialog handle the turn, or begins this one when there is none. The state has to be saved afterwards.
    /// </summary>
    /// <returns>
    /// Waiting when the person is asked something, Complete with the result when the dialog has ended in this turn.
    /// </returns>
    public static async Task<DialogTurnResult> RunAsync(
        this Dialog dialog, ITurnContext turnContext, IStatePropertyAccessor<DialogState> accessor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dialog);
        var dialogs = new DialogSet(accessor).Add(dialog);
        var dc = await dialogs.CreateContextAsync(turnContext, cancellationToken);
        var result = await dc.ContinueDialogAsync(cancellationToken);
        return result.Status == DialogTurnStatus.Empty ? await dc.BeginDialogAsync(dialog.Id, null, cancellationToken) : result;
    }
}
