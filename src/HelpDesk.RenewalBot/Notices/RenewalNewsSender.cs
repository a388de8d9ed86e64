using System.Text.Json;
using HelpDesk.RenewalBot.Conversations;
using HelpDesk.RenewalBot.Feed;
using HelpDesk.RenewalBot.Renewing;
using HelpDesk.Renewals.Contract;
using HelpDesk.Storage.Bot;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Notices;

/// <summary>
/// Turns every card about a secret to how its renewal stands. Where updates are not shown, the news is posted; and because a
/// card that changes in place says nothing to a screen reader, a turning point is also told in one line.
/// </summary>
internal sealed partial class RenewalNewsSender(
    RenewalNewsOutbox outbox,
    ConversationDirectory directory,
    CardRegister cards,
    Speaker speaker,
    Chats chats,
    IOptions<NoticesOptions> options,
    TimeProvider time,
    ILogger<RenewalNewsSender> log) : OutboxSender<RenewalNews>(outbox, options, time)
{
    protected override async Task SendAsync(RenewalNews row, CancellationToken ct)
    {
        if (await directory.FindAsync(row.Chat, ct) is not { RemovedAt: null } conversation
            || JsonSerializer.Deserialize(row.ChangeJson, FeedJson.Default.RenewalMove) is not { } move)
        {
            await DropAsync(row, "the bot is not installed in this chat", ct);
            return;
        }

        var chat = chats.Of(conversation);
        if (chat.ShowsUpdates)
        {
            await UpdateAsync(chat, move, ct);
        }

        var told = await TellAsync(chat, move, row.ToldState, ct);
        await outbox.ShownAsync(row, told, ct);
    }

    protected override async Task ChatLostAsync(RenewalNews row, CancellationToken ct)
    {
        if (await directory.FindAsync(row.Chat, ct) is { } lost)
        {
            await directory.RemovedAsync(lost.ChannelId, lost.ConversationId, ct);
        }
    }

    protected override void LogFailed(RenewalNews row, Exception exception, string reason) => Log.Failed(log, exception, row.RenewalId, reason);

    protected override void LogDropped(RenewalNews row, string reason) => Log.Dropped(log, row.RenewalId, row.Sequence, reason);

    private async Task UpdateAsync(Chat chat, RenewalMove move, CancellationToken ct)
    {
        var isOpen = move.Renewal.State is not (RenewalState.Proven or RenewalState.Retired);
        AdaptiveCard Card() => ProgressCard.Build(chat.Context, move.Registration, move.Renewal);
        var content = CardContent.Digest(Card());
        List<SentCard> gone = [];
        var isShown = false;
        foreach (var card in await cards.InChatAsync(chat.Id, move.Registration.Id, move.Renewal.Id, move.Registration.IsLatest(move.Renewal), ct))
        {
            // Not every move can be seen: a card that shows it already costs the channel nothing.
            if (card.Content == content || await speaker.UpdateAsync(chat.Row, card.ActivityId, CardMessage.Of(Card()), ct))
            {
                isShown = true;
                await cards.ShowsAsync(card, move.Renewal.Id, card.ActivityId, content, isOpen && card.IsOpen, ct);
            }
            else
            {
                gone.Add(card);
            }
        }

        // One new card stands for all that are gone, unless another one in this chat tells the same already.
        if (!isShown && gone is [var replaced, ..] && await speaker.SendAsync(chat.Row, CardMessage.Of(Card()), ct) is { } posted)
        {
            await cards.ShowsAsync(replaced, move.Renewal.Id, posted, content, isOpen && replaced.IsOpen, ct);
            gone.Remove(replaced);
        }

        foreach (var card in gone)
        {
            await cards.ForgetAsync(card.Id, ct);
        }
    }

    private async Task<string?> TellAsync(Chat chat, RenewalMove move, string? told, CancellationToken ct)
    {
        var state = move.Renewal.State == RenewalState.Retired ? RenewalState.Proven : move.Renewal.State;
        if (!IsTurningPoint(state) || told == state.ToString())
        {
            return told;
        }

        var message = chat.ShowsUpdates
            ? CardMessage.Plain(chat.Texts.Told(move.Registration.DisplayName, move.Renewal))
            : CardMessage.Of(ProgressCard.Build(chat.Context, move.Registration, move.Renewal));
        await speaker.SendAsync(chat.Row, message, ct);
        return state.ToString();
    }

    private static bool IsTurningPoint(RenewalState state) => state is RenewalState.Propagating or RenewalState.Proven
        or RenewalState.RolledBack or RenewalState.NeedsSignIn or RenewalState.NeedsPerson;

    private static partial class Log
    {
        [LoggerMessage(3025, LogLevel.Warning, "A chat could not be shown how renewal {Renewal} stands: {Reason}.")]
        public static partial void Failed(ILogger logger, Exception exception, Guid renewal, string reason);

        [LoggerMessage(3026, LogLevel.Warning, "A chat will not be shown how renewal {Renewal} stands as of {Sequence}: {Reason}.")]
        public static partial void Dropped(ILogger logger, Guid renewal, long sequence, string reason);
    }
}
