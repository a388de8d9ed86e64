using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Expiry;
using HelpDesk.Renewals.Renewing;
using HelpDesk.Renewals.Watching;
using HelpDesk.Storage.Service;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Tests.Service;

/// <summary>What several processes write at once, each as if it were alone.</summary>
public abstract class RaceTests(DatabaseProvider provider) : ServiceDatabase(provider)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    [SkippableFact]
    public async Task Of_a_hundred_confirmations_with_repetitions_one_renews_and_its_repetitions_learn_so()
    {
        // Ten people with four keys each; the first of them is sent seven times.
        var confirmations = (from person in Enumerable.Range(0, 10)
                             from key in Enumerable.Range(0, 4)
                             let confirmation = Confirmation(new($"person {person}", $"Person {person}"), Guid.NewGuid())
                             from _ in Enumerable.Range(0, key == 0 ? 7 : 1)
                             select confirmation).ToList();

        var claims = await Task.WhenAll(confirmations.Select(c => Task.Run(() => Renewals.ClaimAsync(c, default))));

        Assert.Equal(100, claims.Length);
        var winner = confirmations[Array.FindIndex(claims, c => c.Outcome is ClaimOutcome.Taken)];
        Assert.Single(claims, c => c.Outcome is ClaimOutcome.Taken);
        Assert.Single(claims.Select(c => c.Renewal.Id).Distinct());
        foreach (var (confirmation, claim) in confirmations.Zip(claims).Where(c => c.Second.Outcome is not ClaimOutcome.Taken))
        {
            Assert.Equal(confirmation == winner ? ClaimOutcome.Repeated : ClaimOutcome.Busy, claim.Outcome);
            Assert.Equal(winner.Person, claim.Renewal.StartedBy);
        }
    }

    [SkippableFact]
    public async Task A_confirmation_that_meets_the_end_of_a_lease_goes_on_all_the_same()
    {
        var id = (await Renewals.ClaimAsync(Confirmation(Ada), default)).Renewal.Id;
        await MoveAsync((await Renewals.LeaseAsync(id, "me", Lease, default))!, RenewalState.NeedsSignIn);
        await using var context = Context();
        await using var end = await context.Database.BeginTransactionAsync();
        await context.Renewals.ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseOwner, (string?)null));

        var claim = Task.Run(() => Renewals.ClaimAsync(Confirmation(Farid), default));
        await WaitersAsync(1);
        await end.CommitAsync();

        Assert.Equal((ClaimOutcome.Taken, Farid), ((await claim).Outcome, (await claim).Renewal.StartedBy));
    }

    [SkippableFact]
    public async Task A_removal_that_meets_the_end_of_a_lease_is_kept_all_the_same()
    {
        var (id, orphan) = ((await Renewals.ClaimAsync(Confirmation(Ada), default)).Renewal.Id, Guid.NewGuid());
        var record = (await Renewals.LeaseAsync(id, "me", Lease, default))!;
        await MoveAsync(record with { OrphanKeyId = orphan }, RenewalState.RolledBack);
        await using var context = Context();
        await using var end = await context.Database.BeginTransactionAsync();
        await context.Renewals.ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseOwner, (string?)null));

        var removed = Task.Run(() => Renewals.TellRemovalAsync(HelpDesk.Id, orphan, Removal.Done, Farid, default));
        await WaitersAsync(1);
        await end.CommitAsync();
        await removed;

        Assert.Null((await Renewals.FindAsync(Tenant, id, default))!.OrphanKeyId);
        Assert.Null((await Feed.ReadAsync(0, 10, default)).Changes[^1].Renewal!.OrphanKeyId);
    }

    [SkippableFact]
    public async Task A_lease_that_is_taken_over_while_its_holder_saves_is_lost()
    {
        var id = (await Renewals.ClaimAsync(Confirmation(Ada), default)).Renewal.Id;
        var mine = (await Renewals.LeaseAsync(id, "me", Lease, default))!;
        await using var context = Context();
        await using var other = await context.Database.BeginTransactionAsync();
        await context.Renewals.Where(r => r.Id == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseOwner, "other"));

        var save = Task.Run(() => MoveAsync(mine, RenewalState.Preflighted));
        await WaitersAsync(1);
        await other.CommitAsync();

        await Assert.ThrowsAsync<LeaseLostException>(() => save);
        Assert.Equal("other", (await context.Renewals.AsNoTracking().SingleAsync()).LeaseOwner);
    }

    [SkippableFact]
    public async Task Of_many_that_want_a_lease_one_gets_it()
    {
        var id = (await Renewals.ClaimAsync(Confirmation(Ada), default)).Renewal.Id;

        var leases = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Renewals.LeaseAsync(id, $"process {i}", Lease, default))));

        Assert.Single(leases, l => l is not null);
    }

    [SkippableFact]
    public async Task A_look_that_waits_for_a_later_one_changes_nothing()
    {
        var began = Time.GetUtcNow();
        Time.Advance(TimeSpan.FromSeconds(1));
        var later = Time.GetUtcNow();
        await using var context = Context();
        await using var other = await context.Database.BeginTransactionAsync();
        await context.Registrations.ExecuteUpdateAsync(set => set.SetProperty(r => r.LastScannedAt, later));

        var scan = new Scan(SecretReading.Unknown("It is late."), began, Failed: true) { Next = began, GoodUntil = began };
        var record = Task.Run(() => Registrations.RecordAsync(HelpDesk.Id, scan, default));
        await WaitersAsync(1);
        await other.CommitAsync();
        await record;

        Assert.Equal((later, 0), await context.Registrations.Select(r => new ValueTuple<DateTimeOffset?, int>(r.LastScannedAt, r.FailedScans)).SingleAsync());
    }

    [SkippableFact]
    public async Task Replicas_that_start_at_once_take_over_the_same_registrations()
    {
        var configured = NewRegistration();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Registrations.UpsertAsync(configured, ["ada", "farid"], default))));

        Assert.NotNull(await Registrations.FindAsync(Tenant, configured.Id, default));
        Assert.Single(await Registrations.ListWatchedAsync(Tenant, "farid", default));
    }

    [SkippableFact]
    public async Task A_value_of_the_vault_that_is_written_many_times_at_once_is_there_once()
    {
        var entries = Get<VaultEntries>();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => entries.WriteAsync(HelpDesk.Id, "ClientSecret", new([(byte)i], null, null), default))));

        Assert.Single((await entries.ReadAsync(HelpDesk.Id, "ClientSecret", default))!.Ciphertext);
    }

    public sealed class OnSqlite() : RaceTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : RaceTests(DatabaseProvider.PostgreSql)
    {
        private const string Trigger = """CREATE TRIGGER "Refuse" BEFORE INSERT ON "Confirmations" FOR EACH ROW EXECUTE FUNCTION refuse('STATE')""";

        [SkippableTheory]
        [InlineData("40001")]
        [InlineData("40P01")]
        [InlineData("23505")]
        public async Task A_confirmation_that_the_server_gave_up_for_another_one_is_made_again(string sqlState)
        {
            await FailFirstAsync(sqlState);

            Assert.Equal(ClaimOutcome.Taken, (await Renewals.ClaimAsync(Confirmation(Ada), default)).Outcome);
            Assert.Equal(2, await AttemptsAsync());
        }

        [SkippableFact]
        public async Task A_failure_of_the_server_is_not_taken_for_a_lost_race()
        {
            await FailFirstAsync("53100");

            await Assert.ThrowsAnyAsync<Exception>(() => Renewals.ClaimAsync(Confirmation(Ada), default));
            Assert.Equal(1, await AttemptsAsync());
        }

        /// <summary>Refuses the first confirmation in this way, and counts them; no rollback takes the count back.</summary>
        private async Task FailFirstAsync(string sqlState)
        {
            await using var context = Context();
            await context.Database.ExecuteSqlRawAsync(
                """
                CREATE SEQUENCE attempts;
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        IF nextval('attempts') = 1 THEN RAISE EXCEPTION 'refused' USING ERRCODE = TG_ARGV[0]; END IF;
                        RETURN NEW;
                    END $$;
                """);
            await context.Database.ExecuteSqlRawAsync(Trigger.Replace("STATE", sqlState, StringComparison.Ordinal));
        }

        private async Task<long> AttemptsAsync()
        {
            await using var context = Context();
            return await context.Database.SqlQuery<long>($"SELECT last_value AS \"Value\" FROM attempts").SingleAsync();
        }
    }
}
