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
    /// <returns>Whether a renewal is under way, be it this one or a colleague's.</returns>
    public async Task<bool> RunAsync(ITurnContext turnContext, RenewRun run, string token, CancellationToken ct)
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
            return true;
        }

        if (problem is { Failure: ServiceFailure.RenewalActive, Active: { } active })
        {
            var isOwn = string.Equals(active.StartedById, run.AdminId, StringComparison.OrdinalIgnoreCase);
            await turnContext.SendPlainAsync(isOwn ? chat.Texts.RenewalActiveByYou : chat.Texts.RenewalActive(active.StartedByName), ct);
            await ShowAsync(turnContext, registration, active, run.CardActivityId, ct);
            return true;
        }

        await turnContext.SendCardAsync(NotStarted(chat.Context, registration.Id, problem), ct);
        return false;
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

    // Without an answer nobody knows whether the renewal has begun.
    private static AdaptiveCard NotStarted(CardContext context, Guid registrationId, ServiceProblem problem)
    {
        var again = context.Buttons.Make(context.Texts.TryAgainButton, CardVerb.Renew, registrationId);
        return problem.Failure is ServiceFailure.Unavailable
            ? TalkCards.Error(context, context.Texts.StartUnknown, context.Buttons.Make(context.Texts.StatusButton, CardVerb.Status), again)
            : context.Tell(problem, registrationId, again);
    }
}
