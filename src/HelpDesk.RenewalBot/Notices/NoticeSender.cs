using HelpDesk.RenewalBot.Conversations;
using HelpDesk.RenewalBot.Service;
using HelpDesk.Renewals.Contract;
using HelpDesk.Storage.Bot;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Notices;

/// <summary>Sends what is due. Whether it is still true is asked right before, so that nobody is warned of a secret that was renewed.</summary>
internal sealed partial class NoticeSender(
    NoticeOutbox outbox,
    ConversationDirectory directory,
    CardRegister cards,
    RenewalServiceClient service,
    Speaker speaker,
    Chats chats,
    IOptions<NoticesOptions> options,
    TimeProvider time,
    ILogger<NoticeSender> log) : OutboxSender<Notice>(outbox, options, time)
{
    protected override async Task SendAsync(Notice row, CancellationToken ct)
    {
        if (await directory.FindPersonalAsync(row.TenantId, row.PersonId, ct) is not { } chat)
        {
            await DropAsync(row, "the bot is not installed for this person", ct);
            return;
        }

        var result = await service.GetRegistrationsAsync(new Person(row.TenantId, row.PersonId), ct);
        if (!result.Succeeded(out var registrations, out var problem))
        {
            await (problem.Failure == ServiceFailure.NotAWatcher
                ? DropAsync(row, "the person is no contact any more", ct)
                : RetryAsync(row, $"the renewal service: {problem.Failure}", null, ct));
            return;
        }

        if (registrations.FirstOrDefault(r => r.Id == row.RegistrationId) is not { } registration
            || !NoticePolicy.StillHolds(registration, row.KeyId, row.Threshold))
        {
            await DropAsync(row, "no longer true", ct);
            return;
        }

        await SendAsync(row, chat, registration, ct);
    }

    private async Task SendAsync(Notice notice, Conversation chat, RegistrationStatus registration, CancellationToken ct)
    {
        var activityId = await speaker.SendAsync(chat, CardMessage.Of(WarningCard.Build(chats.Of(chat).Context, registration)), ct);
        await outbox.SentAsync(notice.Id, activityId, ct);
        if (activityId is not null)
        {
            await cards.SentAsync(chat.Id, activityId, registration.Id, null, CardKind.Warning, ct);
        }

        Log.Sent(log, notice.RegistrationId, notice.Threshold, notice.Attempts);
    }

    protected override async Task ChatLostAsync(Notice row, CancellationToken ct)
    {
        if (await directory.FindPersonalAsync(row.TenantId, row.PersonId, ct) is { } lost)
        {
            await directory.RemovedAsync(lost.ChannelId, lost.ConversationId, ct);
        }
    }

    protected override void LogFailed(Notice row, Exception exception, string reason) =>
        Log.Failed(log, exception, row.RegistrationId, row.Threshold, reason);

    protected override void LogDropped(Notice row, string reason) => Log.Dropped(log, row.RegistrationId, row.Threshold, reason);

    private static partial class Log
    {
        [LoggerMessage(3021, LogLevel.Information, "Sent the notice about registration {Registration} at {Threshold} days, attempt {Attempt}.")]
        public static partial void Sent(ILogger logger, Guid registration, int threshold, int attempt);

        [LoggerMessage(3022, LogLevel.Warning, "The notice about registration {Registration} at {Threshold} days was not sent: {Reason}.")]
        public static partial void Failed(ILogger logger, Exception exception, Guid registration, int threshold, string reason);

        [LoggerMessage(3023, LogLevel.Warning, "The notice about registration {Registration} at {Threshold} days will not be sent: {Reason}.")]
        public static partial void Dropped(ILogger logger, Guid registration, int threshold, string reason);
    }
}
