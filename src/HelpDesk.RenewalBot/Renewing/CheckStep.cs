using HelpDesk.RenewalBot.BotSdk;
using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Checks;
using HelpDesk.RenewalBot.Conversations;
using HelpDesk.RenewalBot.Service;
using HelpDesk.Renewals.Contract;
using HelpDesk.Storage.Bot;

namespace HelpDesk.RenewalBot.Renewing;

/// <summary>
/// Looks for what could block the renewal and shows it on one card, which fills as results come in, where that shows, and which all that follows
/// goes on using.
/// </summary>
internal sealed partial class CheckStep(RenewalServiceClient service, RenewRuns runs, CardRegister cards, ILogger<CheckStep> log)
{
    /// <summary>The checks before sign-in, for the chat's own person. Null when they could not be had; the person knows then.</summary>
    public async Task<RenewRun?> LookAsync(ITurnContext turnContext, RenewRun run, RegistrationStatus registration, CancellationToken ct)
    {
        if (Chats.Of(turnContext).Person is not { } person)
        {
            return null;
        }

        var chat = Chats.Of(turnContext);
        var draws = chat.ShowsUpdates;
        run = draws ? await ShowAsync(turnContext, run, ChecklistCard.Running(chat.Context, registration), ct) : run;
        var result = await service.CheckAsync(person, registration.Id, new(chat.Texts.Language, DrawAsync), ct);
        if (result.Succeeded(out var checklist, out var problem))
        {
            return await KeepAsync(turnContext, run with { Checked = CheckedAccount.Of(checklist) }, checklist, ct);
        }

        var context = chat.Context;
        await ShowAsync(
            turnContext,
            run,
            context.Tell(problem, registration.Id, context.Buttons.Make(context.Texts.TryAgainButton, CardVerb.Renew, registration.Id)),
            ct);
        return null;

        // A drawing that does not arrive is no loss: the complete list follows.
        async Task DrawAsync(Checklist known)
        {
            try
            {
                run = draws ? await ShowAsync(turnContext, run, ChecklistCard.Build(chat.Context, registration, known, run.Id), ct) : run;
            }
            catch (Exception e) when (DeliveryProblem.Of(e) is { } refused)
            {
                draws = false;
                Log.NotDrawn(log, chat.Id, refused.Fate);
            }
        }
    }

    /// <summary>The checks of the account that has signed in, read on its behalf.</summary>
    public Task<ServiceResult<Checklist>> LookSignedInAsync(ITurnContext turnContext, string token, Guid registrationId, CancellationToken ct) =>
        service.CheckSignedInAsync(token, registrationId, new(Chats.Of(turnContext).Texts.Language, _ => Task.CompletedTask), ct);

    public Task<RenewRun> KeepAsync(ITurnContext turnContext, RenewRun run, Checklist checklist, CancellationToken ct) =>
        runs.SetAsync(turnContext, run with { Checklist = checklist, OpenCheck = null, Stage = RunStage.Checked }, ct);

    /// <summary>Shows what the run has: the whole list, or the one known issue that was opened.</summary>
    public async Task ShowAsync(ITurnContext turnContext, RenewRun run, CancellationToken ct)
    {
        var (chat, registration, checklist) = (Chats.Of(turnContext), run.Registration!, run.Checklist!);
        var open = checklist.Checks.FirstOrDefault(c => string.Equals(c.Name, run.OpenCheck, StringComparison.OrdinalIgnoreCase));
        run = await ShowAsync(
            turnContext,
            run,
            open is null ? ChecklistCard.Build(chat.Context, registration, checklist, run.Id) : CheckStepCard.Build(chat.Context, registration, open, run.Id),
            ct);
        if (run.CardActivityId is { } card)
        {
            await cards.SentAsync(chat.Id, card, registration.Id, null, CardKind.Checklist, ct);
        }

        await runs.SetAsync(turnContext, run, ct);
    }

    public async Task ShowSupportAsync(ITurnContext turnContext, RenewRun run, CancellationToken ct)
    {
        var card = SupportCard.Build(Chats.Of(turnContext).Context, run.Registration!, run.Checklist!, run.Id);
        await runs.SetAsync(turnContext, await ShowAsync(turnContext, run, card, ct), ct);
    }

    /// <summary>Keeps the word of the chat's person, where the service takes one.</summary>
    /// <returns>False when it could not be kept; the person knows then.</returns>
    public async Task<bool> ConfirmAsync(ITurnContext turnContext, RenewRun run, string? name, CancellationToken ct)
    {
        var chat = Chats.Of(turnContext);
        if (run.Checklist?.Checks.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase)) is not { MayConfirm: true } check
            || chat.Person is not { } person)
        {
            return true;
        }

        var who = turnContext.Activity.From.Name is { Length: > 0 } known ? known : run.Checklist.AccountName;
        var result = await service.ConfirmCheckAsync(person, who, run.Registration!.Id, check.Name, ct);
        if (result.Problem is { } problem)
        {
            await turnContext.SendPlainAsync(chat.Texts.Tell(problem), ct);
        }

        return result.Problem is null;
    }

    private static async Task<RenewRun> ShowAsync(ITurnContext turnContext, RenewRun run, AdaptiveCard card, CancellationToken ct) =>
        run with { CardActivityId = await turnContext.ShowCardAsync(card, run.CardActivityId, ct) };

    private static partial class Log
    {
        [LoggerMessage(3053, LogLevel.Warning, "In chat {Chat} results that had come in could not be drawn ({Fate}); the complete list follows.")]
        public static partial void NotDrawn(ILogger logger, Guid chat, DeliveryFate fate);
    }
}
