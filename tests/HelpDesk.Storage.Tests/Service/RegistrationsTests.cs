using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Expiry;
using HelpDesk.Renewals.Renewing;
using HelpDesk.Renewals.Watching;
using HelpDesk.Storage.Service;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace HelpDesk.Storage.Tests.Service;

public abstract class RegistrationsTests(DatabaseProvider provider) : ServiceDatabase(provider)
{
    private static readonly PasswordEntry Password = new() { KeyId = Guid.NewGuid(), Start = Start.AddDays(-300), End = Start.AddDays(14) };

    [SkippableFact]
    public async Task A_registration_that_was_never_looked_at_is_unknown_and_says_so()
    {
        var status = Assert.Single(await Registrations.ListAsync(Tenant, default));

        Assert.Equal(SecretStatus.Unknown, status.Status);
        Assert.NotNull(status.UnknownBecause);
    }

    [SkippableFact]
    public async Task The_feed_hears_of_a_look_only_when_something_is_other_than_before()
    {
        await RecordAsync(Seen());
        await RecordAsync(Seen());
        Time.Advance(TimeSpan.FromHours(6));
        await RecordAsync(Seen());
        Time.Advance(TimeSpan.FromDays(1));
        await RecordAsync(Seen());

        var page = await Feed.ReadAsync(0, 10, default);

        Assert.Equal([14, 13], page.Changes.Select(c => c.Registration.DaysLeft!.Value));
        Assert.All(page.Changes, c => Assert.Equal(ChangeKind.RegistrationScanned, c.Kind));
        Assert.Empty((await Feed.ReadAsync(page.Next, 10, default)).Changes);
    }

    [SkippableFact]
    public async Task A_failed_look_is_unknown_keeps_what_was_seen_and_each_reason_is_told_once()
    {
        await RecordAsync(Seen());
        await RecordAsync(SecretReading.Unknown("The directory could not be read."), failed: true);
        await RecordAsync(SecretReading.Unknown("The directory could not be read at all."), failed: true);
        await RecordAsync(SecretReading.Unknown("The directory could not be read at all."), failed: true);

        var status = (await Registrations.StatusAsync(Tenant, HelpDesk.Id, default))!;

        Assert.Equal(SecretStatus.Unknown, status.Status);
        Assert.Equal("The directory could not be read at all.", status.UnknownBecause);
        Assert.Equal(Password.End, status.CoveredUntil);
        Assert.Equal(3, (await Feed.ReadAsync(0, 10, default)).Changes.Count);
        Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(3, Assert.Single(await Registrations.DueAsync(10, default)).FailedBefore);
    }

    [SkippableFact]
    public async Task A_look_that_began_before_the_one_that_is_kept_changes_nothing()
    {
        var began = Time.GetUtcNow();
        Time.Advance(TimeSpan.FromSeconds(1));
        await RecordAsync(Seen());

        await Registrations.RecordAsync(HelpDesk.Id, new Scan(SecretReading.Unknown("It is late."), began, Failed: true) { Next = began, GoodUntil = began }, default);

        Assert.Equal(SecretStatus.Due, (await Registrations.StatusAsync(Tenant, HelpDesk.Id, default))!.Status);
        Assert.Single((await Feed.ReadAsync(0, 10, default)).Changes);
    }

    [SkippableFact]
    public async Task After_the_clock_was_set_back_a_look_counts_again()
    {
        await RecordAsync(Seen());
        var back = Time.GetUtcNow() - TimeSpan.FromDays(1);
        await using var services = Build(new FakeTimeProvider(back));

        await services.GetRequiredService<IRegistrations>().RecordAsync(
            HelpDesk.Id, new Scan(SecretReading.Unknown("Gone."), back, Failed: true) { Next = back, GoodUntil = back }, default);

        Assert.Equal("Gone.", (await Registrations.StatusAsync(Tenant, HelpDesk.Id, default))!.UnknownBecause);
    }

    [SkippableFact]
    public async Task Status_and_days_are_those_of_the_moment_of_asking()
    {
        await RecordAsync(Seen());
        Time.Advance(TimeSpan.FromDays(15));

        var status = (await Registrations.StatusAsync(Tenant, HelpDesk.Id, default))!;

        Assert.Equal((SecretStatus.Expired, -1), (status.Status, status.DaysLeft));
    }

