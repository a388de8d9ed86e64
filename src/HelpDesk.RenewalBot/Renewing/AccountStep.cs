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

    /// <summary>Something blocks this account, or is open and was not seen yet: its checklist comes first.</summary>
    ChecklistFirst,

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
            return await RefuseAsync(turnContext, registration, problem, ct);
        }

        if (!string.Equals(admin.TenantId, registration.TenantId, StringComparison.OrdinalIgnoreCase))
        {
            return await RefuseAsync(turnContext, registration, chat.Texts.WrongTenant, ct);
        }

        var checklist = await checks.LookSignedInAsync(turnContext, token, registration.Id, ct);
        if (!checklist.Succeeded(out var found, out problem))
        {
            return await RefuseAsync(turnContext, registration, problem, ct);
        }

        if (!found.MayContinue || found.Route is not SignInRoute.Delegated)
        {
            // The card before the sign-in has had its say; this one is about another look, and often another account.
            await checks.KeepAsync(turnContext, run with { CardActivityId = null }, found, ct);
            return SignedInAs.ChecklistFirst;
        }

        // Another account's questions have not been on any card yet; once they have, "continue" leads here again.
        if (IsOther(run, admin) && found.Checks.Any(c => c is { IsEnforced: true, Result: CheckResult.CannotTell or CheckResult.CouldNotBeRead }))
        {
            await checks.KeepAsync(turnContext, run with { CardActivityId = null, Checked = CheckedAccount.Of(found) }, found, ct);
            return SignedInAs.ChecklistFirst;
        }

        await AskAsync(turnContext, run, registration, admin, found, ct);
        return SignedInAs.Accepted;
    }

    /// <summary>Whether the token still speaks for the account that confirmed.</summary>
    public async Task<bool> IsStillAsync(RenewRun run, string token, CancellationToken ct) =>
        (await service.GetSignedInAsync(token, ct)).Value is { } admin && admin.TenantId == run.AdminTenantId && admin.PersonId == run.AdminId;

    private async Task AskAsync(
        ITurnContext turnContext, RenewRun run, RegistrationStatus registration, SignedInAdmin admin, Checklist found, CancellationToken ct)
    {
        var chat = Chats.Of(turnContext);
        var key = Guid.NewGuid();
        var card = ConfirmCard.Build(chat.Context, registration, admin, Difference(chat.Texts, run.Checked, admin, found), run.Id, key);
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

    private static bool IsOther(RenewRun run, SignedInAdmin admin) => run.Checked is null || !IsSame(run.Checked, admin);

    private static bool IsSame(CheckedAccount account, SignedInAdmin admin) => string.Equals(account.Id, admin.PersonId, StringComparison.OrdinalIgnoreCase);

    /// <summary>What the sign-in shows otherwise than the checks before it; null when nothing.</summary>
    private static string? Difference(Texts texts, CheckedAccount? before, SignedInAdmin admin, Checklist now)
    {
        if (before is not null && !IsSame(before, admin))
        {
            return texts.Difference(before.Name);
        }

        return (before?.Roles, now.Roles) is ({ } then, { } today) && !then.ToHashSet().SetEquals(today) ? texts.RolesChanged(then, today) : null;
    }

    private static Task<SignedInAs> RefuseAsync(ITurnContext turnContext, RegistrationStatus registration, string text, CancellationToken ct)
    {
        var context = Chats.Of(turnContext).Context;
        return RefuseAsync(turnContext, TalkCards.Error(context, text, Ways(context, registration)), ct);
    }

    private static Task<SignedInAs> RefuseAsync(ITurnContext turnContext, RegistrationStatus registration, ServiceProblem problem, CancellationToken ct)
    {
        var context = Chats.Of(turnContext).Context;
        return RefuseAsync(turnContext, context.Tell(problem, registration.Id, Ways(context, registration)), ct);
    }

    private static async Task<SignedInAs> RefuseAsync(ITurnContext turnContext, AdaptiveCard card, CancellationToken ct)
    {
        await turnContext.SendCardAsync(card, ct);
        return SignedInAs.Refused;
    }

    private static AdaptiveAction[] Ways(CardContext context, RegistrationStatus registration) =>
    [
        context.Buttons.Make(context.Texts.OtherAccountButton, new CardData { Verb = CardVerb.Renew, RegistrationId = registration.Id, OtherAccount = true }),
        context.Buttons.Make(context.Texts.TryAgainButton, CardVerb.Renew, registration.Id),
    ];
}
