using HelpDesk.RenewalBot.Conversations;
using HelpDesk.Storage.Bot;

namespace HelpDesk.RenewalBot.TemporaryAccounts;

/// <summary>Answers "it is deleted". The directory is asked first; the admin's word counts where it cannot tell.</summary>
internal sealed partial class AccountDeletedCommand(TemporaryAccountOutbox accounts, AccountLook look, ILogger<AccountDeletedCommand> log)
{
    public async Task RunAsync(ITurnContext turnContext, Guid? id, CancellationToken ct)
    {
        var chat = Chats.Of(turnContext);
        if (id is not { } known || chat.Person is not { } person || await accounts.FindAsync(person.TenantId, person.PersonId, known, ct) is not { } account)
        {
            await turnContext.SendActivityAsync(chat.Texts.BadCard, cancellationToken: ct);
        }
        else if ((account.End ?? await LookAsync(account, ct)) is { } end)
        {
            await turnContext.SendCardAsync(TemporaryAccountCards.Ended(chat.Context, account.Login, end), ct);
        }
        else
        {
            await turnContext.SendPlainAsync(chat.Texts.StillThere(account.Login), ct);
        }
    }

    /// <summary>How the reminders have ended; null while the account is there to be seen.</summary>
    private async Task<TemporaryAccountEnd?> LookAsync(TemporaryAccount account, CancellationToken ct)
    {
        var sight = await look.AtAsync(account, ct);
        if (sight is AccountSight.Exists)
        {
            return null;
        }

        var end = AccountLook.End(sight) ?? TemporaryAccountEnd.AdminsWord;
        await accounts.EndAsync(account.Id, end, ct);
        Log.Ended(log, account.Id, end);
        return end;
    }

    private static partial class Log
    {
        [LoggerMessage(3065, LogLevel.Information, "The person said that temporary account {Account} is deleted, and the reminders have ended: {End}.")]
        public static partial void Ended(ILogger logger, Guid account, TemporaryAccountEnd end);
    }
}
