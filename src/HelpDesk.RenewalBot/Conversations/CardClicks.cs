using System.Threading.Channels;
using HelpDesk.RenewalBot.BotSdk;
using HelpDesk.RenewalBot.Service;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Conversations;

/// <summary>A press of an Action.Execute button that has been answered and still has to be worked on.</summary>
internal sealed record CardClick(ConversationReference Reference, Chat Chat, object? Data, string? CardActivityId);

/// <summary>
/// An invoke is answered at once, and what it asks for runs right after as a turn of its own: the press becomes the message
/// that Action.Submit would have sent, so that there is one way for both. Presses of one chat keep their order.
/// </summary>
internal sealed partial class CardClicks(
    Lazy<BotAdapter> adapter,
    IServiceProvider services,
    Chats chats,
    ChatErrors errors,
    IOptions<BotIdentityOptions> bot,
    ILogger<CardClicks> log) : BackgroundService
{
    private const int Lanes = 8;

    private readonly Channel<CardClick>[] _lanes = [.. Enumerable.Range(0, Lanes).Select(_ => Channel.CreateUnbounded<CardClick>())];

    public void Add(ITurnContext turnContext, object? data)
    {
        var reference = turnContext.Activity.GetConversationReference();
        var click = new CardClick(reference, Chats.Of(turnContext), data, turnContext.Activity.ReplyToId);
        var lane = (uint)reference.Conversation.Id.GetHashCode(StringComparison.Ordinal) % Lanes;
        _lanes[lane].Writer.TryWrite(click);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(_lanes.Select(lane => WorkAsync(lane, stoppingToken)));

    private async Task WorkAsync(Channel<CardClick> lane, CancellationToken ct)
    {
        await foreach (var click in lane.Reader.ReadAllAsync(ct))
        {
            try
            {
                await RunAsync(click, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                Log.ClickFailed(log, e);
            }
        }
    }

    private Task RunAsync(CardClick click, CancellationToken ct) => adapter.Value.ContinueAsync(
        bot.Value.AppId,
        click.Chat.Row.IsAnonymous,
        click.Reference,
        async (turnContext, turn) =>
        {
            // This turn's activity is made up: it must not refresh what is known of the chat.
            await chats.ReenterAsync(turnContext, click.Chat, turn);
            turnContext.Activity.Type = ActivityTypes.Message;
            turnContext.Activity.Name = null;
            turnContext.Activity.Value = click.Data;
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

    private static partial class Log
    {
        [LoggerMessage(3012, LogLevel.Error, "A button press could not be worked on.")]
        public static partial void ClickFailed(ILogger logger, Exception exception);
    }
}
