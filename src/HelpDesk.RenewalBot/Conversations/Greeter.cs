using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Notices;
using HelpDesk.Storage.Bot;

namespace HelpDesk.RenewalBot.Conversations;

/// <summary>
/// Says hello once per chat. Installation and membership events race and repeat, so whoever claims the greeting first says it.
/// </summary>
internal sealed class Greeter(ConversationDirectory directory, OutboxSignal signal)
{
    public async Task GreetAsync(ITurnContext turnContext, CancellationToken ct)
    {
        var chat = Chats.Of(turnContext);
        if (!await directory.TryClaimGreetingAsync(chat.Id, ct))
        {
            return;
        }

        try
        {
            if (chat.Row.IsPersonal)
            {
                await turnContext.SendCardAsync(TalkCards.Greeting(chat.Context, chat.Person is not null), ct);
            }
            else
            {
                await turnContext.SendActivityAsync(chat.Texts.GroupPointer, cancellationToken: ct);
            }
        }
        catch
        {
            await directory.UngreetAsync(chat.Id, CancellationToken.None);
            throw;
        }

        // What this person should have been warned of already is looked up at once, in the background.
        signal.Wake();
    }
}
