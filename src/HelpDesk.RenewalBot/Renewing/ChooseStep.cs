using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Conversations;
using HelpDesk.RenewalBot.Service;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Renewing;

/// <summary>Which secret: the one that a button named, the only one there is, or one that the person picks.</summary>
internal sealed class ChooseStep(RenewalServiceClient service, RenewRuns runs)
{
    /// <summary>What there is to choose from; with a single one the choice is made. Else a card that says why there is nothing.</summary>
    public async Task<(IReadOnlyList<RegistrationStatus> Choices, AdaptiveCard? Problem)> FindAsync(
        ITurnContext turnContext, RenewRun run, Person person, CancellationToken ct)
    {
        var context = Chats.Of(turnContext).Context;
        var result = await service.GetRegistrationsAsync(person, ct);
        if (!result.Succeeded(out var registrations, out var problem))
        {
            return ([], context.Tell(problem, run.RegistrationId, context.Buttons.Make(context.Texts.TryAgainButton, CardVerb.Renew, run.RegistrationId)));
        }

        var choices = registrations.Where(r => run.RegistrationId is null || r.Id == run.RegistrationId).ToList();
        if (choices is [var only])
        {
            await runs.SetAsync(turnContext, run with { Registration = only }, ct);
        }

        return choices.Count > 0 ? (choices, null) : ([], TalkCards.Nothing(context, run.RegistrationId is null ? context.Texts.NoRegistrations : context.Texts.BadCard));
    }

    public async Task<PromptOptions> AskAsync(ITurnContext turnContext, RenewRun run, IReadOnlyList<RegistrationStatus> choices, CancellationToken ct)
    {
        var chat = Chats.Of(turnContext);
        await runs.SetAsync(turnContext, run with { Stage = RunStage.Choosing }, ct);
        return new PromptOptions
        {
            Prompt = (Activity)CardMessage.Of(ChooseCard.Build(chat.Context, choices, run.Id)),
            RetryPrompt = MessageFactory.Text(chat.Texts.ChooseAgain),
            Choices = [.. choices.Select(r => new Choice(r.Id.ToString()) { Synonyms = [r.DisplayName] })],
            Style = ListStyle.None,
        };
    }

    /// <summary>False when the chosen one is not the person's to renew any more.</summary>
    public async Task<bool> TakeAsync(ITurnContext turnContext, Guid registrationId, CancellationToken ct)
    {
        if (Chats.Of(turnContext).Person is not { } person
            || (await service.GetRegistrationsAsync(person, ct)).Value?.FirstOrDefault(r => r.Id == registrationId) is not { } registration)
        {
            return false;
        }

        await runs.SetAsync(turnContext, await runs.GetAsync(turnContext, ct) with { Registration = registration }, ct);
        return true;
    }
}
