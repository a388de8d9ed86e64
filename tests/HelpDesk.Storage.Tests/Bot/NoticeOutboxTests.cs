using HelpDesk.Storage.Bot;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Tests.Bot;

public abstract class NoticeOutboxTests(DatabaseProvider provider) : BotStoreTests(provider)
{
    private static readonly Guid Registration = Guid.NewGuid();
    private static readonly Guid Key = Guid.NewGuid();
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private NoticeOutbox Outbox => Get<NoticeOutbox>();

    [SkippableFact]
    public async Task A_threshold_is_noted_once_however_many_replicas_see_it()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Outbox.AddAsync(Notice(14)))));

        Assert.Single(added, true);
        await using var context = Context();
        Assert.Equal(1, await context.Notices.CountAsync());
    }

    [SkippableFact]
    public async Task A_more_urgent_notice_replaces_the_milder_one_that_still_waits()
    {
        await Outbox.AddAsync(Notice(14));
        await Outbox.AddAsync(Notice(7));

        Assert.False(await Outbox.AddAsync(Notice(30)));
        Assert.Equal(7, Assert.Single(await Outbox.ClaimDueAsync(10, Lease)).Threshold);
    }

    [SkippableFact]
    public async Task A_notice_belongs_to_one_sender_until_its_lease_ends()
    {
        await Outbox.AddAsync(Notice(14));
        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Outbox.ClaimDueAsync(10, Lease))));
        Assert.Single(claims.SelectMany(c => c));

        Clock.Advance(Lease + TimeSpan.FromSeconds(1));
        Assert.Equal(2, Assert.Single(await Outbox.ClaimDueAsync(10, Lease)).Attempts);
    }

    [SkippableFact]
    public async Task What_is_not_due_sent_or_dead_is_not_claimed()
    {
        var later = Notice(14);
        later.DueAt = Time.GetUtcNow().AddHours(1);
        await Outbox.AddAsync(later);
        Assert.Empty(await Outbox.ClaimDueAsync(10, Lease));

        Time.Advance(TimeSpan.FromHours(2));
        await Outbox.SentAsync(Assert.Single(await Outbox.ClaimDueAsync(10, Lease)).Id, "card-1");
        await Outbox.AddAsync(Notice(7));
        await Outbox.DeadLetterAsync(Assert.Single(await Outbox.ClaimDueAsync(10, Lease)), "blocked by the person");
        Time.Advance(TimeSpan.FromDays(1));

        Assert.Empty(await Outbox.ClaimDueAsync(10, Lease));
        Assert.True(await Outbox.AnySentAsync("tenant", "person"));
    }

    [SkippableFact]
    public async Task A_dead_notice_that_is_asked_for_again_gets_another_chance()
    {
        await Outbox.AddAsync(Notice(14));
        await Outbox.DeadLetterAsync(Assert.Single(await Outbox.ClaimDueAsync(10, Lease)), "blocked by the person");

        Assert.True(await Outbox.AddAsync(Notice(14)));
        Assert.Equal(1, Assert.Single(await Outbox.ClaimDueAsync(10, Lease)).Attempts);
    }

    [SkippableFact]
    public async Task A_retry_comes_back_when_it_says()
    {
        await Outbox.AddAsync(Notice(14));
        var notice = Assert.Single(await Outbox.ClaimDueAsync(10, Lease));
        await Outbox.RetryAsync(notice, Time.GetUtcNow().AddMinutes(10));
        Assert.Empty(await Outbox.ClaimDueAsync(10, Lease));

        Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Single(await Outbox.ClaimDueAsync(10, Lease));
    }

    [SkippableFact]
    public async Task A_claim_that_is_kept_does_not_end_and_one_that_has_ended_decides_nothing()
    {
        await Outbox.AddAsync(Notice(14));
        var notice = Assert.Single(await Outbox.ClaimDueAsync(10, Lease));
        Clock.Advance(Lease);
        Assert.True(await Outbox.KeepAsync(notice, Lease));
        Clock.Advance(Lease);
        Time.Advance(TimeSpan.FromDays(14));
        Assert.Empty(await Outbox.ClaimDueAsync(10, Lease));

        Clock.Advance(TimeSpan.FromSeconds(1));
        var taken = Assert.Single(await Outbox.ClaimDueAsync(10, Lease));
        Assert.False(await Outbox.KeepAsync(notice, Lease));
        await Outbox.DeadLetterAsync(notice, "too late");
        await Outbox.RetryAsync(notice, Time.GetUtcNow());
        Assert.Empty(await Outbox.ClaimDueAsync(10, Lease));
        Assert.True(await Outbox.KeepAsync(taken, Lease));
    }

    private Notice Notice(int threshold) => new()
    {
        Id = Guid.NewGuid(),
        TenantId = "tenant",
        PersonId = "person",
        RegistrationId = Registration,
        KeyId = Key,
        Threshold = threshold,
        CreatedAt = Time.GetUtcNow(),
        DueAt = Time.GetUtcNow(),
    };

    public sealed class OnSqlite() : NoticeOutboxTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : NoticeOutboxTests(DatabaseProvider.PostgreSql);
}
