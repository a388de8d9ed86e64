using HelpDesk.RenewalBot.Service;
using HelpDesk.Renewals.Contract;
using HelpDesk.Storage.Bot;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Notices;

/// <summary>Puts warnings into the outbox, for a scan that has just been heard of or for somebody who has just come.</summary>
internal sealed partial class NoticePlanner(
    NoticeOutbox outbox,
    ConversationDirectory directory,
    RenewalServiceClient service,
    OutboxSignal signal,
    IOptions<NoticesOptions> options,
    TimeProvider time,
    ILogger<NoticePlanner> log)
{
    private const int ChatsAtOnce = 50;

    /// <summary>Warns the watchers who can be reached. The others get theirs when they install the bot.</summary>
    public async Task PlanAsync(RegistrationStatus registration, IEnumerable<string> watchers, CancellationToken ct)
    {
        foreach (var watcher in watchers)
        {
            if (Person.From(registration.TenantId, watcher) is { } person
                && await directory.FindPersonalAsync(person.TenantId, person.PersonId, ct) is { } chat)
            {
                await PlanAsync(registration, person, chat, ct);
            }
        }
    }

    /// <summary>Asks the service what newly met people watch, and warns them from its latest knowledge.</summary>
    public async Task LookUpAsync(CancellationToken ct)
    {
        foreach (var chat in await directory.NotLookedUpAsync(ChatsAtOnce, ct))
        {
            if (Person.From(chat.TenantId, chat.PersonId) is { } person)
            {
                await LookUpAsync(chat, person, ct);
            }
        }
    }

    private async Task LookUpAsync(Conversation chat, Person person, CancellationToken ct)
    {
        var result = await service.GetRegistrationsAsync(person, ct);
        if (result.Succeeded(out var registrations, out var problem))
        {
            foreach (var registration in registrations)
            {
                await PlanAsync(registration, person, chat, ct);
            }
        }
        else if (problem.Failure != ServiceFailure.NotAWatcher)
        {
            // It stays on the list and is tried again with the next tick.
            return;
        }

        await directory.LookedUpAsync(chat.Id, ct);
    }

    private async Task PlanAsync(RegistrationStatus registration, Person person, Conversation chat, CancellationToken ct)
    {
        if (NoticePolicy.Threshold(registration, options.Value.ThresholdsInDays) is not { } threshold || registration.KeyId is not { } keyId)
        {
            return;
        }

        var now = time.GetUtcNow();
        var isFirst = !await outbox.AnySentAsync(person.TenantId, person.PersonId, ct);
        var notice = new Notice
        {
            Id = Guid.CreateVersion7(now),
            TenantId = person.TenantId,
            PersonId = person.PersonId,
            RegistrationId = registration.Id,
            KeyId = keyId,
            Threshold = threshold,
            CreatedAt = now,
            DueAt = NoticePolicy.DueAt(now, threshold, isFirst, NoticePolicy.Zone(chat.TimeZone), options.Value),
        };
        if (await outbox.AddAsync(notice, ct))
        {
            Log.Planned(log, registration.Id, threshold, notice.DueAt);
            signal.Wake();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3020, LogLevel.Information, "A notice about registration {Registration} at {Threshold} days is due at {DueAt}.")]
        public static partial void Planned(ILogger logger, Guid registration, int threshold, DateTimeOffset dueAt);
    }
}
