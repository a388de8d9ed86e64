using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Renewing;

namespace HelpDesk.RenewalBot.Conversations;

/// <summary>Begins, continues and stops the dialogs of a conversation.</summary>
internal sealed class ChatDialogs(
    ConversationState conversations, RenewDialog renew, SignInDialog signIn, RenewRuns runs, SignInPrompts prompts, Identification identification)
{
    private readonly IStatePropertyAccessor<DialogState> _state = conversations.CreateProperty<DialogState>(nameof(DialogState));

    /// <summary>Starts over, whatever was going on, and as nobody: an account that an earlier run left signed in is not taken for this one's.</summary>
    public async Task RenewAsync(ITurnContext turnContext, Guid? registrationId, bool otherAccount, CancellationToken ct)
    {
        var dialogs = await StopAsync(turnContext, ct);
        await prompts.SignOutAsync(turnContext, ct);
        var run = new RenewRun { Id = Guid.NewGuid(), RegistrationId = registrationId, OtherAccount = otherAccount, SkipsFirstChecks = otherAccount };
        await runs.SetAsync(turnContext, run, ct);
        await dialogs.BeginDialogAsync(RenewDialog.DialogId, null!, ct);
    }

    /// <summary>Asks an unknown person to sign in and remembers what they wanted.</summary>
    public async Task SignInAsync(ITurnContext turnContext, Command? then, CancellationToken ct)
    {
        var dialogs = await StopAsync(turnContext, ct);
        await signIn.RequestAsync(turnContext, then, ct);
        await dialogs.BeginDialogAsync(SignInDialog.DialogId, null!, ct);
    }

    /// <summary>Lets the running dialog go on. False when none runs; a command that waited for the dialog's end is returned.</summary>
    public async Task<(bool Ran, Command? Then)> ContinueAsync(ITurnContext turnContext, CancellationToken ct)
    {
        var dialogs = await OpenAsync(turnContext, ct);
        var result = await dialogs.ContinueDialogAsync(ct);
        return (result.Status != DialogTurnStatus.Empty, result.Result is Command then ? then : null);
    }

    /// <summary>True when there was something to stop.</summary>
    public async Task<bool> CancelAsync(ITurnContext turnContext, CancellationToken ct)
    {
        var dialogs = await OpenAsync(turnContext, ct);
        if (dialogs.ActiveDialog is null)
        {
            return false;
        }

        await dialogs.CancelAllDialogsAsync(ct);
        await runs.EndAsync(turnContext, ct);
        await prompts.SignOutAsync(turnContext, ct);
        return true;
    }

    /// <summary>False when the token service did not answer.</summary>
    public async Task<bool> SignOutAsync(ITurnContext turnContext, CancellationToken ct)
    {
        await StopAsync(turnContext, ct);
        await identification.ForgetAsync(turnContext, ct);
        return await prompts.SignOutAsync(turnContext, ct);
    }

    /// <summary>Puts a button's answer into words for the dialog that waits for it. False when it waits for something else.</summary>
    public async Task<bool> TakeAsync(ITurnContext turnContext, CardData data, CancellationToken ct)
    {
        if (Answers.Words(data, await runs.FindAsync(turnContext, ct)) is not { } words)
        {
            return false;
        }

        turnContext.Activity.Text = words;
        return true;
    }

    /// <summary>
    /// Whether a button was pressed twice in a row: what it asks for is under way, and the card is about to change. Where cards do not
    /// change, a second press is a question.
    /// </summary>
    public async Task<bool> IsRepeatAsync(ITurnContext turnContext, CardData data, CancellationToken ct) =>
        Chats.Of(turnContext).ShowsUpdates
        && (Answers.IsTaken(data, await runs.FindAsync(turnContext, ct))
            || (data.Verb == CardVerb.Confirm && await runs.HasStartedAsync(turnContext, data.Run, ct)));

    /// <summary>The run that a button belongs to; null when another one goes on here, or none.</summary>
    public async Task<RenewRun?> FindRunAsync(ITurnContext turnContext, CardData data, CancellationToken ct) =>
        await runs.FindAsync(turnContext, ct) is { } run && run.Id == data.Run ? run : null;

    private async Task<DialogContext> StopAsync(ITurnContext turnContext, CancellationToken ct)
    {
        var dialogs = await OpenAsync(turnContext, ct);
        await dialogs.CancelAllDialogsAsync(ct);
        await runs.EndAsync(turnContext, ct);
        return dialogs;
    }

    private Task<DialogContext> OpenAsync(ITurnContext turnContext, CancellationToken ct) =>
        new DialogSet(_state).Add(renew).Add(signIn).CreateContextAsync(turnContext, ct);
}
