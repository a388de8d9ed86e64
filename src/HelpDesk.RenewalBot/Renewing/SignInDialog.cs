using HelpDesk.RenewalBot.BotSdk;
using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Conversations;
using HelpDesk.RenewalBot.Service;

namespace HelpDesk.RenewalBot.Renewing;

/// <summary>What the person wanted when they were asked to sign in first.</summary>
internal sealed record SignInRequest
{
    public Command? Then { get; init; }
}

/// <summary>Signs somebody in only to know who they are. Ends with the <see cref="Command"/> that has been waiting, if there was one.</summary>
internal sealed class SignInDialog : ComponentDialog
{
    public const string DialogId = "identifyFirst";

    private readonly Identification _identification;
    private readonly SignInPrompts _prompts;
    private readonly IStatePropertyAccessor<SignInRequest> _request;

    public SignInDialog(Identification identification, SignInPrompts prompts, ConversationState conversations)
        : base(DialogId)
    {
        (_identification, _prompts) = (identification, prompts);
        _request = conversations.CreateProperty<SignInRequest>("signInRequest");
        AddDialog(new WaterfallDialog("steps", [AskAsync, FinishAsync]));
        foreach (var prompt in prompts.All)
        {
            AddDialog(prompt);
        }

        InitialDialogId = "steps";
    }

    public Task RequestAsync(ITurnContext turnContext, Command? then, CancellationToken ct) =>
        _request.SetAsync(turnContext, new SignInRequest { Then = then }, ct);

    private static Task<DialogTurnResult> AskAsync(WaterfallStepContext step, CancellationToken ct) =>
        SignInPrompts.AskAsync(step, SignInPrompts.Identify, ct);

    private async Task<DialogTurnResult> FinishAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var context = Chats.Of(step.Context).Context;
        if (step.Result is not TokenResponse { Token: { } token })
        {
            await step.Context.SendCardAsync(TalkCards.Error(context, context.Texts.SignInMissing, TryAgain(context)), ct);
            return await step.EndDialogAsync(null!, ct);
        }

        var result = await _identification.IdentifyAsync(step.Context, token, ct);
        await _prompts.SignOutAsync(step.Context, ct);
        if (!result.Succeeded(out var admin, out var problem))
        {
            await step.Context.SendCardAsync(context.Tell(problem, null, TryAgain(context)), ct);
            return await step.EndDialogAsync(null!, ct);
        }

        await step.Context.SendPlainAsync(context.Texts.SignedInAs(admin.Name), ct);
        var request = await _request.FindAsync(step.Context, ct);
        await _request.DeleteAsync(step.Context, ct);
        return await step.EndDialogAsync(request?.Then!, ct);
    }

    private static AdaptiveAction TryAgain(CardContext context) => context.Buttons.Make(context.Texts.SignInButton, CardVerb.SignIn, style: "positive");
}
