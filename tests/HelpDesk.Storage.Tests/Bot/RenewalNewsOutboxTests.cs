using HelpDesk.Storage.Bot;

namespace HelpDesk.Storage.Tests.Bot;

public sealed class RenewalNewsOutboxTests : BotDatabase
{
    private static readonly Guid Chat = Guid.NewGuid();
    private static readonly Guid Registration = Guid.NewGuid();
    private static readonly Guid Renewal = Guid.NewGuid();
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private RenewalNewsOutbox Outbox => Get<RenewalNewsOutbox>();

    private CardRegister Cards => Get<CardRegister>();

    [Fact]
    public async Task Moves_that_nobody_has_seen_become_one_piece_of_news()
    {
        await Outbox.MovedAsync(News(1));
        await Outbox.MovedAsync(News(3));
        await Outbox.MovedAsync(News(2));

        var news = Assert.Single(await Outbox.ClaimDueAsync(10, Lease));
        Assert.Equal(3, news.Sequence);
        await Outbox.ShownAsync(news.Id, news.Sequence, "Proven");
        Assert.Empty(await Outbox.ClaimDueAsync(10, Lease));
    }

    [Fact]
    public async Task A_repeated_move_is_not_shown_twice()
    {
        await Outbox.MovedAsync(News(1));
        var news = Assert.Single(await Outbox.ClaimDueAsync(10, Lease));
        await Outbox.ShownAsync(news.Id, news.Sequence, null);

        await Outbox.MovedAsync(News(1));

        Assert.Empty(await Outbox.ClaimDueAsync(10, Lease));
    }

    [Fact]
    public async Task A_move_that_comes_while_the_last_one_is_being_shown_stays_due()
    {
        await Outbox.MovedAsync(News(1));
        var news = Assert.Single(await Outbox.ClaimDueAsync(10, Lease));
        await Outbox.MovedAsync(News(2));
        await Outbox.ShownAsync(news.Id, news.Sequence, "Staged");

        var next = Assert.Single(await Outbox.ClaimDueAsync(10, Lease));
        Assert.Equal((2, "Staged"), (next.Sequence, next.ToldState));
    }

    [Fact]
    public async Task A_failed_renewals_cards_turn_to_the_next_one_and_a_proven_ones_do_not()
    {
        await Cards.SentAsync(Chat, "warning", Registration, null, CardKind.Warning);
        var card = Assert.Single(await Cards.InChatAsync(Chat, Registration, Renewal));
        await Cards.ShowsAsync(card.Id, Renewal, "warning", isOpen: true);
        var second = Guid.NewGuid();
        Assert.Single(await Cards.InChatAsync(Chat, Registration, second));

        await Cards.ShowsAsync(card.Id, second, "replacement", isOpen: false);

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
}
