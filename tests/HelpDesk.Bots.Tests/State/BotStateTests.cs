using HelpDesk.Bots.Schema;
using HelpDesk.Bots.Tests.Support;
using Xunit;

namespace HelpDesk.Bots.Tests.State;

public sealed class BotStateTests
{
    private readonly CountingStorage _storage = new();
    private readonly ConversationState _state;
    private readonly IStatePropertyAccessor<ChannelAccount> _account;

    public BotStateTests()
    {
        _state = new ConversationState(_storage);
        _account = _state.CreateProperty<ChannelAccount>("account");
    }

    [Fact]
    public async Task A_value_that_was_changed_in_place_is_there_in_the_next_turn()
    {
        using (var turn = Turn())
        {
            (await _account.GetAsync(turn, () => new ChannelAccount("1"))).Name = "Megan";
            await _state.SaveChangesAsync(turn);
        }

        using var next = Turn();
        var account = await _account.GetAsync(next);
        Assert.Equal(("1", "Megan"), (account.Id, account.Name));
    }

    [Fact]
    public async Task The_same_object_is_given_out_during_a_turn()
    {
        using var turn = Turn();

        Assert.Same(await _account.GetAsync(turn, () => new ChannelAccount("1")), await _account.GetAsync(turn));
        Assert.Equal(1, _storage.Reads);
    }

    [Fact]
    public async Task An_unchanged_state_is_not_written()
    {
        await SaveAsync(a => a.Name = "Megan");
        var writes = _storage.Writes;

        await SaveAsync(a => a.Name = "Megan");
        using (var untouched = Turn())
        {
            await _state.SaveChangesAsync(untouched);
            await _state.LoadAsync(untouched);
            await _state.SaveChangesAsync(untouched);
        }

        Assert.Equal(writes, _storage.Writes);
    }

    [Fact]
    public async Task A_state_that_nothing_was_put_into_is_not_written_unless_forced()
    {
        using var turn = Turn();
        await _account.GetAsync(turn);

        await _state.SaveChangesAsync(turn);
        Assert.Equal(0, _storage.Writes);

        await _state.SaveChangesAsync(turn, force: true);
        Assert.Equal(1, _storage.Writes);
    }

    [Fact]
    public async Task Values_that_a_turn_does_not_touch_are_kept_as_they_are()
    {
        var other = _state.CreateProperty<Dictionary<string, object>>("other");
        using (var turn = Turn())
        {
            await other.SetAsync(turn, new Dictionary<string, object> { ["ä"] = 1, ["b"] = "x" });
            await _account.SetAsync(turn, new ChannelAccount("1"));
            await _state.SaveChangesAsync(turn);
        }

        await SaveAsync(a => a.Name = "Megan");

        using var next = Turn();
        var kept = await other.GetAsync(next);
        Assert.Equal((1, "x"), (BotJson.Read<int>(kept["ä"]), BotJson.Read<string>(kept["b"])));
    }

    [Fact]
    public async Task A_deleted_value_is_gone()
    {
        await SaveAsync(a => a.Name = "Megan");
        using (var turn = Turn())
        {
            await _account.DeleteAsync(turn);
            await _state.SaveChangesAsync(turn);
        }

        using var next = Turn();
        Assert.Null(await _account.GetAsync(next));
    }

    [Fact]
    public async Task A_turn_that_saves_over_another_ones_change_fails_and_changes_nothing()
    {
        await SaveAsync(a => a.Name = "Megan");
        using var one = Turn();
        using var two = Turn();
        (await _account.GetAsync(one)).Name = "one";
        (await _account.GetAsync(two)).Name = "two";

        await _state.SaveChangesAsync(one);
        await Assert.ThrowsAsync<StorageConflictException>(() => _state.SaveChangesAsync(two));

        using var next = Turn();
        Assert.Equal("one", (await _account.GetAsync(next)).Name);
    }

    [Fact]
    public async Task Two_turns_that_both_begin_without_a_state_do_not_both_write_one()
    {
        using var one = Turn();
        using var two = Turn();
        await _account.GetAsync(one, () => new ChannelAccount("1"));
        await _account.GetAsync(two, () => new ChannelAccount("2"));

        await _state.SaveChangesAsync(one);

        await Assert.ThrowsAsync<StorageConflictException>(() => _state.SaveChangesAsync(two));
    }

