using HelpDesk.RenewalBot.Conversations;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Renewing;

/// <summary>
/// Shows the known issues and lets the person look into them until they decide. Ends with the <see cref="Answer"/> that they gave, as its
/// name, or with nothing when the checks could not be had.
/// </summary>
internal sealed class ChecklistDialog : ComponentDialog
{
    public const string DialogId = "checklist";
    private const string Steps = "steps";
    private const string AnswerPrompt = "answer";

    // Begins the steps again where something else hangs there that the person answers.
    private const string IsShown = "shown";

    private readonly RenewRuns _runs;
    private readonly CheckStep _checks;

    public ChecklistDialog(RenewRuns runs, CheckStep checks)
        : base(DialogId)
    {
        (_runs, _checks) = (runs, checks);
        AddDialog(new WaterfallDialog(Steps, [LookAsync, AnsweredAsync]));
        AddDialog(new TextPrompt(AnswerPrompt, IsAnswerAsync));
        InitialDialogId = Steps;
    }

    /// <summary>The card hangs there already: only the words that it waits for are said again.</summary>
    protected override Task OnRepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default) =>
        turnContext.SendActivityAsync(Chats.Of(turnContext).Texts.ChecklistAnswers, cancellationToken: cancellationToken);

    private async Task<DialogTurnResult> LookAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var run = await _runs.GetAsync(step.Context, ct);
        if (run.Checklist is null)
        {
            if (await _checks.LookAsync(step.Context, run, run.Registration!, ct) is not { } looked)
            {
                return await step.EndDialogAsync(null!, ct);
            }

            run = looked;
        }

        if (step.Options as string != IsShown)
        {
            await _checks.ShowAsync(step.Context, run, ct);
        }

        return await step.PromptAsync(
            AnswerPrompt, new PromptOptions { RetryPrompt = MessageFactory.Text(Chats.Of(step.Context).Texts.ChecklistAnswers) }, ct);
    }

    private async Task<DialogTurnResult> AnsweredAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var run = await _runs.GetAsync(step.Context, ct);
        var said = step.Result as string;
        switch (Answers.Recognize(said, run.Stage))
        {
            case Answer.OpenCheck:
                return await AgainAsync(step, run with { OpenCheck = Answers.CheckName(said) }, ct);
            case Answer.BackToChecks:
                return await AgainAsync(step, run with { OpenCheck = null }, ct);
            case Answer.Support:
                await _checks.ShowSupportAsync(step.Context, run, ct);
                return await AgainAsync(step, await _runs.GetAsync(step.Context, ct), ct, isShown: true);
            case Answer.CheckDone:
                return await _checks.ConfirmAsync(step.Context, run, Answers.CheckName(said), ct)
                    ? await CheckAgainAsync(step, run, ct)
                    : await AgainAsync(step, run, ct, isShown: true);
            case Answer.CheckAgain:
                return await CheckAgainAsync(step, run, ct);
            case { } decided:
                return await step.EndDialogAsync(decided.ToString(), ct);
            default:
                return await step.EndDialogAsync(nameof(Answer.No), ct);
        }
    }

    /// <summary>An account that has signed in is looked at with its own token, which is for the caller to get.</summary>
    private async Task<DialogTurnResult> CheckAgainAsync(WaterfallStepContext step, RenewRun run, CancellationToken ct) => run.IsCheckedAfterSignIn
        ? await step.EndDialogAsync(nameof(Answer.CheckAgain), ct)
        : await AgainAsync(step, run with { Checklist = null, OpenCheck = null }, ct);

    private async Task<DialogTurnResult> AgainAsync(WaterfallStepContext step, RenewRun run, CancellationToken ct, bool isShown = false)
    {
        await _runs.SetAsync(step.Context, run, ct);
        return await step.ReplaceDialogAsync(Steps, isShown ? IsShown : null!, ct);
    }

    private async Task<bool> IsAnswerAsync(PromptValidatorContext<string> prompt, CancellationToken ct)
    {
        var run = await _runs.GetAsync(prompt.Context, ct);
        if (Answers.Recognize(prompt.Recognized.Value, run.Stage) is not { } answer)
        {
            return false;
        }

        if (answer is not Answer.Continue || (run.Checklist is { MayContinue: true, Route: SignInRoute.Delegated }))
        {
            return true;
        }

        await prompt.Context.SendActivityAsync(Chats.Of(prompt.Context).Texts.Blocked, cancellationToken: ct);
        return false;
    }
}
