using HelpDesk.Storage.Bot;

namespace HelpDesk.Storage.Tests.Bot;

public abstract class CardClickQueueTests(DatabaseProvider provider) : BotStoreTests(provider)
{
    private static readonly Guid Chat = Guid.NewGuid();
    private static readonly Guid OtherChat = Guid.NewGuid();
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private CardClickQueue Queue => Get<CardClickQueue>();

    [SkippableFact]
    public async Task Presses_of_one_chat_are_given_out_one_after_another_and_chats_do_not_wait_for_each_other()
    {
        await Queue.AddAsync(Click(Chat, "1"));
        await Queue.AddAsync(Click(Chat, "2"));
        await Queue.AddAsync(Click(OtherChat, "3"));

        var first = await Queue.ClaimAsync(10, Lease);
        Assert.Equal(["1", "3"], first.Select(c => c.ActivityId));
        Assert.Empty(await Queue.ClaimAsync(10, Lease));

        await Queue.DoneAsync(first[0]);
        Assert.Equal("2", Assert.Single(await Queue.ClaimAsync(10, Lease)).ActivityId);
    }

    [SkippableFact]
    public async Task A_press_belongs_to_one_replica_until_its_lease_ends()
    {
        await Queue.AddAsync(Click(Chat, "1"));
        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Queue.ClaimAsync(10, Lease))));
        var lost = Assert.Single(claims.SelectMany(c => c));
        Time.Advance(TimeSpan.FromDays(14));
        Assert.Empty(await Queue.ClaimAsync(10, Lease));

        Clock.Advance(Lease / 2);
        Assert.True(await Queue.RenewAsync(lost, Lease));
        Clock.Advance(Lease / 2);
        Assert.Empty(await Queue.ClaimAsync(10, Lease));
        Clock.Advance(Lease / 2);

        Assert.Equal(2, Assert.Single(await Queue.ClaimAsync(10, Lease)).Attempts);
        Assert.False(await Queue.RenewAsync(lost, Lease));
        await Queue.DoneAsync(lost);
        Clock.Advance(Lease);
        Assert.Single(await Queue.ClaimAsync(10, Lease));
    }

    [SkippableFact]
    public async Task A_press_that_was_given_back_comes_again_after_the_pause_and_before_later_ones()
    {
        await Queue.AddAsync(Click(Chat, "1"));
        await Queue.AddAsync(Click(Chat, "2"));
        await Queue.ReleaseAsync(Assert.Single(await Queue.ClaimAsync(10, Lease)), TimeSpan.FromSeconds(2));
        Assert.Empty(await Queue.ClaimAsync(10, Lease));

        Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("1", Assert.Single(await Queue.ClaimAsync(10, Lease)).ActivityId);
    }

    [SkippableFact]
    public async Task The_same_activity_is_noted_once()
    {
        await Queue.AddAsync(Click(Chat, "1"));
        await Queue.AddAsync(Click(Chat, "1"));
        await Queue.AddAsync(Click(OtherChat, null));
        await Queue.AddAsync(Click(OtherChat, null));

        await using var context = Context();
        Assert.Equal(3, context.CardClicks.Count());
    }

    private CardClick Click(Guid chat, string? activity) =>
        new() { Chat = chat, ActivityId = activity, ReferenceJson = "{}", Seal = "sealed", PressedAt = Clock.GetUtcNow() };

    public sealed class OnSqlite() : CardClickQueueTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : CardClickQueueTests(DatabaseProvider.PostgreSql);
}
