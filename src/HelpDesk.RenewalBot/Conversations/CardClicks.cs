using HelpDesk.RenewalBot.BotSdk;
using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Notices;
using HelpDesk.RenewalBot.Service;
using HelpDesk.Storage.Bot;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Conversations;

/// <summary>
/// An invoke is answered at once, and what it asks for runs right after as a turn of its own: the press becomes the message
/// that Action.Submit would have sent, so that there is one way for both. The answer is a promise, so the press is a row before it is
/// given, and stays one until it has been worked on: by this process, by another one, or after a restart.
/// </summary>
internal sealed partial class CardClicks(
    CardClickQueue queue,
    ConversationDirectory directory,
    Lazy<BotAdapter> adapter,
    IServiceProvider services,
    Chats chats,
    ChatErrors errors,
    Speaker speaker,
    IOptions<BotIdentityOptions> bot,
    [FromKeyedServices(LeaseClock.Key)] TimeProvider clock,
    ILogger<CardClicks> log) : BackgroundService
{
    private const int AtOnce = 32;
    private const int MaxAttempts = 3;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly OutboxSignal _signal = new();
    private readonly CancellationTokenSource _abort = new();

    /// <summary>Notes a press of this turn for <see cref="StoreAsync"/>.</summary>
    public void Add(ITurnContext turnContext, object? data)
    {
        var activity = turnContext.Activity;
        turnContext.TurnState.Set(new CardClick
        {
            Chat = Chats.Of(turnContext).Id,
            ActivityId = activity.Id is { } id ? StoreKey.Of(id) : null,
            ReferenceJson = Wire.Write(activity.GetConversationReference()),
            Seal = WireText.Text(data, Buttons.SealMember) ?? throw new InvalidOperationException("This was none of the bot's buttons."),
            CardActivityId = activity.ReplyToId,
            PressedAt = clock.GetUtcNow(),
        });
    }

    /// <summary>Stores what was noted in this turn, if anything was.</summary>
    public async Task StoreAsync(ITurnContext turnContext, CancellationToken ct)
    {
        if (turnContext.TurnState.Get<CardClick>() is not { } click)
        {
            return;
        }

        await queue.AddAsync(click, ct);
        turnContext.TurnState.Set<CardClick>(null!);
        _signal.Wake();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // What runs may end; when the host has no more patience it is broken off, and goes on after the restart.
        await using var impatience = cancellationToken.Register(_abort.Cancel);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _abort.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<Task> running = [];
        while (!stoppingToken.IsCancellationRequested)
        {
            running.RemoveAll(t => t.IsCompleted);
            // Each on a thread of its own: a database that answers at once would have them wait for each other here.
            running.AddRange((await ClaimAsync(AtOnce - running.Count, stoppingToken)).Select(click => Task.Run(() => WorkAsync(click), CancellationToken.None)));
            await _signal.WaitAsync(Tick, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(running);
    }

    private async Task<IReadOnlyList<CardClick>> ClaimAsync(int take, CancellationToken ct)
    {
        try
        {
            return take > 0 ? await queue.ClaimAsync(take, Lease, ct) : [];
        }
        catch (Exception e)
        {
            if (!ct.IsCancellationRequested)
            {
                Log.NotClaimed(log, e);
            }

            return [];
        }
    }

    private async Task WorkAsync(CardClick click)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(_abort.Token);
        var kept = KeepAsync(click, done.Token);
        try
        {
            await RunOrGiveUpAsync(click, _abort.Token);
            await queue.DoneAsync(click);
            Log.Done(log, click.Id, clock.GetUtcNow() - click.PressedAt);
        }
        catch (Exception e)
        {
            await FailedAsync(click, e);
        }

        await done.CancelAsync();
        await kept;
        _signal.Wake();
    }

    private async Task RunOrGiveUpAsync(CardClick click, CancellationToken ct)
    {
        if (await directory.FindAsync(click.Chat, ct) is not { RemovedAt: null } row)
        {
            Log.Dropped(log, click.Id);
        }
        else if (click.Attempts > MaxAttempts)
        {
            var reference = Guid.NewGuid().ToString("N");
            Log.GivenUp(log, click.Id, MaxAttempts, reference);
            await speaker.SendAsync(row, MessageFactory.Text(chats.Of(row).Texts.Unexpected(reference)), ct);
        }
        else
        {
            await RunAsync(click, row, ct);
        }
    }

    private Task RunAsync(CardClick click, Conversation row, CancellationToken ct) => adapter.Value.ContinueAsync(
        bot.Value.AppId,
        row.IsAnonymous,
        Wire.ReadReference(click.ReferenceJson),
        async (turnContext, turn) =>
        {
            // This turn's activity is made up: it must not refresh what is known of the chat.
            await chats.ReenterAsync(turnContext, chats.Of(row), turn);
            turnContext.Activity.Type = ActivityTypes.Message;
            // No channel knows it, so nothing that is said in this turn can be a reply to it.
            turnContext.Activity.Id = null;
            turnContext.Activity.Name = null;
            turnContext.Activity.Value = new Dictionary<string, object> { [Buttons.SealMember] = click.Seal };
            turnContext.Activity.ReplyToId = click.CardActivityId;
            try
            {
                await services.GetRequiredService<IBot>().OnTurnAsync(turnContext, turn);
            }
            catch (Exception e) when (!turn.IsCancellationRequested)
            {
                await errors.HandleAsync(turnContext, e);
            }
        },
        ct);

    // A failure of the turn itself has been told already. Here the turn did not come about: the chat was busy for too long, or a database was away.
    private async Task FailedAsync(CardClick click, Exception exception)
    {
        try
        {
            if (_abort.IsCancellationRequested)
            {
                Log.BrokenOff(log, click.Id);
                await queue.ReleaseAsync(click, TimeSpan.Zero);
            }
            else if (click.Attempts > MaxAttempts)
            {
                Log.NotTold(log, exception, click.Id);
                await queue.DoneAsync(click);
            }
            else
            {
                Log.ClickFailed(log, exception, click.Id, click.Attempts);
                await queue.ReleaseAsync(click, Pause * click.Attempts);
            }
        }
        catch (Exception e)
        {
            // Its lease ends, and then it is found again.
            Log.ClickFailed(log, e, click.Id, click.Attempts);
        }
    }

    private async Task KeepAsync(CardClick click, CancellationToken done)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Lease / 3, clock, done);
                await queue.RenewAsync(click, Lease, done);
            }
        }
        catch (Exception e)
        {
            if (!done.IsCancellationRequested)
            {
                Log.NotKept(log, e, click.Id);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3012, LogLevel.Error, "Press {Click} could not be worked on, attempt {Attempt}.")]
        public static partial void ClickFailed(ILogger logger, Exception exception, long click, int attempt);

        [LoggerMessage(3033, LogLevel.Debug, "Press {Click} was worked on; that took {Duration} from the press.")]
        public static partial void Done(ILogger logger, long click, TimeSpan duration);

        [LoggerMessage(3014, LogLevel.Error, "Press {Click} is given up after {Attempts} attempts; the person is told the reference {Reference}.")]
        public static partial void GivenUp(ILogger logger, long click, int attempts, string reference);

        [LoggerMessage(3015, LogLevel.Error, "The person could not be told that press {Click} was given up.")]
        public static partial void NotTold(ILogger logger, Exception exception, long click);

        [LoggerMessage(3016, LogLevel.Information, "Press {Click} was broken off by the host's end; it goes on when a host runs again.")]
        public static partial void BrokenOff(ILogger logger, long click);

        [LoggerMessage(3017, LogLevel.Information, "Press {Click} is dropped: the bot is not in that chat any more.")]
        public static partial void Dropped(ILogger logger, long click);

        [LoggerMessage(3018, LogLevel.Error, "Waiting presses could not be looked up.")]
        public static partial void NotClaimed(ILogger logger, Exception exception);

        [LoggerMessage(3019, LogLevel.Warning, "The claim of press {Click} could not be kept.")]
        public static partial void NotKept(ILogger logger, Exception exception, long click);
    }
}
