using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Conversations;
using HelpDesk.RenewalBot.Service;
using HelpDesk.Renewals.Contract;
using HelpDesk.Storage.Bot;

namespace HelpDesk.RenewalBot.Renewing;

/// <summary>What became of a sign-in.</summary>
internal enum SignedInAs
{
    /// <summary>The right one: the confirmation is asked for.</summary>
    Accepted,

    /// <summary>Something blocks this account; it is on the checklist.</summary>
    Blocked,

    /// <summary>Not an account that can renew this secret; the person knows why.</summary>
    Refused,
}

/// <summary>
/// Compares who signed in with who was checked and with the secret's tenant, checks this account with its own token, and asks for the
/// confirmation. Nothing has been written yet.
/// </summary>
internal sealed class AccountStep(RenewalServiceClient service, RenewRuns runs, CheckStep checks, CardRegister cards)
{
    public async Task<SignedInAs> RunAsync(ITurnContext turnContext, string token, CancellationToken ct)
    {
        var run = await runs.GetAsync(turnContext, ct);
        var registration = run.Registration ?? throw new InvalidOperationException("No registration was chosen.");
        var chat = Chats.Of(turnContext);
        var me = await service.GetSignedInAsync(token, ct);
        if (!me.Succeeded(out var admin, out var problem))
        {
            return await RefuseAsync(turnContext, registration, chat.Texts.Tell(problem), ct);
        }

        if (!string.Equals(admin.TenantId, registration.TenantId, StringComparison.OrdinalIgnoreCase))
        {
            return await RefuseAsync(turnContext, registration, chat.Texts.WrongTenant, ct);
        }

        if (!admin.MayRenew)
        {
            return await RefuseAsync(turnContext, registration, chat.Texts.MayNotRenew(admin.Name), ct);
        }

        var checklist = await service.CheckSignedInAsync(token, registration.Id, ct);
        if (!checklist.Succeeded(out var found, out problem))
        {
            return await RefuseAsync(turnContext, registration, chat.Texts.Tell(problem), ct);
        }

        if (!found.MayContinue)
        {
            run = await checks.ShowAsync(turnContext, run with { CardActivityId = null }, registration, found, ct);
            await runs.SetAsync(turnContext, run with { IsCheckedAfterSignIn = true }, ct);
            return SignedInAs.Blocked;
        }

        await AskAsync(turnContext, run, registration, admin, ct);
        return SignedInAs.Accepted;
    }

    /// <summary>Whether the token still speaks for the account that confirmed.</summary>
    public async Task<bool> IsStillAsync(RenewRun run, string token, CancellationToken ct) =>
        (await service.GetSignedInAsync(token, ct)).Value is { } admin && admin.TenantId == run.AdminTenantId && admin.PersonId == run.AdminId;

    private async Task AskAsync(ITurnContext turnContext, RenewRun run, RegistrationStatus registration, SignedInAdmin admin, CancellationToken ct)
    {
        var chat = Chats.Of(turnContext);
        var isOther = run.CheckedId is not null && !string.Equals(run.CheckedId, admin.PersonId, StringComparison.OrdinalIgnoreCase);
        var key = Guid.NewGuid();
        var card = ConfirmCard.Build(chat.Context, registration, admin, isOther ? run.CheckedName : null, run.Id, key);
        var activityId = await turnContext.SendCardAsync(card, ct);
        if (activityId is not null)
        {
            await cards.SentAsync(chat.Id, activityId, registration.Id, null, CardKind.Confirm, ct);
        }

        await runs.SetAsync(
            turnContext,
            run with { Stage = RunStage.Confirming, Key = key, CardActivityId = activityId, AdminTenantId = admin.TenantId, AdminId = admin.PersonId },
            ct);
    }

    private static async Task<SignedInAs> RefuseAsync(ITurnContext turnContext, RegistrationStatus registration, string text, CancellationToken ct)
    {
        var context = Chats.Of(turnContext).Context;
        var other = new CardData { Verb = CardVerb.Renew, RegistrationId = registration.Id, OtherAccount = true };
        await turnContext.SendCardAsync(
            TalkCards.Error(
                context,
                text,
                context.Buttons.Make(context.Texts.OtherAccountButton, other),
                context.Buttons.Make(context.Texts.TryAgainButton, CardVerb.Renew, registration.Id)),
            ct);
        return SignedInAs.Refused;
    }
}
