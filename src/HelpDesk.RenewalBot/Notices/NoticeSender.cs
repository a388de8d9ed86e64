using HelpDesk.RenewalBot.BotSdk;
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
    ILogger<NoticeSender> log)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private const int AtOnce = 20;

    public async Task SendDueAsync(CancellationToken ct)
    {
        while (await outbox.ClaimDueAsync(AtOnce, Lease, ct) is { Count: > 0 } due)
        {
            foreach (var notice in due)
            {
                await TrySendAsync(notice, ct);
            }
        }
    }

    private async Task TrySendAsync(Notice notice, CancellationToken ct)
    {
        try
        {
            await SendAsync(notice, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            await FailedAsync(notice, e, ct);
        }
    }

    private async Task SendAsync(Notice notice, CancellationToken ct)
    {
        if (await directory.FindPersonalAsync(notice.TenantId, notice.PersonId, ct) is not { } row)
        {
            await DropAsync(notice, "the bot is not installed for this person", ct);
            return;
        }

        var result = await service.GetRegistrationsAsync(new Person(notice.TenantId, notice.PersonId), ct);
        if (!result.Succeeded(out var registrations, out var problem))
        {
            await (problem.Failure == ServiceFailure.NotAWatcher
                ? DropAsync(notice, "the person is no contact any more", ct)
                : RetryAsync(notice, $"the renewal service: {problem.Failure}", null, ct));
            return;
        }

        if (registrations.FirstOrDefault(r => r.Id == notice.RegistrationId) is not { } registration
            || !NoticePolicy.StillHolds(registration, notice.KeyId, notice.Threshold))
        {
            await DropAsync(notice, "no longer true", ct);
            return;
        }

        await SendAsync(notice, row, registration, ct);
    }

    private async Task SendAsync(Notice notice, Conversation row, RegistrationStatus registration, CancellationToken ct)
    {
        var activityId = await speaker.SendAsync(row, CardMessage.Of(WarningCard.Build(chats.Of(row).Context, registration)), ct);
        await outbox.SentAsync(notice.Id, activityId, ct);
        if (activityId is not null)
        {
            await cards.SentAsync(row.Id, activityId, registration.Id, null, CardKind.Warning, ct);
        }

        Log.Sent(log, notice.RegistrationId, notice.Threshold, notice.Attempts);
    }

    private async Task FailedAsync(Notice notice, Exception exception, CancellationToken ct)
    {
        var problem = DeliveryProblem.Of(exception);
        Log.Failed(log, exception, notice.RegistrationId, notice.Threshold, problem?.Reason ?? "unexpected");
        switch (problem)
        {
            case { Fate: DeliveryFate.ChatLost or DeliveryFate.MessageGone }:
                if (await directory.FindPersonalAsync(notice.TenantId, notice.PersonId, ct) is { } lost)
                {
                    await directory.RemovedAsync(lost.ChannelId, lost.ConversationId, ct);
                }

                await DropAsync(notice, problem.Reason, ct);
                break;
            case { Fate: DeliveryFate.GiveUp }:
                await DropAsync(notice, problem.Reason, ct);
                break;
            default:
                await RetryAsync(notice, problem?.Reason ?? exception.GetType().Name, problem?.RetryAfter, ct);
                break;
        }
    }

    private async Task RetryAsync(Notice notice, string reason, TimeSpan? after, CancellationToken ct)
    {
        if (notice.Attempts >= options.Value.MaxAttempts)
        {
            await DropAsync(notice, $"given up after {notice.Attempts} attempts: {reason}", ct);
            return;
        }

        await outbox.RetryAsync(notice.Id, time.GetUtcNow() + BackOff.After(notice.Attempts, after), ct);
    }

    private async Task DropAsync(Notice notice, string reason, CancellationToken ct)
    {
        Log.Dropped(log, notice.RegistrationId, notice.Threshold, reason);
        await outbox.DeadLetterAsync(notice.Id, reason, ct);
    }

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
