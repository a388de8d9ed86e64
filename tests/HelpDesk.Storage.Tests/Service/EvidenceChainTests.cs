using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Evidence;
using HelpDesk.Renewals.Renewing;
using HelpDesk.Storage.Service;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Tests.Service;

/// <summary>Whoever changes, takes out, adds or cuts off a sealed record is found out.</summary>
public abstract class EvidenceChainTests(DatabaseProvider provider) : ServiceDatabase(provider)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private EvidenceVerifier Verifier => new(Get<IEvidenceChain>(), Keys);

    [SkippableFact]
    public async Task Every_transition_is_sealed_with_it_and_a_note_is_not()
    {
        var renewal = await LeasedAsync();
        Assert.Equal(1, renewal.EvidenceNumber);

        renewal = await MoveAsync(renewal, RenewalState.Preflighted);
        renewal = await Renewals.SaveAsync(renewal, new(renewal.State, IsTransition: false, Ada, "Adding a password."), "me", Lease, default);
        renewal = await MoveAsync(renewal, RenewalState.Staged);

        Assert.Equal(3, renewal.EvidenceNumber);
        var link = (await Get<IEvidenceChain>().FindAsync(Tenant, renewal.Id, default))!;
        Assert.Equal((3, renewal.EvidenceHead), (link.Number, link.Head));
        Assert.Contains("Adding a password.", link.Content, StringComparison.Ordinal);
        Assert.Equal(renewal.EvidenceHead, (await Feed.ReadAsync(0, 100, default)).Changes[^1].Renewal!.EvidenceHead);
        Assert.Equivalent(new { IsIntact = true, Records = 3, Head = renewal.EvidenceHead }, await Verifier.VerifyAsync(Tenant, renewal.EvidenceHead![..12], default));
    }

    [SkippableFact]
    public async Task Each_tenant_has_a_chain_of_its_own()
    {
        await ChainOfThreeAsync();

        var other = await Verifier.VerifyAsync(OtherTenant, null, default);

        Assert.Equal((true, 0, null), (other.IsIntact, other.Records, other.Head));
        Assert.Null(await Get<IEvidenceChain>().FindAsync(OtherTenant, (await Renewals.ListAsync(Tenant, HelpDesk.Id, default))[0].Id, default));
    }

    [SkippableTheory]
    [InlineData("UPDATE \"Evidence\" SET \"Content\" = replace(\"Content\", 'Ada', 'Eve') WHERE \"Number\" = 2", "Record 2 was changed")]
    [InlineData("UPDATE \"Evidence\" SET \"Head\" = \"Previous\" WHERE \"Number\" = 2", "Record 2 was changed")]
    [InlineData("DELETE FROM \"Evidence\" WHERE \"Number\" = 2", "Record 2 is missing")]
    [InlineData("DELETE FROM \"Evidence\" WHERE \"Number\" <= 2", "Records 1 to 2 are missing")]
    [InlineData("UPDATE \"Evidence\" SET \"Previous\" = '' WHERE \"Number\" = 3", "Record 3 does not follow record 2")]
    [InlineData("UPDATE \"Evidence\" SET \"KeyId\" = '00000000-0000-0000-0000-000000000001' WHERE \"Number\" = 1", "does not have its key")]
    [InlineData("UPDATE \"Evidence\" SET \"SealedAt\" = '2020-01-01 00:00:00' WHERE \"Number\" = 2", "Record 2 was changed")]
    [InlineData("DELETE FROM \"Evidence\" WHERE \"Number\" = 3", "The latest record of renewal")]
    [InlineData("DELETE FROM \"Evidence\"", "The latest record of renewal")]
    public async Task What_was_done_to_the_table_is_found(string sql, string problem)
    {
        await ChainOfThreeAsync();
        Assert.True((await Verifier.VerifyAsync(Tenant, null, default)).IsIntact);

        await ExecuteAsync(sql);

        var verification = await Verifier.VerifyAsync(Tenant, null, default);
        Assert.False(verification.IsIntact);
        Assert.Contains(verification.Problems, p => p.Contains(problem, StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_chain_cut_off_with_all_that_says_so_is_found_by_the_head_on_a_card()
    {
        var renewal = await ChainOfThreeAsync();
        var before = await Get<IEvidenceChain>().ReadAsync(Tenant, default).ToListAsync();
        await ExecuteAsync("DELETE FROM \"Evidence\" WHERE \"Number\" = 3");
        await ExecuteAsync($"UPDATE \"Renewals\" SET \"EvidenceNumber\" = 2, \"EvidenceHead\" = '{before[1].Head}'");

        Assert.True((await Verifier.VerifyAsync(Tenant, null, default)).IsIntact);
        var verification = await Verifier.VerifyAsync(Tenant, renewal.EvidenceHead![..12], default);
        Assert.False(verification.IsIntact);
        Assert.Contains("cut off or replaced", Assert.Single(verification.Problems), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_record_sealed_anew_without_the_vaults_key_is_found()
    {
        await ChainOfThreeAsync();
        var link = await Get<IEvidenceChain>().ReadAsync(Tenant, default).LastAsync();
        var content = link.Content.Replace("Ada", "Eve", StringComparison.Ordinal);
        var head = OneKey.New().HeadOf(Tenant, link with { Content = content });
        await using (var context = await Get<IDbContextFactory<ServiceContext>>().CreateDbContextAsync())
        {
            await context.Evidence.Where(e => e.Number == 3).ExecuteUpdateAsync(set => set.SetProperty(e => e.Content, content).SetProperty(e => e.Head, head));
            await context.Renewals.ExecuteUpdateAsync(set => set.SetProperty(r => r.EvidenceHead, head));
        }

        Assert.Contains("Record 3 was changed", Assert.Single((await Verifier.VerifyAsync(Tenant, null, default)).Problems), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task That_a_credential_was_removed_later_is_sealed_too()
    {
        var renewal = await ChainOfThreeAsync();
        await Renewals.SaveAsync(renewal with { OrphanKeyId = Guid.Empty }, new(renewal.State, IsTransition: false, Ada, "An orphan."), "me", Lease, default);

        await Renewals.TellRemovalAsync(HelpDesk.Id, Guid.Empty, Removal.Done, Farid, default);

        var later = (await Renewals.FindAsync(Tenant, renewal.Id, default))!;
        Assert.Equal((4, null), (later.EvidenceNumber, later.OrphanKeyId));
        var link = (await Get<IEvidenceChain>().FindAsync(Tenant, renewal.Id, default))!;
        Assert.Contains("Farid Haddad removed", link.Content, StringComparison.Ordinal);
        Assert.Equal(RenewalState.Staged, (await Feed.ReadAsync(0, 100, default)).Changes[^1].Renewal!.State);
    }

    [SkippableFact]
    public async Task Of_a_removal_the_intent_is_kept_first_and_changes_nothing_else()
    {
        var renewal = await ChainOfThreeAsync();
        renewal = await Renewals.SaveAsync(renewal with { OrphanKeyId = Guid.Empty }, new(renewal.State, IsTransition: false, Ada, "An orphan."), "me", Lease, default);
        var news = (await Feed.ReadAsync(0, 100, default)).Changes.Count;

        await Renewals.TellRemovalAsync(HelpDesk.Id, Guid.Empty, Removal.Intended, Farid, default);
        Assert.Equal(Guid.Empty, (await Renewals.FindAsync(Tenant, renewal.Id, default))!.OrphanKeyId);
        Assert.Equal(news, (await Feed.ReadAsync(0, 100, default)).Changes.Count);
        await Renewals.TellRemovalAsync(HelpDesk.Id, Guid.Empty, Removal.FoundGone, Farid, default);

        Assert.Null((await Renewals.FindAsync(Tenant, renewal.Id, default))!.OrphanKeyId);
        var link = (await Get<IEvidenceChain>().FindAsync(Tenant, renewal.Id, default))!;
        Assert.Contains("Farid Haddad removes the left-over password", link.Content, StringComparison.Ordinal);
        Assert.Contains("was no longer in the directory", link.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("Farid Haddad removed", link.Content, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task What_holds_a_renewal_up_is_told_at_once()
    {
        var renewal = await ChainOfThreeAsync();

        await Renewals.SaveAsync(renewal with { Cause = "The vault is away." }, new(renewal.State, IsTransition: false, Ada, "The vault is away."), "me", Lease, default);

        Assert.Equal("The vault is away.", (await Feed.ReadAsync(0, 100, default)).Changes[^1].Renewal!.Cause);
    }

    [SkippableFact]
    public async Task A_lease_is_kept_by_its_owner_only()
    {
        var renewal = await ChainOfThreeAsync();
        Time.Advance(Lease - TimeSpan.FromSeconds(1));
        await Renewals.KeepLeaseAsync(renewal.Id, "me", Lease, default);
        Time.Advance(Lease - TimeSpan.FromSeconds(1));

        Assert.Null(await Renewals.LeaseAsync(renewal.Id, "other", Lease, default));
        Time.Advance(TimeSpan.FromSeconds(2));
        Assert.NotNull(await Renewals.LeaseAsync(renewal.Id, "other", Lease, default));
        await Assert.ThrowsAsync<LeaseLostException>(() => Renewals.KeepLeaseAsync(renewal.Id, "me", Lease, default));
    }

    [SkippableFact]
    public async Task That_a_secret_was_of_no_use_and_removed_later_is_kept_with_the_renewal_that_made_it()
    {
        var renewal = await ChainOfThreeAsync();
        var made = Guid.NewGuid();
        await Renewals.SaveAsync(
            renewal with { State = RenewalState.NeedsPerson, NewKeyId = made }, new(RenewalState.NeedsPerson, IsTransition: true, Ada, "Never proven."), "me", Lease, default);

        await Renewals.TellRemovalAsync(HelpDesk.Id, made, Removal.Done, Farid, default);

        var link = (await Get<IEvidenceChain>().FindAsync(Tenant, renewal.Id, default))!;
        Assert.Contains($"Farid Haddad removed the secret of this renewal {made}", link.Content, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Of_two_keys_made_at_once_one_seals_for_both()
    {
        Guid[] offered = [Guid.NewGuid(), Guid.NewGuid()];

        var taken = await Task.WhenAll(offered.Select(o => Task.Run(() => Get<IEvidenceChain>().CurrentKeyAsync(o, default))));

        Assert.Equal(taken[0], taken[1]);
        Assert.Contains(taken[0]!.Value, offered);
    }

    [SkippableFact]
    public async Task Renewals_of_one_tenant_that_move_at_once_make_one_chain()
    {
        var registrations = Enumerable.Range(0, 10).Select(_ => NewRegistration()).ToList();
        foreach (var registration in registrations)
        {
            await Registrations.UpsertAsync(registration, [], default);
        }

        await Task.WhenAll(registrations.Select(r => Task.Run(async () => await MoveAsync(await LeasedAsync(r.Id), RenewalState.Preflighted))));

        Assert.Equivalent(new { IsIntact = true, Records = 20 }, await Verifier.VerifyAsync(Tenant, null, default));
    }

    private async Task<RenewalRecord> ChainOfThreeAsync() => await MoveAsync(await MoveAsync(await LeasedAsync(), RenewalState.Preflighted), RenewalState.Staged);

    private async Task<RenewalRecord> LeasedAsync(Guid? registration = null)
    {
        var renewal = (await Renewals.ClaimAsync(Confirmation(Ada, registration: registration), default)).Renewal;
        return (await Renewals.LeaseAsync(renewal.Id, "me", Lease, default))!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var context = await Get<IDbContextFactory<ServiceContext>>().CreateDbContextAsync();
        Assert.True(await context.Database.ExecuteSqlRawAsync(sql) > 0);
    }

    public sealed class OnSqlite() : EvidenceChainTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : EvidenceChainTests(DatabaseProvider.PostgreSql);
}
