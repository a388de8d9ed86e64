using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Conversations;
using HelpDesk.RenewalBot.Service;

namespace HelpDesk.RenewalBot.Renewing;

/// <summary>
/// From "renew" to a started renewal: who, which secret, what could block it, sign-in, confirmation, start. The order is here, each
/// step's work in a class of its own. The token is asked for whenever it is needed and never kept.
/// </summary>
internal sealed class RenewDialog : ComponentDialog
{
    public const string DialogId = "renew";
    private const string Steps = "steps";
    private const string AnswerPrompt = "answer";
    private const string ChoosePrompt = "choose";

    private readonly RenewRuns _runs;
    private readonly SignInPrompts _prompts;
    private readonly Identification _identification;
    private readonly ChooseStep _choose;
    private readonly AccountStep _account;
    private readonly StartStep _start;
    private readonly CleanUpStep _cleanUp;
    private readonly CardClicks _clicks;

    public RenewDialog(
        RenewRuns runs,
        SignInPrompts prompts,
        Identification identification,
        ChooseStep choose,
        ChecklistDialog checklist,
        AccountStep account,
        StartStep start,
        CleanUpStep cleanUp,
        CardClicks clicks)
        : base(DialogId)
    {
        (_runs, _prompts, _identification, _choose, _account) = (runs, prompts, identification, choose, account);
        (_start, _cleanUp, _clicks) = (start, cleanUp, clicks);
        AddDialog(new WaterfallDialog(
            Steps,
            [IdentifyAsync, ListAsync, CheckAsync, AnsweredAsync, SignInAsync, SignedInAsync, TokenAsync, AccountAsync, ConfirmedAsync, StartAsync]));
        AddDialog(checklist);
        AddDialog(new TextPrompt(AnswerPrompt, IsAnswerAsync));
        AddDialog(new ChoicePrompt(ChoosePrompt) { Style = ListStyle.None });
        foreach (var prompt in prompts.All)
        {
            AddDialog(prompt);
        }

        InitialDialogId = Steps;
    }

