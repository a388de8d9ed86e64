using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Conversations;
using HelpDesk.RenewalBot.Service;
using HelpDesk.Storage.Bot;

namespace HelpDesk.RenewalBot.Status;

/// <summary>Answers "status".</summary>
internal sealed class StatusCommand(RenewalServiceClient service, TemporaryAccountOutbox accounts)
{
    public async Task ShowAsync(ITurnContext turnContext, Person person, CancellationToken ct)
    {
        var context = Chats.Of(turnContext).Context;
        var result = await service.GetRegistrationsAsync(person, ct);
        var card = result.Succeeded(out var registrations, out var problem)
            ? StatusCard.Build(context, registrations, await accounts.ListAsync(person.TenantId, person.PersonId, ct))
            : context.Tell(problem, null, context.Buttons.Make(context.Texts.TryAgainButton, CardVerb.Status));
        await turnContext.SendCardAsync(card, ct);
    }
}