    [Fact]
    public async Task A_turn_may_save_more_than_once()
    {
        using var turn = Turn();
        var account = await _account.GetAsync(turn, () => new ChannelAccount("1"));
        foreach (var name in new[] { "a", "b", "c" })
        {
            account.Name = name;
            await _state.SaveChangesAsync(turn);
        }

        using var next = Turn();
        Assert.Equal("c", (await _account.GetAsync(next)).Name);
    }

    [Fact]
    public async Task A_cleared_state_is_empty_for_the_rest_of_the_turn_and_after()
    {
        await SaveAsync(a => a.Name = "Megan");
        using (var turn = Turn())
        {
            await _account.GetAsync(turn);
            await _state.ClearStateAsync(turn);
            Assert.Null(await _account.GetAsync(turn));
            await _state.SaveChangesAsync(turn);
        }

        using var next = Turn();
        Assert.Null(await _account.GetAsync(next));
    }

    [Fact]
    public async Task A_deleted_state_is_gone_from_the_storage()
    {
        await SaveAsync(a => a.Name = "Megan");
        using (var turn = Turn())
        {
            await _state.DeleteAsync(turn);
        }

        Assert.Empty(await _storage.ReadAsync(["msteams/conversations/a:1"]));
    }

    [Fact]
    public async Task A_conversation_has_its_state_and_a_person_theirs_everywhere()
    {
        var user = new UserState(_storage);
        var name = user.CreateProperty<string>("name");
        using (var turn = Turn())
        {
            await name.SetAsync(turn, "Megan");
            await _account.SetAsync(turn, new ChannelAccount("1"));
            await user.SaveChangesAsync(turn);
            await _state.SaveChangesAsync(turn);
        }

        using var elsewhere = Turn("a:2");
        Assert.Equal("Megan", await name.GetAsync(elsewhere));
        Assert.Null(await _account.GetAsync(elsewhere));
    }

    [Fact]
    public async Task Memory_storage_checks_versions_of_any_item()
    {
        var storage = new MemoryStorage();
        var item = new StoredState { Json = "{}"u8.ToArray(), ETag = ETags.NotStored };
        await storage.WriteAsync(new Dictionary<string, object> { ["k"] = item });

        await Assert.ThrowsAsync<StorageConflictException>(() => storage.WriteAsync(
            new Dictionary<string, object> { ["k"] = new StoredState { Json = "{}"u8.ToArray(), ETag = ETags.NotStored }, ["other"] = new ChannelAccount("1") }));
        Assert.Empty(await storage.ReadAsync(["other"]));
        await storage.WriteAsync(new Dictionary<string, object> { ["k"] = item });
        await storage.WriteAsync(new Dictionary<string, object> { ["k"] = new StoredState { Json = "{}"u8.ToArray(), ETag = ETags.Any } });
        await Assert.ThrowsAsync<StorageConflictException>(() => storage.WriteAsync(new Dictionary<string, object> { ["k"] = item }));
    }

    [Fact]
    public async Task Memory_storage_shares_no_objects()
    {
        var storage = new MemoryStorage();
        var account = new ChannelAccount("1", "Megan");
        await storage.WriteAsync(new Dictionary<string, object> { ["k"] = account });
        account.Name = "changed";

        var read = Assert.IsType<ChannelAccount>((await storage.ReadAsync(["k", "missing"])).Single().Value);

        Assert.Equal("Megan", read.Name);
    }

    private async Task SaveAsync(Action<ChannelAccount> change)
    {
        using var turn = Turn();
        change(await _account.GetAsync(turn, () => new ChannelAccount("1")));
        await _state.SaveChangesAsync(turn);
    }

    private static TurnContext Turn(string conversation = "a:1") => new(new NoAdapter(), new Activity(ActivityTypes.Message)
    {
        ChannelId = "msteams",
        Conversation = new ConversationAccount(id: conversation),
        From = new ChannelAccount("29:megan"),
    });

    private sealed class CountingStorage : IStorage
    {
        private readonly MemoryStorage _inner = new();

        public int Reads { get; private set; }

        public int Writes { get; private set; }

        public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
        {
            Reads++;
            return _inner.ReadAsync(keys, cancellationToken);
        }

        public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
        {
            Writes++;
            return _inner.WriteAsync(changes, cancellationToken);
        }

        public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default) => _inner.DeleteAsync(keys, cancellationToken);
    }
}
