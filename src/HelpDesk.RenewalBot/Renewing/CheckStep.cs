using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Checks;
using HelpDesk.RenewalBot.Conversations;
using HelpDesk.RenewalBot.Service;
using HelpDesk.Renewals.Contract;
using HelpDesk.Storage.Bot;

namespace HelpDesk.RenewalBot.Renewing;

/// <summary>Looks for what could block the renewal and shows it on one card, which "check again" goes on using.</summary>
internal sealed class CheckStep(RenewalServiceClient service, RenewRuns runs, CardRegister cards)
{
    /// <summary>The checks before sign-in, for the chat's own person. Null when they could not be had; the person knows then.</summary>
    public async Task<RenewRun?> RunAsync(ITurnContext turnContext, RenewRun run, RegistrationStatus registration, CancellationToken ct)
    {
        var chat = Chats.Of(turnContext);
        if (chat.Person is not { } person)
        {
            return null;
        }

        if (chat.ShowsUpdates)
        {
            run = await ShowAsync(turnContext, run, ChecklistCard.Running(chat.Context, registration), ct);
        }

        var result = await service.CheckAsync(person, registration.Id, ct);
        if (result.Succeeded(out var checklist, out var problem))
        {
            run = run with { CheckedId = checklist.AccountId, CheckedName = checklist.AccountName };
            return await ShowAsync(turnContext, run, registration, checklist, ct);
        }

        var context = chat.Context;
        await ShowAsync(
            turnContext,
            run,
            context.Tell(problem, context.Buttons.Make(context.Texts.TryAgainButton, CardVerb.Renew, registration.Id)),
            ct);
        return null;
    }

    public async Task<RenewRun> ShowAsync(
        ITurnContext turnContext, RenewRun run, RegistrationStatus registration, Checklist checklist, CancellationToken ct)
    {
        var chat = Chats.Of(turnContext);
        run = await ShowAsync(turnContext, run, ChecklistCard.Build(chat.Context, registration, checklist, run.Id), ct);
        if (run.CardActivityId is { } card)
        {
            await cards.SentAsync(chat.Id, card, registration.Id, null, CardKind.Checklist, ct);
        }

        return await runs.SetAsync(turnContext, run with { Stage = RunStage.Checked, MayContinue = checklist.MayContinue }, ct);
    }

    private static async Task<RenewRun> ShowAsync(ITurnContext turnContext, RenewRun run, AdaptiveCard card, CancellationToken ct) =>
        run with { CardActivityId = await turnContext.ShowCardAsync(card, run.CardActivityId, ct) };
}
