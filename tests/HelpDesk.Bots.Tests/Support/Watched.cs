using HelpDesk.Bots.Dialogs;
using HelpDesk.Bots.Hosting;
using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots.Tests.Support;

/// <summary>What a bot under attack has done. Everything that it touches outside of a turn is counted as well.</summary>
internal sealed class Watch
{
    private readonly AsyncLocal<bool> _inTurn = new();
    private long _turns;
    private long _turnsWithoutId;
    private long _writes;
    private long _touchedOutsideTurns;
    private long _begun;

    public long Turns => Interlocked.Read(ref _turns);

    public long TurnsWithoutId => Interlocked.Read(ref _turnsWithoutId);

    public long Writes => Interlocked.Read(ref _writes);

    public long TouchedOutsideTurns => Interlocked.Read(ref _touchedOutsideTurns);

    /// <summary>Activities that came to the ledger, repeats included.</summary>
    public long Begun => Interlocked.Read(ref _begun);

    public void BeginTurn(Activity activity)
    {
        _inTurn.Value = true;
        Interlocked.Increment(ref _turns);
        if (string.IsNullOrEmpty(activity.Id))
        {
            Interlocked.Increment(ref _turnsWithoutId);
        }
    }

    public void Touch(bool write)
    {
        Interlocked.Add(ref _writes, write ? 1 : 0);
        Interlocked.Add(ref _touchedOutsideTurns, _inTurn.Value ? 0 : 1);
    }

    public void Begin() => Interlocked.Increment(ref _begun);

    /// <summary>The same activity will come to the ledger once more.</summary>
    public void BeginAnew() => Interlocked.Decrement(ref _begun);
}

/// <summary>Storage that is watched and can be emptied.</summary>
internal sealed class WatchedStorage(Watch watch) : IStorage
{
    private volatile MemoryStorage _inner = new();

    public void Empty() => _inner = new MemoryStorage();

    public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        watch.Touch(write: false);
        return _inner.ReadAsync(keys, cancellationToken);
    }

    public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
    {
        watch.Touch(write: true);
        return _inner.WriteAsync(changes, cancellationToken);
    }

    public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        watch.Touch(write: true);
        return _inner.DeleteAsync(keys, cancellationToken);
    }
}

/// <summary>The ledger of received activities, watched.</summary>
internal sealed class WatchedLedger(MemoryReceivedActivities inner, Watch watch) : IReceivedActivities
{
    public ValueTask<ReceivedActivity> BeginAsync(string key, CancellationToken cancellationToken)
    {
        watch.Begin();
        return inner.BeginAsync(key, cancellationToken);
    }

    public async ValueTask<ReceivedActivity?> WaitAsync(string key, CancellationToken cancellationToken)
    {
        var answer = await inner.WaitAsync(key, cancellationToken);
        if (answer is null)
        {
            watch.BeginAnew();
        }

        return answer;
    }

    public ValueTask CompleteAsync(string key, int status, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        inner.CompleteAsync(key, status, body, cancellationToken);

    public ValueTask AbandonAsync(string key, CancellationToken cancellationToken) => inner.AbandonAsync(key, cancellationToken);
}

/// <summary>A bot that asks, signs in and keeps state, so that what is let in goes deep; and that reads everything a bot would read.</summary>
internal sealed class WatchedBot : TeamsActivityHandler
{
    private readonly Watch _watch;
    private readonly ConversationState _state;
    private readonly ComponentDialog _dialog = new Questions();

    public WatchedBot(Watch watch, IStorage storage)
    {
        _watch = watch;
        _state = new ConversationState(storage);
    }

    public override async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        _watch.BeginTurn(turnContext.Activity);
        turnContext.Activity.GetMentions();
        turnContext.Activity.TryGetChannelData<TeamsChannelData>(out _);
        turnContext.Activity.GetConversationReference();
        await base.OnTurnAsync(turnContext, cancellationToken);
        await _state.SaveChangesAsync(turnContext, cancellationToken: cancellationToken);
    }

    protected override async Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
    {
        await _state.CreateProperty<string>("lastSaid").SetAsync(turnContext, turnContext.Activity.Text ?? "", cancellationToken);
        await RunAsync(turnContext, cancellationToken);
    }

    protected override Task OnTokenResponseEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
        RunAsync(turnContext, cancellationToken);

    protected override Task OnTeamsSigninVerifyStateAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) =>
        RunAsync(turnContext, cancellationToken);

    private Task<DialogTurnResult> RunAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        _dialog.RunAsync(turnContext, _state.CreateProperty<DialogState>(nameof(DialogState)), cancellationToken);

    private sealed class Questions : ComponentDialog
    {
        public Questions()
            : base("questions")
        {
            AddDialog(new WaterfallDialog("all",
            [
                (step, ct) => step.PromptAsync("text", new PromptOptions { Prompt = MessageFactory.Text("Reason?") }, ct),
                (step, ct) => step.PromptAsync(
                    "choice", new PromptOptions { Prompt = MessageFactory.Text("Colour?"), Choices = ChoiceFactory.ToChoices(["red", "green"]) }, ct),
                (step, ct) => step.PromptAsync("confirm", new PromptOptions { Prompt = MessageFactory.Text("Sure?") }, ct),
                (step, ct) => step.PromptAsync("number", new PromptOptions { Prompt = MessageFactory.Text("How many?") }, ct),
                (step, ct) => step.PromptAsync("date", new PromptOptions { Prompt = MessageFactory.Text("When?") }, ct),
                (step, ct) => step.BeginDialogAsync("signIn", null, ct),
                (step, ct) => step.EndDialogAsync(step.Result, ct),
            ]));
            // Whatever is said gets on at the second attempt, so that all of the dialog is met.
            AddDialog(new TextPrompt("text", (p, _) => Task.FromResult(p.Recognized.Succeeded || p.AttemptCount > 1)));
            AddDialog(new ChoicePrompt("choice", (p, _) => Task.FromResult(p.Recognized.Succeeded || p.AttemptCount > 1)));
            AddDialog(new ConfirmPrompt("confirm", (p, _) => Task.FromResult(p.Recognized.Succeeded || p.AttemptCount > 1)));
            AddDialog(new NumberPrompt<int>("number", (p, _) => Task.FromResult(p.Recognized.Succeeded || p.AttemptCount > 1)));
            AddDialog(new DateTimePrompt("date", (p, _) => Task.FromResult(p.Recognized.Succeeded || p.AttemptCount > 1)));
            AddDialog(new OAuthPrompt("signIn", new OAuthPromptSettings { ConnectionName = "HelpDeskRenewal" }));
            InitialDialogId = "all";
        }
    }
}
