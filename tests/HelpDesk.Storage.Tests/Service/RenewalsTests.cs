using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Renewing;

namespace HelpDesk.Storage.Tests.Service;

public abstract class RenewalsTests(DatabaseProvider provider) : ServiceDatabase(provider)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    [SkippableFact]
    public async Task The_same_confirmation_again_is_answered_as_the_first_time()
    {
        var key = Guid.NewGuid();
        var first = await Renewals.ClaimAsync(Confirmation(Ada, key), default);
        var second = await Renewals.ClaimAsync(Confirmation(Ada, key), default);

        Assert.Equal(ClaimOutcome.Taken, first.Outcome);
        Assert.Equal(ClaimOutcome.Repeated, second.Outcome);
        Assert.Equal(first.Renewal.Id, second.Renewal.Id);
        Assert.Single(await Renewals.ListAsync(Tenant, HelpDesk.Id, default));
    }

    [SkippableFact]
    public async Task A_confirmation_is_found_again_by_its_person_and_by_nobody_else()
    {
        var key = Guid.NewGuid();
        var renewal = (await Renewals.ClaimAsync(Confirmation(Ada, key), default)).Renewal;

        Assert.Equal(renewal.Id, (await Renewals.FindConfirmedAsync(Tenant, HelpDesk.Id, Ada.Id, key, default))?.Id);
        Assert.Null(await Renewals.FindConfirmedAsync(Tenant, HelpDesk.Id, Farid.Id, key, default));
        Assert.Null(await Renewals.FindConfirmedAsync(OtherTenant, HelpDesk.Id, Ada.Id, key, default));
        Assert.Null(await Renewals.FindConfirmedAsync(Tenant, HelpDesk.Id, Ada.Id, Guid.NewGuid(), default));
    }

    [SkippableFact]
    public async Task Another_tenant_finds_no_renewal()
    {
        var id = (await Renewals.ClaimAsync(Confirmation(Ada), default)).Renewal.Id;

        Assert.Null(await Renewals.FindAsync(OtherTenant, id, default));
        Assert.Empty(await Renewals.ListAsync(OtherTenant, HelpDesk.Id, default));
    }

    [SkippableFact]
    public async Task A_colleague_sees_whose_renewal_it_is()
    {
        await Renewals.ClaimAsync(Confirmation(Ada), default);
        var second = await Renewals.ClaimAsync(Confirmation(Farid), default);

        Assert.Equal(ClaimOutcome.Busy, second.Outcome);
        Assert.Equal("Ada Lindqvist", second.Renewal.StartedBy.Name);
    }

    [SkippableFact]
    public async Task Of_a_hundred_confirmations_at_once_one_wins()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            Task.Run(() => Renewals.ClaimAsync(Confirmation(new Actor($"person {i}", $"Person {i}")), default))));

        Assert.Single(claims, c => c.Outcome is ClaimOutcome.Taken);
        Assert.Equal(99, claims.Count(c => c.Outcome is ClaimOutcome.Busy));
        Assert.Single(claims.Select(c => c.Renewal.Id).Distinct());
    }

    [SkippableFact]
    public async Task A_finished_renewal_makes_room_for_the_next()
    {
        var first = (await Renewals.ClaimAsync(Confirmation(Ada), default)).Renewal;
        var leased = await Renewals.LeaseAsync(first.Id, "me", Lease, default);
        await MoveAsync(leased!, RenewalState.RolledBack);
        Time.Advance(TimeSpan.FromMinutes(1));

        var next = await Renewals.ClaimAsync(Confirmation(Farid), default);

        Assert.Equal(ClaimOutcome.Taken, next.Outcome);
        Assert.Equal([next.Renewal.Id, first.Id], (await Renewals.ListAsync(Tenant, HelpDesk.Id, default)).Select(r => r.Id));
    }

    [SkippableFact]
    public async Task A_renewal_that_waits_for_a_sign_in_goes_on_with_whoever_signs_in()
    {
        var renewal = (await Renewals.ClaimAsync(Confirmation(Ada), default)).Renewal;
        await MoveAsync((await Renewals.LeaseAsync(renewal.Id, "me", Lease, default))!, RenewalState.NeedsSignIn);
        await Renewals.ReleaseAsync(renewal.Id, "me", default);

        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Renewals.ClaimAsync(Confirmation(Farid), default))));

        var taken = Assert.Single(claims, c => c.Outcome is ClaimOutcome.Taken).Renewal;
        Assert.Equal((renewal.Id, RenewalState.Claimed, "Farid Haddad"), (taken.Id, taken.State, taken.StartedBy.Name));
        Assert.Equal([RenewalState.Claimed, RenewalState.NeedsSignIn, RenewalState.Claimed], taken.Steps.Select(s => s.State));
    }

    [SkippableFact]
    public async Task A_sign_in_does_not_wait_for_the_process_that_has_just_asked_for_one()
    {
        var renewal = (await Renewals.ClaimAsync(Confirmation(Ada), default)).Renewal;
        await MoveAsync((await Renewals.LeaseAsync(renewal.Id, "me", Lease, default))!, RenewalState.NeedsSignIn);

        await Renewals.ClaimAsync(Confirmation(Farid), default);

        Assert.NotNull(await Renewals.LeaseAsync(renewal.Id, "other", Lease, default));
        await Renewals.ReleaseAsync(renewal.Id, "me", default);
        Assert.Null(await Renewals.LeaseAsync(renewal.Id, "third", Lease, default));
    }

    [SkippableFact]
    public async Task A_clean_up_and_a_renewal_keep_out_of_each_others_way()
    {
        var first = (await Renewals.ClaimAsync(Confirmation(Ada), default)).Renewal;
        Assert.Null(await Renewals.LeaseForCleanUpAsync(Tenant, HelpDesk.Id, CleanUp.OwnerPrefix, Lease, default));
        await MoveAsync((await Renewals.LeaseAsync(first.Id, "me", Lease, default))!, RenewalState.RolledBack);
        Assert.Null(await Renewals.LeaseForCleanUpAsync(Tenant, HelpDesk.Id, CleanUp.OwnerPrefix, Lease, default));
        await Renewals.ReleaseAsync(first.Id, "me", default);

        Assert.Equal(first.Id, await Renewals.LeaseForCleanUpAsync(Tenant, HelpDesk.Id, CleanUp.OwnerPrefix, Lease, default));
        var refused = await Renewals.ClaimAsync(Confirmation(Farid), default);
        Assert.Equal((ClaimOutcome.CleaningUp, first.Id), (refused.Outcome, refused.Renewal.Id));

        // One that died over it does not stand in the way for ever.
        Time.Advance(Lease + TimeSpan.FromSeconds(1));
        Assert.Equal(ClaimOutcome.Taken, (await Renewals.ClaimAsync(Confirmation(Farid), default)).Outcome);
    }

    [SkippableFact]
    public async Task Only_the_holder_of_the_lease_saves_and_a_lease_ends()
    {
        var id = (await Renewals.ClaimAsync(Confirmation(Ada), default)).Renewal.Id;
        var mine = await Renewals.LeaseAsync(id, "me", Lease, default);

        Assert.Null(await Renewals.LeaseAsync(id, "other", Lease, default));
        Time.Advance(Lease + TimeSpan.FromSeconds(1));
        var theirs = await Renewals.LeaseAsync(id, "other", Lease, default);
        Assert.NotNull(theirs);
        await Assert.ThrowsAsync<LeaseLostException>(() => MoveAsync(mine!, RenewalState.Preflighted));
        await MoveAsync(theirs, RenewalState.Preflighted, "other");
        await Assert.ThrowsAsync<LeaseLostException>(() => MoveAsync(theirs, RenewalState.Staged, "other"));
    }

    [SkippableFact]
    public async Task A_claim_that_nobody_carried_out_becomes_due()
    {
        var id = (await Renewals.ClaimAsync(Confirmation(Ada), default)).Renewal.Id;

        Assert.Empty(await Renewals.DueAsync(10, default));
        Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal([id], await Renewals.DueAsync(10, default));
    }

    [SkippableFact]
    public async Task A_record_comes_back_as_it_was_saved()
    {
        var id = (await Renewals.ClaimAsync(Confirmation(Ada), default)).Renewal.Id;
        var record = (await Renewals.LeaseAsync(id, "me", Lease, default))! with
        {
            Target = new(global::HelpDesk.Renewals.Directories.CredentialHolder.ServicePrincipal, "object"),
            NewKeyId = Guid.NewGuid(),
            // PostgreSQL keeps whole microseconds.
            NewSecretStarts = Start.AddMicroseconds(1_234_567),
            NewSecretExpires = Start.AddDays(730),
            OldKeyId = Guid.NewGuid(),
            OldSecretExpires = Start.AddDays(14).ToOffset(TimeSpan.FromHours(2)),
            OldSecretInVault = true,
            ProofExpectedAt = Start.AddDays(1),
            ProofAttempts = 3,
            DueAt = Start.AddDays(2),
            Cause = "None.",
            Intent = Intent.WriteKeys,
        };

        var saved = await Renewals.SaveAsync(record, new(RenewalState.Claimed, false, Actor.Service, "Announced."), "me", Lease, default);
        var read = (await Renewals.FindAsync(Tenant, id, default))!;

        Assert.Equal(saved with { Steps = read.Steps, Facts = read.Facts }, read);
        Assert.Equivalent(saved.Facts, read.Facts, strict: true);
        Assert.Single(read.Steps);
    }

    [SkippableFact]
    public async Task Each_transition_is_told_with_the_state_of_that_moment()
    {
        var renewal = (await Renewals.ClaimAsync(Confirmation(Ada), default)).Renewal;
        var record = (await Renewals.LeaseAsync(renewal.Id, "me", Lease, default))!;
        record = await MoveAsync(record, RenewalState.Preflighted);
        await MoveAsync(record, RenewalState.Staged);

        var page = await Feed.ReadAsync(0, 10, default);

        Assert.Equal([RenewalState.Claimed, RenewalState.Preflighted, RenewalState.Staged], page.Changes.Select(c => c.Renewal!.State));
        Assert.All(page.Changes, c => Assert.Equal((ChangeKind.RenewalMoved, "ada"), (c.Kind, Assert.Single(c.Watchers))));
        Assert.All(page.Changes, c => Assert.Equal(c.Renewal!.State, c.Registration.LatestRenewal!.State));
        Assert.Equal(page.Changes[^1].Sequence, page.Next);
    }

    public sealed class OnSqlite() : RenewalsTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : RenewalsTests(DatabaseProvider.PostgreSql);
}
