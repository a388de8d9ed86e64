using HelpDesk.Storage.Bot;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Tests.Bot;

public abstract class StateTableTests(DatabaseProvider provider) : BotStoreTests(provider)
{
    private StateTable Table => Get<StateTable>();

    [SkippableFact]
    public async Task A_write_names_the_state_that_it_read()
    {
        var first = await WriteAsync("{\"a\":1}", null);
        await WriteAsync("{\"a\":2}", first);

        Assert.Equal("{\"a\":2}", (await Table.ReadAsync(["key"]))["key"].Json);
        var conflict = await Assert.ThrowsAsync<StateConflictException>(() => WriteAsync("{\"a\":3}", first));
        Assert.Equal("key", conflict.Key);
        await Assert.ThrowsAsync<StateConflictException>(() => WriteAsync("{\"a\":3}", null));
        Assert.Equal("{\"a\":2}", (await Table.ReadAsync(["key"]))["key"].Json);
    }

    [SkippableFact]
    public async Task A_star_writes_whatever_is_there()
    {
        await WriteAsync("{\"a\":1}", "*");
        await WriteAsync("{\"a\":2}", "*");

        Assert.Equal("{\"a\":2}", (await Table.ReadAsync(["key"]))["key"].Json);
    }

    [SkippableFact]
    public async Task All_items_of_a_turn_are_written_or_none()
    {
        await WriteAsync("{\"a\":1}", null);

        await Assert.ThrowsAsync<StateConflictException>(() => Table.WriteAsync(
            new Dictionary<string, (string, string?)> { ["other"] = ("{}", null), ["key"] = ("{}", "stale") }));

        Assert.Equal(["key"], (await Table.ReadAsync(["key", "other"])).Keys);
    }

