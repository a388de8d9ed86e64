using HelpDesk.Bots;
using HelpDesk.Bots.Cards;
using HelpDesk.Bots.Dialogs;
using HelpDesk.Bots.Schema;

namespace HelpDesk.Benchmarks.Bots;

/// <summary>
/// A waterfall that never ends: each message loads the conversation's state, takes the next step, sends a card of four kilobytes and saves
/// the state. It remembers how often it was asked, so that every turn has something to write.
/// </summary>
internal sealed class DialogBot(ConversationState state) : ActivityHandler
{
    private readonly IStatePropertyAccessor<DialogState> _dialogs = state.CreateProperty<DialogState>(nameof(DialogState));

    private readonly WaterfallDialog _dialog = new("main", [ShowAsync, AgainAsync]);

    public override async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        await base.OnTurnAsync(turnContext, cancellationToken);
        await state.SaveChangesAsync(turnContext, cancellationToken: cancellationToken);
    }

    protected override async Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
        await _dialog.RunAsync(turnContext, _dialogs, cancellationToken);

    private static async Task<DialogTurnResult> ShowAsync(WaterfallStepContext step, CancellationToken cancellationToken)
    {
        var asked = BotJson.Read<int>(step.Options) + 1;
        step.Values["asked"] = asked;
        var card = new Attachment(AdaptiveCard.ContentType, content: Card(asked));
        await step.Context.SendActivityAsync(MessageFactory.Attachment(card), cancellationToken);
        return Dialog.EndOfTurn;
    }

    private static Task<DialogTurnResult> AgainAsync(WaterfallStepContext step, CancellationToken cancellationToken) =>
        step.ReplaceDialogAsync("main", step.Values["asked"], cancellationToken);

    private static AdaptiveCard Card(int asked)
    {
        var facts = new AdaptiveFactSet();
        for (var i = 0; i < CardText.Facts; i++)
        {
            facts.Facts.Add(new AdaptiveFact(CardText.Titles[i], CardText.Value));
        }

        return new AdaptiveCard("1.5")
        {
            Body = { new AdaptiveTextBlock(CardText.Heading) { Wrap = true, Size = AdaptiveTextSize.Large }, facts },
            Actions = { new AdaptiveExecuteAction { Title = "Renew now", Verb = "renew", Data = new Dictionary<string, object> { ["step"] = asked } } },
        };
    }
}