    [SkippableFact]
    public async Task What_nobody_looked_at_for_too_long_is_unknown_and_says_since_when()
    {
        await RecordAsync(Seen());
        Time.Advance(TimeSpan.FromDays(31));

        var status = (await Registrations.StatusAsync(Tenant, HelpDesk.Id, default))!;

        Assert.Equal(SecretStatus.Unknown, status.Status);
        Assert.Contains("2026-11-24 08:00", status.UnknownBecause, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Another_tenant_and_a_stranger_see_nothing()
    {
        Assert.Null(await Registrations.FindAsync(OtherTenant, HelpDesk.Id, default));
        Assert.Null(await Registrations.StatusAsync(OtherTenant, HelpDesk.Id, default));
        Assert.Empty(await Registrations.ListAsync(OtherTenant, default));
        Assert.Empty(await Registrations.ListWatchedAsync(Tenant, "stranger", default));
        Assert.Empty(await Registrations.ListWatchedAsync(OtherTenant, "ada", default));
        Assert.Single(await Registrations.ListWatchedAsync(Tenant, "ada", default));
    }

    [SkippableFact]
    public async Task A_registration_that_is_no_longer_configured_is_out_of_use_until_it_is_again()
    {
        await Registrations.KeepOnlyAsync([], default);
        await RecordAsync(Seen());
        await Registrations.WatchAsync(Tenant, "farid", null, default);

        Assert.Empty(await Registrations.TenantsAsync(default));
        Assert.Null(await Registrations.FindAsync(Tenant, HelpDesk.Id, default));
        Assert.Null(await Registrations.StatusAsync(Tenant, HelpDesk.Id, default));
        Assert.Empty(await Registrations.ListAsync(Tenant, default));
        Assert.Empty(await Registrations.ListWatchedAsync(Tenant, "ada", default));
        Assert.Empty(await Registrations.DueAsync(10, default));
        Assert.Empty((await Feed.ReadAsync(0, 10, default)).Changes);

        await Registrations.UpsertAsync(HelpDesk, [], default);
        await Registrations.KeepOnlyAsync([HelpDesk.Id], default);

        Assert.Equal([Tenant], await Registrations.TenantsAsync(default));
        Assert.Single(await Registrations.ListWatchedAsync(Tenant, "ada", default));
        Assert.Empty(await Registrations.ListWatchedAsync(Tenant, "farid", default));
    }

    [SkippableFact]
    public async Task Whoever_becomes_a_watcher_in_many_requests_at_once_is_one_watcher()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Registrations.WatchAsync(Tenant, "farid", HelpDesk.Id, default))));

        await RecordAsync(Seen());
        Assert.Equal(["ada", "farid"], (await Feed.ReadAsync(0, 1, default)).Changes[0].Watchers.Order());
    }

    [SkippableFact]
    public async Task A_registration_is_due_at_its_time_and_at_once_after_a_start()
    {
        await RecordAsync(Seen());

        Assert.Empty(await Registrations.DueAsync(10, default));
        await Registrations.MakeAllDueAsync(default);
        Assert.Single(await Registrations.DueAsync(10, default));
        await RecordAsync(Seen());
        Time.Advance(TimeSpan.FromHours(12));
        Assert.Single(await Registrations.DueAsync(10, default));
    }

    [SkippableFact]
    public async Task The_database_has_no_change_that_lacks_a_migration()
    {
        await using var context = await Get<IDbContextFactory<ServiceContext>>().CreateDbContextAsync();

        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
    }

    private static SecretReading Seen() => SecretReading.Of(
        new(null, new() { ObjectId = "object", ClientId = "client", DisplayName = "HelpDesk", Passwords = [Password], Keys = [] }), RenewalHistory.None);

    private Task RecordAsync(SecretReading reading, bool failed = false)
    {
        var now = Time.GetUtcNow();
        return Registrations.RecordAsync(HelpDesk.Id, new Scan(reading, now, failed) { Next = now.AddHours(12), GoodUntil = now.AddDays(30) }, default);
    }

    public sealed class OnSqlite() : RegistrationsTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : RegistrationsTests(DatabaseProvider.PostgreSql);
}