    [SkippableFact]
    public async Task Of_two_turns_that_race_one_wins_and_the_other_is_told()
    {
        var tag = await WriteAsync("{}", null);
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(async () =>
        {
            try
            {
                await WriteAsync($"{{\"turn\":{i}}}", tag);
                return true;
            }
            catch (StateConflictException)
            {
                return false;
            }
        })));

        Assert.Single(results, true);
    }

    [SkippableFact]
    public async Task Deleted_state_is_gone_and_may_be_written_anew()
    {
        await WriteAsync("{}", null);
        await Table.DeleteAsync(["key", "unknown"]);

        Assert.Empty(await Table.ReadAsync(["key"]));
        await WriteAsync("{}", null);
    }

    [SkippableFact]
    public async Task Keys_of_any_length_are_kept_apart_and_fit_their_columns()
    {
        var (one, other) = ($"{new string('x', 4000)}1", $"{new string('x', 4000)}2");
        await Table.WriteAsync(new Dictionary<string, (string, string?)> { [one] = ("1", null), [other] = ("2", null), ["short"] = ("3", null) });
        var read = await Table.ReadAsync([one, other, "short", one]);
        Assert.Equal(("1", "2", "3"), (read[one].Json, read[other].Json, read["short"].Json));
        await Table.DeleteAsync([one]);
        Assert.Equal(["short", other], (await Table.ReadAsync([one, other, "short"])).Keys.OrderBy(k => k.Length));

        var ledger = Get<ActivityLedger>();
        Assert.Null(await ledger.TakeAsync(one));
        Assert.Null(await ledger.TakeAsync(other));
        await ledger.AnsweredAsync(one, 200, []);
        Assert.True((await ledger.FindAsync(one))?.IsAnswered);
        Assert.False((await ledger.TakeAsync(other))?.IsAnswered);

        await using var context = Context();
        Assert.True(context.StateItems.Max(i => i.Key.Length) <= 500);
        Assert.True(context.ReceivedActivities.Max(a => a.Key.Length) <= 500);
    }

    [SkippableFact]
    public async Task A_failure_of_the_database_is_not_taken_for_a_conflict()
    {
        await using var context = Context();
        await context.Database.ExecuteSqlRawAsync(context.Database.IsSqlite()
            ? "CREATE TRIGGER Full BEFORE INSERT ON StateItems BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
            : """
              CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$;
              CREATE TRIGGER "Full" BEFORE INSERT ON "StateItems" FOR EACH ROW EXECUTE FUNCTION refuse();
              """);

        await Assert.ThrowsAsync<DbUpdateException>(() => WriteAsync("{}", null));
    }

    [SkippableFact]
    public async Task An_activity_is_taken_once_and_its_answer_kept_until_it_is_forgotten()
    {
        var ledger = Get<ActivityLedger>();
        Assert.Null(await ledger.TakeAsync("msteams/a:1/1"));
        Assert.False((await ledger.TakeAsync("msteams/a:1/1"))?.IsAnswered);

        await ledger.AnsweredAsync("msteams/a:1/1", 200, [1, 2]);
        var earlier = await ledger.TakeAsync("msteams/a:1/1");
        Assert.Equal((true, 200), (earlier?.IsAnswered, earlier?.Status));
        Assert.Equal([1, 2], (await ledger.FindAsync("msteams/a:1/1"))?.Body);
        Assert.Null(await ledger.FindAsync("msteams/a:1/2"));

        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await ledger.ForgetAsync(TimeSpan.FromMinutes(59)));
        Assert.Null(await ledger.TakeAsync("msteams/a:1/1"));
    }

    [SkippableFact]
    public async Task An_activity_that_was_lost_with_its_process_is_taken_over_by_one_caller()
    {
        var ledger = Get<ActivityLedger>();
        await ledger.TakeAsync("lost");
        Clock.Advance(ActivityLedger.Lease);

        Assert.Null(await ledger.FindAsync("lost"));
        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => ledger.TakeAsync("lost"))));
        Assert.Single(taken, e => e is null);
        Assert.False((await ledger.FindAsync("lost"))?.IsAnswered);
    }

    [SkippableFact]
    public async Task A_turn_that_takes_long_is_kept_and_not_worked_on_twice()
    {
        var (mine, other) = (Get<ActivityLedger>(), new ActivityLedger(Get<IDbContextFactory<BotContext>>(), Clock));
        await mine.TakeAsync("long");
        for (var i = 0; i < 4; i++)
        {
            Clock.Advance(ActivityLedger.Lease - TimeSpan.FromSeconds(1));
            await mine.KeepAsync();
        }

        Assert.False((await other.TakeAsync("long"))?.IsAnswered);
        await mine.AnsweredAsync("long", 200, []);
        Assert.True((await other.TakeAsync("long"))?.IsAnswered);
    }

    [SkippableFact]
    public async Task Whoever_comes_back_late_does_not_disturb_the_one_that_has_taken_over()
    {
        var (late, next) = (Get<ActivityLedger>(), new ActivityLedger(Get<IDbContextFactory<BotContext>>(), Clock));
        await late.TakeAsync("key");
        Clock.Advance(ActivityLedger.Lease);
        Assert.Null(await next.TakeAsync("key"));

        await late.KeepAsync();
        await late.ReleaseAsync("key");
        await late.AnsweredAsync("key", 500, []);

        Assert.False((await next.FindAsync("key"))?.IsAnswered);
        await next.AnsweredAsync("key", 200, [1]);
        Assert.Equal(200, (await late.TakeAsync("key"))?.Status);
    }

    [SkippableFact]
    public async Task A_moved_calendar_does_not_make_a_running_turn_count_as_lost()
    {
        var ledger = Get<ActivityLedger>();
        await ledger.TakeAsync("running");
        Time.Advance(TimeSpan.FromDays(14));

        Assert.Equal(0, await ledger.ForgetAsync(TimeSpan.FromHours(12)));
        Assert.False((await ledger.FindAsync("running"))?.IsAnswered);
        Assert.False((await ledger.TakeAsync("running"))?.IsAnswered);
    }

    [SkippableFact]
    public async Task The_feeds_cursor_only_moves_forward()
    {
        var cursor = Get<FeedCursor>();
        Assert.Equal(0, await cursor.ReadAsync());
        await cursor.MoveAsync(7);
        await cursor.MoveAsync(5);

        Assert.Equal(7, await cursor.ReadAsync());
    }

    private async Task<string> WriteAsync(string json, string? etag) =>
        (await Table.WriteAsync(new Dictionary<string, (string, string?)> { ["key"] = (json, etag) }))["key"];

    public sealed class OnSqlite() : StateTableTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : StateTableTests(DatabaseProvider.PostgreSql);
}
