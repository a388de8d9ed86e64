using HelpDesk.Storage.Bot;

namespace HelpDesk.Storage.Tests.Bot;

public abstract class RenewalNewsOutboxTests(DatabaseProvider provider) : BotStoreTests(provider)
{
    private static readonly Guid Chat = Guid.NewGuid();
    private static readonly Guid Registration = Guid.NewGuid();
    private static readonly Guid Renewal = Guid.NewGuid();
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private RenewalNewsOutbox Outbox => Get<RenewalNewsOutbox>();

    private CardRegister Cards => Get<CardRegister>();

    [SkippableFact]
    public async Task Moves_that_nobody_has_seen_become_one_piece_of_news()
    {
        await Outbox.MovedAsync(News(1));
        await Outbox.MovedAsync(News(3));
        await Outbox.MovedAsync(News(2));

        var news = Assert.Single(await Outbox.ClaimDueAsync(10, Lease));
        Assert.Equal(3, news.Sequence);
        await Outbox.ShownAsync(news, "Proven");
        Assert.Empty(await Outbox.ClaimDueAsync(10, Lease));
    }

    [SkippableFact]
    public async Task A_repeated_move_is_not_shown_twice()
    {
        await Outbox.MovedAsync(News(1));
        var news = Assert.Single(await Outbox.ClaimDueAsync(10, Lease));
        await Outbox.ShownAsync(news, null);

        await Outbox.MovedAsync(News(1));

        Assert.Empty(await Outbox.ClaimDueAsync(10, Lease));
    }

    [SkippableFact]
    public async Task A_move_that_comes_while_the_last_one_is_being_shown_stays_due()
    {
        await Outbox.MovedAsync(News(1));
        var news = Assert.Single(await Outbox.ClaimDueAsync(10, Lease));
        await Outbox.MovedAsync(News(2));
        await Outbox.ShownAsync(news, "Staged");

        var next = Assert.Single(await Outbox.ClaimDueAsync(10, Lease));
        Assert.Equal((2, "Staged"), (next.Sequence, next.ToldState));
    }

    [SkippableFact]
    public async Task What_is_drawn_over_while_it_is_being_shown_is_shown_again()
    {
        await Outbox.MovedAsync(News(1));
        var news = Assert.Single(await Outbox.ClaimDueAsync(10, Lease));
        await Outbox.ShowAgainAsync(Chat, Renewal);
        await Outbox.ShownAsync(news, "Staged");

        var again = Assert.Single(await Outbox.ClaimDueAsync(10, Lease));
        Assert.Equal((1, "Staged"), (again.Sequence, again.ToldState));
        await Outbox.ShowAgainAsync(Chat, Renewal);
        await Outbox.ShownAsync(again, "Staged");

        var last = Assert.Single(await Outbox.ClaimDueAsync(10, Lease));
        await Outbox.ShownAsync(last, "Staged");
        Assert.Empty(await Outbox.ClaimDueAsync(10, Lease));
    }

    [SkippableFact]
    public async Task A_move_that_comes_while_the_last_one_is_given_up_is_shown()
    {
        await Outbox.MovedAsync(News(1));
        var news = Assert.Single(await Outbox.ClaimDueAsync(10, Lease));
        await Outbox.MovedAsync(News(2));
        await Outbox.DeadLetterAsync(news, "too big");

        var next = Assert.Single(await Outbox.ClaimDueAsync(10, Lease));
        await Outbox.DeadLetterAsync(next, "too big");
        Assert.Empty(await Outbox.ClaimDueAsync(10, Lease));
    }

    [SkippableFact]
    public async Task A_new_move_has_all_attempts_before_it_and_keeps_a_pause_that_was_asked_for()
    {
        await Outbox.MovedAsync(News(1));
        for (var attempt = 1; attempt <= 7; attempt++)
        {
            var failed = Assert.Single(await Outbox.ClaimDueAsync(10, Lease));
            Assert.Equal(attempt, failed.Attempts);
            await Outbox.RetryAsync(failed, Time.GetUtcNow().AddMinutes(10));
            Assert.Empty(await Outbox.ClaimDueAsync(10, Lease));
            Time.Advance(attempt < 7 ? TimeSpan.FromMinutes(10) : TimeSpan.FromMinutes(4));
        }

        await Outbox.MovedAsync(News(2));
        Assert.Empty(await Outbox.ClaimDueAsync(10, Lease));

        Time.Advance(TimeSpan.FromMinutes(6));
        var news = Assert.Single(await Outbox.ClaimDueAsync(10, Lease));
        Assert.Equal((2, 1), (news.Sequence, news.Attempts));
    }

    [SkippableFact]
    public async Task A_claim_that_is_kept_does_not_end_and_one_that_has_ended_decides_nothing()
    {
        await Outbox.MovedAsync(News(1));
        var news = Assert.Single(await Outbox.ClaimDueAsync(10, Lease));
        Clock.Advance(Lease);
        Assert.True(await Outbox.KeepAsync(news, Lease));
        Clock.Advance(Lease);
        Time.Advance(TimeSpan.FromDays(14));
        Assert.Empty(await Outbox.ClaimDueAsync(10, Lease));

        Clock.Advance(TimeSpan.FromSeconds(1));
        var taken = Assert.Single(await Outbox.ClaimDueAsync(10, Lease));
        Assert.False(await Outbox.KeepAsync(news, Lease));
        await Outbox.DeadLetterAsync(news, "too late");
        await Outbox.RetryAsync(news, Time.GetUtcNow());
        Assert.Empty(await Outbox.ClaimDueAsync(10, Lease));
        Assert.True(await Outbox.KeepAsync(taken, Lease));
    }

    [SkippableFact]
    public async Task A_failed_renewals_cards_turn_to_the_next_one_and_a_proven_ones_do_not()
    {
        await Cards.SentAsync(Chat, "warning", Registration, null, CardKind.Warning);
        var card = Assert.Single(await Cards.InChatAsync(Chat, Registration, Renewal));
        await Cards.ShowsAsync(card, Renewal, "warning", "undone", isOpen: true);
        var second = Guid.NewGuid();
        Assert.Single(await Cards.InChatAsync(Chat, Registration, second));

        await Cards.ShowsAsync(card, second, "replacement", "proven", isOpen: false);

        Assert.Empty(await Cards.ChatsAsync(Registration, Guid.NewGuid()));
        Assert.Equal(Chat, Assert.Single(await Cards.ChatsAsync(Registration, second)));
        Assert.Equal("replacement", Assert.Single(await Cards.InChatAsync(Chat, Registration, second)).ActivityId);
    }

    private RenewalNews News(long sequence) => new()
    {
        Id = Guid.NewGuid(),
        Chat = Chat,
        RegistrationId = Registration,
        RenewalId = Renewal,
        ChangeJson = "{}",
        Sequence = sequence,
        DueAt = Time.GetUtcNow(),
    };

    public sealed class OnSqlite() : RenewalNewsOutboxTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : RenewalNewsOutboxTests(DatabaseProvider.PostgreSql);
}
