using HelpDesk.Renewals.Expiry;
using HelpDesk.Renewals.Watching;
using HelpDesk.Storage.Service;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace HelpDesk.Storage.Tests.Service;

/// <summary>A reader that goes on from the last number it has seen misses nothing, however many write.</summary>
public abstract class ChangeFeedTests(DatabaseProvider provider) : ServiceDatabase(provider)
{
    private const int Writers = 8;
    private const int EntriesEach = 25;

    private readonly List<long> _read = [];
    private long _cursor;

    [SkippableFact]
    public async Task Whoever_follows_the_feed_while_many_write_reads_each_entry_once()
    {
        var registrations = await RegisterAsync(Writers);

        var writing = Task.WhenAll(registrations.Select(id => Task.Run(() => WriteAsync(id, EntriesEach))));
        while (!writing.IsCompleted)
        {
            await ReadOnAsync();
        }

        await writing;
        await ReadOnAsync();
        await using var context = Context();
        Assert.Equal(await context.Changes.OrderBy(c => c.Sequence).Select(c => c.Sequence).ToListAsync(), _read);
        Assert.Equal(Writers * EntriesEach, _read.Count);
    }

    private async Task<IReadOnlyList<Guid>> RegisterAsync(int count)
    {
        var registrations = Enumerable.Range(0, count).Select(_ => NewRegistration()).ToList();
        foreach (var registration in registrations)
        {
            await Registrations.UpsertAsync(registration, ["ada"], default);
        }

        return [.. registrations.Select(r => r.Id)];
    }

    /// <summary>Each look says something else than the one before, so each is told.</summary>
    private async Task WriteAsync(Guid registration, int entries)
    {
        for (var i = 0; i < entries; i++)
        {
            var now = Time.GetUtcNow();
            var scan = new Scan(SecretReading.Unknown($"Reason {Guid.NewGuid()}."), now, Failed: true) { Next = now, GoodUntil = now };
            await Registrations.RecordAsync(registration, scan, default);
        }
    }

    private async Task ReadOnAsync()
    {
        for (var page = await Feed.ReadAsync(_cursor, 10, default); page.Changes.Count > 0; page = await Feed.ReadAsync(_cursor, 10, default))
        {
            _read.AddRange(page.Changes.Select(c => c.Sequence));
            _cursor = page.Next;
        }
    }

    public sealed class OnSqlite() : ChangeFeedTests(DatabaseProvider.Sqlite);

    /// <summary>Only here two transactions write at once.</summary>
    public sealed class OnPostgreSql() : ChangeFeedTests(DatabaseProvider.PostgreSql)
    {
        [SkippableFact]
        public async Task An_entry_whose_commit_takes_long_is_not_overtaken()
        {
            var registrations = await RegisterAsync(2);
            await using var brake = await HoldFirstCommitAsync();

            var slow = Task.Run(() => WriteAsync(registrations[0], 1));
            await WaitersAsync(1);
            var fast = Task.Run(() => WriteAsync(registrations[1], 1));
            await Task.WhenAny(fast, WaitersAsync(2));
            await ReadOnAsync();
            await brake.Database.CloseConnectionAsync();
            await Task.WhenAll(slow, fast);
            await ReadOnAsync();

            Assert.Equal([1, 2], _read);
        }

        [SkippableFact]
        public async Task An_entry_that_was_taken_back_leaves_out_its_number_and_nothing_else()
        {
            var id = (await RegisterAsync(1))[0];
            await using var context = Context();
            await context.Database.ExecuteSqlRawAsync(
                """
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$;
                CREATE CONSTRAINT TRIGGER "Full" AFTER INSERT ON "Changes" DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW WHEN (NEW."Sequence" = 2) EXECUTE FUNCTION refuse();
                """);

            await WriteAsync(id, 1);
            await Assert.ThrowsAsync<PostgresException>(() => WriteAsync(id, 1));
            await WriteAsync(id, 1);
            await ReadOnAsync();

            Assert.Equal([1, 3], _read);
        }

        /// <summary>Whoever commits the first entry waits until the returned context's connection is closed.</summary>
        private async Task<DbContext> HoldFirstCommitAsync()
        {
            // A connection of its own: one of the pool would keep the lock for whoever gets it next.
            var brake = new PostgresServiceContext(
                new DbContextOptionsBuilder<PostgresServiceContext>().UseNpgsql($"{Location.ConnectionString};Pooling=false").Options);
            await brake.Database.OpenConnectionAsync();
            await brake.Database.ExecuteSqlRawAsync(
                """
                CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NULL; END $$;
                CREATE CONSTRAINT TRIGGER "Hold" AFTER INSERT ON "Changes" DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW WHEN (NEW."Sequence" = 1) EXECUTE FUNCTION hold();
                SELECT pg_advisory_lock(1);
                """);
            return brake;
        }
    }
}
