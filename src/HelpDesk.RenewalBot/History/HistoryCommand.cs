using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Conversations;
using HelpDesk.RenewalBot.Service;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.History;

/// <summary>Answers "history".</summary>
internal sealed class HistoryCommand(RenewalServiceClient service)
{
    public async Task ShowAsync(ITurnContext turnContext, Person person, CancellationToken ct)
    {
        var context = Chats.Of(turnContext).Context;
        var (secrets, problem) = await ReadAsync(person, ct);
        var card = problem is null
            ? HistoryCard.Build(context, secrets)
            : context.Tell(problem, null, context.Buttons.Make(context.Texts.TryAgainButton, CardVerb.History));
        await turnContext.SendCardAsync(card, ct);
    }

    private async Task<(List<(RegistrationStatus, IReadOnlyList<Renewal>)> Secrets, ServiceProblem? Problem)> ReadAsync(Person person, CancellationToken ct)
    {
        List<(RegistrationStatus, IReadOnlyList<Renewal>)> secrets = [];
        var result = await service.GetRegistrationsAsync(person, ct);
        if (!result.Succeeded(out var registrations, out var problem))
        {
            return (secrets, problem);
        }

        foreach (var registration in registrations)
        {
            var history = await service.GetRenewalsAsync(person, registration.Id, ct);
            if (!history.Succeeded(out var renewals, out problem))
            {
                return (secrets, problem);
            }

            secrets.Add((registration, renewals));
        }

        return (secrets, null);
    }
}
