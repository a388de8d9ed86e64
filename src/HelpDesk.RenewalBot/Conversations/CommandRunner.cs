using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.History;
using HelpDesk.RenewalBot.Renewing;
using HelpDesk.RenewalBot.Service;
using HelpDesk.RenewalBot.SignInErrors;
using HelpDesk.RenewalBot.Status;
using HelpDesk.RenewalBot.TemporaryAccounts;

namespace HelpDesk.RenewalBot.Conversations;

/// <summary>Does what a command asks, however it was given: typed, by a button, or after a sign-in that it had to wait for.</summary>
internal sealed class CommandRunner(
    ChatDialogs dialogs, StatusCommand status, HistoryCommand history, AccountDeletedCommand deleted, StartStep progress, RenewalServiceClient service)
{
    public async Task RunAsync(ITurnContext turnContext, Command command, CancellationToken ct)
    {
        var chat = Chats.Of(turnContext);
        switch (command)
        {
            case Command.Help:
                await turnContext.SendCardAsync(TalkCards.Help(chat.Context), ct);
                await dialogs.RepromptAsync(turnContext, ct);
                break;
            case Command.Cancel:
                await turnContext.SendActivityAsync(
                    await dialogs.CancelAsync(turnContext, ct) ? chat.Texts.Cancelled : chat.Texts.NothingToCancel, cancellationToken: ct);
                break;
            case Command.SignOut:
                await turnContext.SendActivityAsync(
                    await dialogs.SignOutAsync(turnContext, ct) ? chat.Texts.SignedOut : chat.Texts.NotSignedOut, cancellationToken: ct);
                break;
            case Command.Renew or Command.Check:
                await dialogs.RenewAsync(turnContext, null, false, ct);
                break;
            case Command.Status when chat.Person is { } person:
                await status.ShowAsync(turnContext, person, ct);
                break;
            case Command.History when chat.Person is { } person:
                await history.ShowAsync(turnContext, person, ct);
                break;
            case Command.TemporaryAccount when chat.Person is not null:
                await dialogs.TemporaryAccountAsync(turnContext, null, ct);
                break;
            default:
                await dialogs.SignInAsync(turnContext, command, ct);
                break;
        }
    }

    /// <summary>A code from Microsoft's sign-in page, which people paste: what it means, and what goes on here goes on.</summary>
    public async Task ExplainAsync(ITurnContext turnContext, SignInTrouble trouble, CancellationToken ct)
    {
        var run = await dialogs.FindRunAsync(turnContext, ct);
        trouble = trouble with { RegistrationId = run?.Registration?.Id ?? run?.RegistrationId };
        await turnContext.SendCardAsync(SignInErrorCard.Build(Chats.Of(turnContext).Context, trouble), ct);
        await dialogs.RepromptAsync(turnContext, ct);
    }

    public Task PressAsync(ITurnContext turnContext, CardData data, CancellationToken ct) => data.Verb switch
    {
        CardVerb.Status => RunAsync(turnContext, Command.Status, ct),
        CardVerb.History => RunAsync(turnContext, Command.History, ct),
        CardVerb.Help => RunAsync(turnContext, Command.Help, ct),
        CardVerb.SignIn => dialogs.SignInAsync(turnContext, Command.Status, ct),
        CardVerb.Renew or CardVerb.Check => dialogs.RenewAsync(turnContext, data.RegistrationId, data.OtherAccount, ct),
        CardVerb.CleanUp => dialogs.CleanUpAsync(turnContext, data.RegistrationId, data.OtherAccount, ct),
        CardVerb.TemporaryAccount when Chats.Of(turnContext).Person is not null => dialogs.TemporaryAccountAsync(turnContext, data.RegistrationId, ct),
        CardVerb.TemporaryAccount => RunAsync(turnContext, Command.TemporaryAccount, ct),
        CardVerb.AccountDeleted => deleted.RunAsync(turnContext, data.Account, ct),
        _ => PassedByAsync(turnContext, data, ct),
    };

    /// <summary>A button that the dialog does not wait for now.</summary>
    private async Task PassedByAsync(ITurnContext turnContext, CardData data, CancellationToken ct)
    {
        // While the sign-in waits, this is the way out of the wrong account.
        if (data.Verb == CardVerb.OtherAccount && await dialogs.FindRunAsync(turnContext, data, ct) is { } run)
        {
            var registration = run.Registration?.Id ?? run.RegistrationId;
            await (run.CleansUp ? dialogs.CleanUpAsync(turnContext, registration, otherAccount: true, ct) : dialogs.RenewAsync(turnContext, registration, otherAccount: true, ct));
        }
        else if (data.Verb != CardVerb.Resume && !await dialogs.IsRepeatAsync(turnContext, data, ct))
        {
            await OutdatedAsync(turnContext, data, ct);
        }
    }

    /// <summary>A button of a card that time has passed by: nothing is done, and the person sees how things are.</summary>
    private async Task OutdatedAsync(ITurnContext turnContext, CardData data, CancellationToken ct)
    {
        var chat = Chats.Of(turnContext);
        await turnContext.SendActivityAsync(chat.Texts.Outdated, cancellationToken: ct);
        if (chat.Person is { } person
            && (await service.GetRegistrationsAsync(person, ct)).Value?.FirstOrDefault(r => r.Id == data.RegistrationId) is { LatestRenewal: { } renewal } registration)
        {
            await progress.ShowAsync(turnContext, registration, renewal, null, ct);
            return;
        }

        await RunAsync(turnContext, Command.Status, ct);
    }
}
