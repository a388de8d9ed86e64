using HelpDesk.RenewalBot.Conversations;
using HelpDesk.RenewalBot.Notices;
using HelpDesk.Storage.Bot;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.TemporaryAccounts;

/// <summary>Reminds people once a day of the temporary accounts that are not known to be gone, and tells them when one is.</summary>
internal sealed partial class TemporaryAccountSender(
    TemporaryAccountOutbox outbox,
    ConversationDirectory directory,
    AccountLook look,
    Speaker speaker,
    Chats chats,
    IOptions<NoticesOptions> options,
    TimeProvider time,
    ILogger<TemporaryAccountSender> log) : OutboxSender<TemporaryAccount>(outbox, options, time)
{
    protected override async Task SendAsync(TemporaryAccount row, CancellationToken ct)
    {
        if (await FindChatAsync(row, ct) is not { } chat)
        {
            // The account is as dangerous as before: whoever takes the bot back hears of it again.
            Log.NoChat(log, row.Id);
            await PutOffAsync(row, null, ct);
            return;
        }

        var sight = await look.AtAsync(row, ct);
        var context = chats.Of(chat).Context;
        if (AccountLook.End(sight) is { } end)
        {
            await speaker.SendAsync(chat, CardMessage.Of(TemporaryAccountCards.Ended(context, row.Login, end)), ct);
            await outbox.EndAsync(row.Id, end, ct);
            Log.Ended(log, row.Id, end);
        }
        else
        {
            await speaker.SendAsync(chat, CardMessage.Of(TemporaryAccountCards.Reminder(context, row, sight)), ct);
            await PutOffAsync(row, chat.TimeZone, ct);
            Log.Reminded(log, row.Id, sight);
        }
    }

    protected override async Task ChatLostAsync(TemporaryAccount row, CancellationToken ct)
    {
        if (await FindChatAsync(row, ct) is { } lost)
        {
            await directory.RemovedAsync(lost.ChannelId, lost.ConversationId, ct);
        }
    }

    protected override void LogFailed(TemporaryAccount row, Exception exception, string reason) => Log.Failed(log, exception, row.Id, reason);

    protected override void LogDropped(TemporaryAccount row, string reason) => Log.GivenUp(log, row.Id, reason);

    /// <summary>The chat in which the account was told, as long as the same person sits there; else another one of theirs.</summary>
    private async Task<Conversation?> FindChatAsync(TemporaryAccount row, CancellationToken ct) =>
        await directory.FindAsync(row.Chat, ct) is { RemovedAt: null } chat && (chat.TenantId, chat.PersonId) == (row.TenantId, row.PersonId)
            ? chat
            : await directory.FindPersonalAsync(row.TenantId, row.PersonId, ct);

    private Task PutOffAsync(TemporaryAccount row, string? zone, CancellationToken ct) =>
        outbox.PutOffAsync(row, NoticePolicy.NextMorning(Now, NoticePolicy.Zone(zone), Options), ct);

    private static partial class Log
    {
        [LoggerMessage(3060, LogLevel.Information, "Reminded of temporary account {Account}: {Sight}.")]
        public static partial void Reminded(ILogger logger, Guid account, AccountSight sight);

        [LoggerMessage(3061, LogLevel.Information, "The reminders of temporary account {Account} have ended: {End}.")]
        public static partial void Ended(ILogger logger, Guid account, TemporaryAccountEnd end);

        [LoggerMessage(3062, LogLevel.Warning, "Nobody can be reminded of temporary account {Account}: the bot is not installed for this person. It tries again tomorrow.")]
        public static partial void NoChat(ILogger logger, Guid account);

        [LoggerMessage(3063, LogLevel.Warning, "The reminder of temporary account {Account} was not sent: {Reason}.")]
        public static partial void Failed(ILogger logger, Exception exception, Guid account, string reason);

        [LoggerMessage(3064, LogLevel.Warning, "Today's reminder of temporary account {Account} is given up: {Reason}.")]
        public static partial void GivenUp(ILogger logger, Guid account, string reason);
    }
}
