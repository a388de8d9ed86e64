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
            await ShowAsync(turnContext, registration, renewal, run.CardActivityId, ct);
        }
        else if (problem is { Failure: ServiceFailure.RenewalActive, Active: { } active })
        {
            await turnContext.SendActivityAsync(chat.Texts.RenewalActive(active.StartedByName), cancellationToken: ct);
            await ShowAsync(turnContext, registration, active, run.CardActivityId, ct);
        }
        else
        {
            var context = chat.Context;
            await turnContext.SendCardAsync(
                TalkCards.Error(context, context.Texts.Tell(problem), context.Buttons.Make(context.Texts.TryAgainButton, CardVerb.Renew, registration.Id)),
                ct);
        }
    }

    /// <summary>Shows a renewal on a card that is kept up to date from now on.</summary>
    public async Task ShowAsync(
        ITurnContext turnContext, RegistrationStatus registration, Renewal renewal, string? confirmCard, CancellationToken ct)
    {
        var chat = Chats.Of(turnContext);
        var card = ProgressCard.Build(chat.Context, registration, renewal);
        if (await turnContext.ShowCardAsync(card, confirmCard, ct) is { } activityId)
        {
            await cards.SentAsync(chat.Id, activityId, registration.Id, renewal.Id, CardKind.Progress, ct);
        }

        // The feed may have been faster than this turn and is now drawn over.
        await news.ShowAgainAsync(chat.Id, renewal.Id, ct);
        signal.Wake();
    }
}