    /// <summary>The confirmation is a card that hangs there already: only the words that it waits for are said again.</summary>
    protected override async Task OnRepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        if ((await _runs.GetAsync(turnContext, cancellationToken)).Stage is RunStage.Confirming)
        {
            await turnContext.SendActivityAsync(Chats.Of(turnContext).Texts.ConfirmAnswers, cancellationToken: cancellationToken);
        }
    }

    private async Task<DialogTurnResult> IdentifyAsync(WaterfallStepContext step, CancellationToken ct) =>
        Chats.Of(step.Context).Person is null
            ? await SignInPrompts.AskAsync(step, SignInPrompts.Identify, ct)
            : await step.NextAsync(null!, ct);

    private async Task<DialogTurnResult> ListAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var texts = Chats.Of(step.Context).Texts;
        if (step.Result is TokenResponse { Token: { } token }
            && !(await _identification.IdentifyAsync(step.Context, token, ct)).Succeeded(out _, out var refused))
        {
            var context = Chats.Of(step.Context).Context;
            return await StopAsync(step, context.Tell(refused, null, context.Buttons.Make(texts.TryAgainButton, CardVerb.Renew)), ct);
        }

        if (Chats.Of(step.Context).Person is not { } person)
        {
            return await StopAsync(step, texts.SignInMissing, ct);
        }

        var run = await _runs.GetAsync(step.Context, ct);
        if (run.Registration is not null)
        {
            return await step.NextAsync(null!, ct);
        }

        var (choices, problem) = await _choose.FindAsync(step.Context, run, person, ct);
        return choices.Count switch
        {
            0 => await StopAsync(step, problem!, ct),
            1 => await step.NextAsync(null!, ct),
            _ => await step.PromptAsync(ChoosePrompt, await _choose.AskAsync(step.Context, run, choices, ct), ct),
        };
    }

    private async Task<DialogTurnResult> CheckAsync(WaterfallStepContext step, CancellationToken ct)
    {
        if (step.Result is FoundChoice { Value: { } chosen } && !await _choose.TakeAsync(step.Context, Guid.Parse(chosen), ct))
        {
            return await StopAsync(step, Chats.Of(step.Context).Texts.BadCard, ct);
        }

        return (await _runs.GetAsync(step.Context, ct)).SkipsFirstChecks
            ? await step.NextAsync(nameof(Answer.Continue), ct)
            : await step.BeginDialogAsync(ChecklistDialog.DialogId, null!, ct);
    }

    private async Task<DialogTurnResult> AnsweredAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var run = await _runs.GetAsync(step.Context, ct);
        switch (step.Result as string)
        {
            case nameof(Answer.Continue):
                return await step.NextAsync(null!, ct);
            case nameof(Answer.CheckAgain):
                return await AgainAsync(step, run with { SkipsFirstChecks = true, IsCheckedAfterSignIn = false, Checklist = null }, ct);
            case nameof(Answer.OtherAccount):
                return await OtherAccountAsync(step, run, ct);
            case null:
                return await EndAsync(step, ct);
            default:
                await step.Context.SendActivityAsync(Chats.Of(step.Context).Texts.Cancelled, cancellationToken: ct);
                return await EndAsync(step, ct);
        }
    }

    private async Task<DialogTurnResult> SignInAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var run = await _runs.GetAsync(step.Context, ct);
        await _runs.SetAsync(step.Context, run with { Stage = RunStage.SigningIn }, ct);
        return await SignInPrompts.AskAsync(step, Prompt(run), ct);
    }

    private async Task<DialogTurnResult> SignedInAsync(WaterfallStepContext step, CancellationToken ct)
    {
        if (step.Result is not TokenResponse || step.Context.Activity.Type != ActivityTypes.Invoke)
        {
            return await step.NextAsync(step.Result!, ct);
        }

        // Teams waits for the answer to its signin/verifyState: the rest runs in a turn of its own.
        var run = await _runs.GetAsync(step.Context, ct);
        await _runs.SetAsync(step.Context, run with { Stage = RunStage.SignedIn }, ct);
        _clicks.Add(step.Context, Chats.Of(step.Context).Context.Buttons.Payload(new CardData { Verb = CardVerb.Resume, Run = run.Id }));
        return new DialogTurnResult(DialogTurnStatus.Waiting);
    }

    private async Task<DialogTurnResult> TokenAsync(WaterfallStepContext step, CancellationToken ct) => step.Result is string
        ? await SignInPrompts.AskAsync(step, Prompt(await _runs.GetAsync(step.Context, ct)), ct)
        : await step.NextAsync(step.Result!, ct);

    private async Task<DialogTurnResult> AccountAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var texts = Chats.Of(step.Context).Texts;
        if (step.Result is not TokenResponse { Token: { } token })
        {
            return await StopAsync(step, texts.SignInMissing, ct);
        }

        if (await _runs.GetAsync(step.Context, ct) is { CleansUp: true } cleaning)
        {
            await _cleanUp.RunAsync(step.Context, cleaning, token, ct);
            return await EndAsync(step, ct);
        }

        switch (await _account.RunAsync(step.Context, token, ct))
        {
            case SignedInAs.Accepted:
                return await AskAsync(step, texts.ConfirmAnswers, ct);
            case SignedInAs.ChecklistFirst:
                return await AgainAsync(step, (await _runs.GetAsync(step.Context, ct)) with { SkipsFirstChecks = false, IsCheckedAfterSignIn = true }, ct);
            default:
                return await EndAsync(step, ct);
        }
    }

    private async Task<DialogTurnResult> ConfirmedAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var run = await _runs.GetAsync(step.Context, ct);
        switch (Answers.Recognize(step.Result as string, run.Stage))
        {
            case Answer.Yes:
                await _runs.SetAsync(step.Context, run with { Stage = RunStage.Renewing }, ct);
                return await SignInPrompts.AskAsync(step, Prompt(run), ct);
            case Answer.OtherAccount:
                return await OtherAccountAsync(step, run, ct);
            default:
                await step.Context.SendActivityAsync(Chats.Of(step.Context).Texts.Cancelled, cancellationToken: ct);
                return await EndAsync(step, ct);
        }
    }

    private async Task<DialogTurnResult> StartAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var run = await _runs.GetAsync(step.Context, ct);
        if (step.Result is not TokenResponse { Token: { } token } || !await _account.IsStillAsync(run, token, ct))
        {
            return await StopAsync(step, Chats.Of(step.Context).Texts.SignInMissing, ct);
        }

        if (await _start.RunAsync(step.Context, run, token, ct))
        {
            await _runs.StartedAsync(step.Context, run.Id, ct);
        }

        return await EndAsync(step, ct);
    }

    private async Task<DialogTurnResult> AgainAsync(WaterfallStepContext step, RenewRun run, CancellationToken ct)
    {
        await _runs.SetAsync(step.Context, run, ct);
        return await step.ReplaceDialogAsync(Steps, null!, ct);
    }

    private async Task<DialogTurnResult> OtherAccountAsync(WaterfallStepContext step, RenewRun run, CancellationToken ct)
    {
        // Whoever is still signed in must not be taken for the account that is to be chosen now.
        await _prompts.SignOutAsync(step.Context, ct);
        return await AgainAsync(
            step,
            run with { OtherAccount = true, SkipsFirstChecks = true, IsCheckedAfterSignIn = false, Checklist = null, OpenCheck = null, Stage = RunStage.Starting },
            ct);
    }

    private static Task<DialogTurnResult> AskAsync(WaterfallStepContext step, string retry, CancellationToken ct) =>
        step.PromptAsync(AnswerPrompt, new PromptOptions { RetryPrompt = MessageFactory.Text(retry) }, ct);

    private async Task<bool> IsAnswerAsync(PromptValidatorContext<string> prompt, CancellationToken ct) =>
        Answers.Recognize(prompt.Recognized.Value, (await _runs.GetAsync(prompt.Context, ct)).Stage) is not null;

    private Task<DialogTurnResult> StopAsync(WaterfallStepContext step, string text, CancellationToken ct)
    {
        var context = Chats.Of(step.Context).Context;
        return StopAsync(step, TalkCards.Error(context, text, context.Buttons.Make(context.Texts.TryAgainButton, CardVerb.Renew)), ct);
    }

    private async Task<DialogTurnResult> StopAsync(WaterfallStepContext step, AdaptiveCard why, CancellationToken ct)
    {
        await step.Context.SendCardAsync(why, ct);
        return await EndAsync(step, ct);
    }

    /// <summary>The one way out: nobody stays signed in after a renewal, however it ended.</summary>
    private async Task<DialogTurnResult> EndAsync(WaterfallStepContext step, CancellationToken ct)
    {
        await _prompts.SignOutAsync(step.Context, ct);
        await _runs.EndAsync(step.Context, ct);
        return await step.EndDialogAsync(null!, ct);
    }

    private static string Prompt(RenewRun run) => run.OtherAccount ? SignInPrompts.OtherAccount : SignInPrompts.OwnAccount;
}
