using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Conversations;
using HelpDesk.RenewalBot.Notices;
using HelpDesk.RenewalBot.Service;
using HelpDesk.Renewals.Contract;
using HelpDesk.Storage.Bot;

namespace HelpDesk.RenewalBot.Renewing;

/// <summary>Starts the renewal and leaves a card that tells how it goes; the feed takes it from there.</summary>
internal sealed class StartStep(RenewalServiceClient service, CardRegister cards, RenewalNewsOutbox news, OutboxSignal signal)
{
    public async Task RunAsync(ITurnContext turnContext, RenewRun run, string token, CancellationToken ct)
    {
        if (run is not { Registration: { } registration, Key: { } key })
        {
            throw new InvalidOperationException("Nothing was confirmed.");
        }

        var chat = Chats.Of(turnContext);
        var result = await service.StartRenewalAsync(token, registration.Id, key, ct);
        if (result.Succeeded(out var renewal, out var problem))
        {
            await ShowAsync(turnContext, chat, registration, renewal, run.CardActivityId, ct);
        }
        else if (problem is { Failure: ServiceFailure.RenewalActive, Active: { } active })
        {
            await turnContext.SendActivityAsync(chat.Texts.RenewalActive(active.StartedByName), cancellationToken: ct);
            await ShowAsync(turnContext, chat, registration, active, run.CardActivityId, ct);
        }
        else
        {
            var context = chat.Context;
            await turnContext.SendCardAsync(
                TalkCards.Error(context, context.Texts.Tell(problem), context.Buttons.Make(context.Texts.TryAgainButton, CardVerb.Renew, registration.Id)),
                ct);
        }
    }

    private async Task ShowAsync(
        ITurnContext turnContext, Chat chat, RegistrationStatus registration, Renewal renewal, string? confirmCard, CancellationToken ct)
    {
        var message = CardMessage.Of(ProgressCard.Build(chat.Context, registration, renewal));
        var activityId = confirmCard;
        if (confirmCard is not null && chat.ShowsUpdates)
        {
            message.Id = confirmCard;
            await turnContext.UpdateActivityAsync(message, ct);
        }
        else
        {
            activityId = (await turnContext.SendActivityAsync(message, ct)).Id;
        }

        if (activityId is not null)
        {
            await cards.SentAsync(chat.Id, activityId, registration.Id, renewal.Id, CardKind.Progress, ct);
        }

        // The feed may have been faster than this turn and is now drawn over.
        await news.ShowAgainAsync(chat.Id, renewal.Id, ct);
        signal.Wake();
    }
}
