using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Conversations;
using HelpDesk.RenewalBot.Service;

namespace HelpDesk.RenewalBot.Renewing;

/// <summary>Removes, as whoever has signed in, what earlier renewals left in the directory, and tells what was removed.</summary>
internal sealed class CleanUpStep(RenewalServiceClient service)
{
    public async Task RunAsync(ITurnContext turnContext, RenewRun run, string token, CancellationToken ct)
    {
        var context = Chats.Of(turnContext).Context;
        var registration = run.Registration ?? throw new InvalidOperationException("Nobody said what is to be cleaned up.");
        var result = await service.CleanUpAsync(token, registration.Id, ct);
        var card = result.Succeeded(out var done, out var problem)
            ? CleanUpCard.Build(context, registration, done)
            : context.Tell(problem, registration.Id, context.Buttons.Make(context.Texts.CleanUpButton, CardVerb.CleanUp, registration.Id));
        await turnContext.SendCardAsync(card, ct);
    }
}
