using HelpDesk.Storage.Bot;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Tests.Bot;

public abstract class TemporaryAccountOutboxTests(DatabaseProvider provider) : BotStoreTests(provider)
{
    private const string Login = "temp.admin@contoso.onmicrosoft.com";
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private TemporaryAccountOutbox Accounts => Get<TemporaryAccountOutbox>();

    [SkippableFact]
    public async Task An_account_is_remembered_once_however_often_it_is_told()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Accounts.AddAsync(Account()))));

        Assert.Single(added, true);
        await using var context = Context();
        Assert.Equal(1, await context.TemporaryAccounts.CountAsync());
    }

    [SkippableFact]
    public async Task A_renamed_account_is_still_the_same_and_a_colleague_is_reminded_for_themselves()
    {
        Assert.True(await Accounts.AddAsync(Account(objectId: "id")));

        Assert.False(await Accounts.AddAsync(Account(login: "other@contoso.onmicrosoft.com", objectId: "id")));
        Assert.True(await Accounts.AddAsync(Account(login: "third@contoso.onmicrosoft.com")));
        Assert.True(await Accounts.AddAsync(Account(objectId: "id", person: "colleague")));
    }

    [SkippableFact]
    public async Task An_account_made_anew_after_it_had_ended_is_another_one_and_the_first_end_stays_recorded()
    {
        var first = Account();
        await Accounts.AddAsync(first);
        Assert.True(await Accounts.EndAsync(first.Id, TemporaryAccountEnd.AdminsWord));

        Assert.True(await Accounts.AddAsync(Account()));

        var ended = await Accounts.FindAsync("tenant", "person", first.Id);
        Assert.Equal((TemporaryAccountEnd.AdminsWord, Time.GetUtcNow()), (ended!.End!.Value, ended.EndedAt!.Value));
        Assert.NotEqual(first.Id, Assert.Single(await Accounts.ListAsync("tenant", "person")).Id);
    }

    [SkippableFact]
    public async Task Nobody_finds_the_account_of_somebody_else()
    {
        var account = Account();
        await Accounts.AddAsync(account);

        Assert.NotNull(await Accounts.FindAsync("tenant", "person", account.Id));
        Assert.Null(await Accounts.FindAsync("tenant", "colleague", account.Id));
        Assert.Null(await Accounts.FindAsync("other", "person", account.Id));
        Assert.Empty(await Accounts.ListAsync("tenant", "colleague"));
    }

    [SkippableFact]
    public async Task A_reminder_belongs_to_one_sender_and_comes_again_when_it_says()
    {
        await Accounts.AddAsync(Account());
        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Accounts.ClaimDueAsync(10, Lease))));
        var row = Assert.Single(claims.SelectMany(c => c));

        await Accounts.PutOffAsync(row, Time.GetUtcNow().AddDays(1));
        Assert.Empty(await Accounts.ClaimDueAsync(10, Lease));

        Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, Assert.Single(await Accounts.ClaimDueAsync(10, Lease)).Attempts);
    }

    [SkippableFact]
    public async Task A_reminder_that_is_given_up_comes_the_next_day()
    {
        await Accounts.AddAsync(Account());
        var row = Assert.Single(await Accounts.ClaimDueAsync(10, Lease));
        await Accounts.RetryAsync(row, Time.GetUtcNow(), isOutcomeUnknown: true);
        row = Assert.Single(await Accounts.ClaimDueAsync(10, Lease));
        Assert.Equal((2, 1), (row.Attempts, row.UnknownOutcomes));

        await Accounts.DeadLetterAsync(row, "blocked by the person");
        Assert.Empty(await Accounts.ClaimDueAsync(10, Lease));

        Time.Advance(TimeSpan.FromDays(1));
        row = Assert.Single(await Accounts.ClaimDueAsync(10, Lease));
        Assert.Equal((1, 0), (row.Attempts, row.UnknownOutcomes));
    }

    [SkippableFact]
    public async Task What_has_ended_is_never_due_whoever_holds_it()
    {
        await Accounts.AddAsync(Account());
        var row = Assert.Single(await Accounts.ClaimDueAsync(10, Lease));

        Assert.True(await Accounts.EndAsync(row.Id, TemporaryAccountEnd.Gone));
        Assert.False(await Accounts.EndAsync(row.Id, TemporaryAccountEnd.AdminsWord));
        Assert.False(await Accounts.KeepAsync(row, Lease));
        await Accounts.PutOffAsync(row, Time.GetUtcNow());
        Time.Advance(TimeSpan.FromDays(2));

        Assert.Empty(await Accounts.ClaimDueAsync(10, Lease));
        Assert.Equal(TemporaryAccountEnd.Gone, (await Accounts.FindAsync("tenant", "person", row.Id))!.End);
    }

    [SkippableFact]
    public async Task A_claim_ends_and_the_object_ID_is_kept()
    {
        await Accounts.AddAsync(Account());
        var row = Assert.Single(await Accounts.ClaimDueAsync(10, Lease));
        await Accounts.SeenAsync(row.Id, "id");
        Clock.Advance(Lease + TimeSpan.FromSeconds(1));

        Assert.Equal("id", Assert.Single(await Accounts.ClaimDueAsync(10, Lease)).ObjectId);
        Assert.False(await Accounts.KeepAsync(row, Lease));
    }

    [SkippableFact]
    public async Task Only_what_has_long_ended_is_forgotten()
    {
        var ended = Account();
        await Accounts.AddAsync(ended);
        await Accounts.EndAsync(ended.Id, TemporaryAccountEnd.Deleted);
        await Accounts.AddAsync(Account(login: "other@contoso.onmicrosoft.com"));

        Time.Advance(OldRows.Kept);
        Assert.Equal(0, await Get<OldRows>().DeleteAsync());
        Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await Get<OldRows>().DeleteAsync());
        Assert.Equal("other@contoso.onmicrosoft.com", Assert.Single(await Accounts.ListAsync("tenant", "person")).Login);
    }

    private TemporaryAccount Account(string login = Login, string? objectId = null, string person = "person") => new()
    {
        Id = Guid.NewGuid(),
        Chat = Guid.NewGuid(),
        TenantId = "tenant",
        PersonId = person,
        RegistrationId = Guid.NewGuid(),
        Login = login,
        ObjectId = objectId,
        CreatedAt = Time.GetUtcNow(),
        DueAt = Time.GetUtcNow(),
    };

    public sealed class OnSqlite() : TemporaryAccountOutboxTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : TemporaryAccountOutboxTests(DatabaseProvider.PostgreSql);
}
