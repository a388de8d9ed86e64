using HelpDesk.RenewalBot.BotSdk;
using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Renewing;
using HelpDesk.RenewalBot.TemporaryAccounts;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Conversations;

/// <summary>
/// Begins, continues and stops the dialogs of a conversation. Those that cannot go on where an earlier turn stopped are over: after a long
/// silence for good, after an update of the bot they start over. Nothing is written before a renewal's last step, so that does no harm.
/// </summary>
internal sealed partial class ChatDialogs(
    ConversationState conversations,
    RenewDialog renew,
    SignInDialog signIn,
    TemporaryAccountDialog temporaryAccount,
    RenewRuns runs,
    TemporaryAccountTalks talks,
    SignInPrompts prompts,
    Identification identification,
    IOptions<ConversationOptions> options,
    TimeProvider time,
    ILogger<ChatDialogs> log)
{
    private readonly IStatePropertyAccessor<DialogState> _state = conversations.CreateProperty<DialogState>(nameof(DialogState));
    private readonly Dialog[] _dialogs = [renew, signIn, temporaryAccount];

    /// <summary>Looks whether what goes on here can go on. Called before a message is understood, which is a fresh one when it cannot.</summary>
    public Task EnterAsync(ITurnContext turnContext, CancellationToken ct) => OpenAsync(turnContext, ct);

    /// <summary>Starts over, whatever was going on, and as nobody: an account that an earlier run left signed in is not taken for this one's.</summary>
    public Task RenewAsync(ITurnContext turnContext, Guid? registrationId, bool otherAccount, CancellationToken ct) =>
        BeginAsync(turnContext, new() { Id = Guid.NewGuid(), RegistrationId = registrationId, OtherAccount = otherAccount, SkipsFirstChecks = otherAccount }, ct);

    /// <summary>The same sign-in, and then what earlier renewals left in the directory is removed.</summary>
    public Task CleanUpAsync(ITurnContext turnContext, Guid? registrationId, bool otherAccount, CancellationToken ct) => BeginAsync(
        turnContext,
        new() { Id = Guid.NewGuid(), RegistrationId = registrationId, OtherAccount = otherAccount, SkipsFirstChecks = true, CleansUp = true },
        ct);

    private async Task BeginAsync(ITurnContext turnContext, RenewRun run, CancellationToken ct)
    {
        var dialogs = await StopAsync(turnContext, ct);
        await prompts.SignOutAsync(turnContext, ct);
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

    /// <summary>Walks the person through a temporary account, and starts that over.</summary>
    public async Task TemporaryAccountAsync(ITurnContext turnContext, Guid? registrationId, CancellationToken ct)
    {
        var dialogs = await StopAsync(turnContext, ct);
        await talks.SetAsync(turnContext, new TemporaryAccountTalk { Id = Guid.NewGuid(), RegistrationId = registrationId }, ct);
        await dialogs.BeginDialogAsync(TemporaryAccountDialog.DialogId, null!, ct);
    }

    /// <summary>Lets the running dialog go on. False when none runs; a command that waited for the dialog's end is returned.</summary>
    public async Task<(bool Ran, Command? Then)> ContinueAsync(ITurnContext turnContext, CancellationToken ct)
    {
        var dialogs = await OpenAsync(turnContext, ct);
        if (await RestartAsync(turnContext, ct))
        {
            return (true, null);
        }

        var result = await dialogs.ContinueDialogAsync(ct);
        return (result.Status != DialogTurnStatus.Empty, result.Result is Command then ? then : null);
    }

    /// <summary>
    /// Begins again what an update of the bot has ended, from where nothing is taken over: a renewal from its checks. False when there is
    /// nothing of the kind; the person may have begun something else meanwhile.
    /// </summary>
    public async Task<bool> RestartAsync(ITurnContext turnContext, CancellationToken ct)
    {
        if (!TakeUpdated(turnContext))
        {
            return false;
        }

        var chat = Chats.Of(turnContext);
        var (run, talk) = (await runs.FindAsync(turnContext, ct), await talks.FindAsync(turnContext, ct));
        // A confirmation may have reached the service from a process that ended before it could note so.
        var mayHaveBegun = run?.Stage is RunStage.Confirming or RunStage.Renewing;
        await turnContext.SendActivityAsync(mayHaveBegun ? chat.Texts.UpdatedAtConfirmation : chat.Texts.Updated, cancellationToken: ct);
        if (run is { CleansUp: true })
        {
            await CleanUpAsync(turnContext, run.Registration?.Id ?? run.RegistrationId, run.OtherAccount, ct);
        }
        else if (run is not null)
        {
            await RenewAsync(turnContext, run.Registration?.Id ?? run.RegistrationId, run.OtherAccount, ct);
        }
        else if (talk is not null)
        {
            await TemporaryAccountAsync(turnContext, talk.RegistrationId, ct);
        }
        else if (chat.Person is null)
        {
            await (await OpenAsync(turnContext, ct)).BeginDialogAsync(SignInDialog.DialogId, null!, ct);
        }
        else
        {
            await RenewAsync(turnContext, null, otherAccount: false, ct);
        }

        return true;
    }

    /// <summary>Asks again what the person has still to answer, after something in between.</summary>
    public async Task RepromptAsync(ITurnContext turnContext, CancellationToken ct) =>
        await (await OpenAsync(turnContext, ct)).RepromptDialogAsync(ct);

    /// <summary>True when there was something to stop.</summary>
    public async Task<bool> CancelAsync(ITurnContext turnContext, CancellationToken ct)
    {
        var dialogs = await OpenAsync(turnContext, ct);
        if (dialogs.ActiveDialog is null && !TakeUpdated(turnContext))
        {
            return false;
        }

        await dialogs.CancelAllDialogsAsync(ct);
        await EndAsync(turnContext, ct);
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
        if ((Answers.Words(data, await runs.FindAsync(turnContext, ct)) ?? await talks.WordsAsync(turnContext, data, ct)) is not { } words)
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
            || await talks.IsTakenAsync(turnContext, data, ct)
            || (data.Verb == CardVerb.Confirm && await runs.HasStartedAsync(turnContext, data.Run, ct)));

    /// <summary>The run that goes on here.</summary>
    public Task<RenewRun?> FindRunAsync(ITurnContext turnContext, CancellationToken ct) => runs.FindAsync(turnContext, ct);

    /// <summary>The run that a button belongs to; null when another one goes on here, or none.</summary>
    public async Task<RenewRun?> FindRunAsync(ITurnContext turnContext, CardData data, CancellationToken ct) =>
        await runs.FindAsync(turnContext, ct) is { } run && run.Id == data.Run ? run : null;

    private async Task<DialogContext> StopAsync(ITurnContext turnContext, CancellationToken ct)
    {
        var dialogs = await OpenAsync(turnContext, ct);
        TakeUpdated(turnContext);
        await dialogs.CancelAllDialogsAsync(ct);
        await EndAsync(turnContext, ct);
        return dialogs;
    }

    private async Task EndAsync(ITurnContext turnContext, CancellationToken ct)
    {
        await runs.EndAsync(turnContext, ct);
        await talks.EndAsync(turnContext, ct);
    }

    private async Task<DialogContext> OpenAsync(ITurnContext turnContext, CancellationToken ct)
    {
        var (dialogs, ended) = await DialogStacks.OpenAsync(_state, turnContext, _dialogs, options.Value.IdleTimeout, time, ct);
        if (ended is { } why)
        {
            Log.Ended(log, Chats.Of(turnContext).Id, why);
        }

        if (ended == EndedTalk.Idle)
        {
            await EndAsync(turnContext, ct);
            await prompts.SignOutAsync(turnContext, ct);
            await turnContext.SendActivityAsync(Chats.Of(turnContext).Texts.Idle, cancellationToken: ct);
        }
        else if (ended == EndedTalk.Updated || await IsWithoutRunAsync(turnContext, dialogs, ct))
        {
            dialogs.Stack.Clear();
            turnContext.TurnState.Set(new UpdatedTalk());
        }

        return dialogs;
    }

    // The run is stored beside the stack, and an earlier version may have written one that this version cannot read.
    private async Task<bool> IsWithoutRunAsync(ITurnContext turnContext, DialogContext dialogs, CancellationToken ct) =>
        (dialogs.ActiveDialog?.Id == RenewDialog.DialogId && await runs.FindAsync(turnContext, ct) is null)
        || (dialogs.ActiveDialog?.Id == TemporaryAccountDialog.DialogId && await talks.FindAsync(turnContext, ct) is null);

    private static bool TakeUpdated(ITurnContext turnContext)
    {
        var isUpdated = turnContext.TurnState.Get<UpdatedTalk>() is not null;
        turnContext.TurnState.Set<UpdatedTalk>(null!);
        return isUpdated;
    }

    /// <summary>Remembers for the rest of the turn that an update of the bot has ended the dialogs.</summary>
    private sealed class UpdatedTalk;

    private static partial class Log
    {
        [LoggerMessage(3050, LogLevel.Information, "The dialogs of chat {Chat} could not go on: {Why}.")]
        public static partial void Ended(ILogger logger, Guid chat, EndedTalk why);
    }
}
