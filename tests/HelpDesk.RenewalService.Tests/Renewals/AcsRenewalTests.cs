using System.Net;
using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Renewals;

/// <summary>A legacy principal: a password and a symmetric pair, proven only once the old secret is out of the way.</summary>
public sealed class AcsRenewalTests(ServiceWorld world) : ServiceTest(world)
{
    [Fact]
    public async Task Password_and_symmetric_pair_are_written_with_the_same_dates_and_the_same_bytes()
    {
        var renewal = await RenewAsync(Ids.AddIn);

        var password = AddInPrincipal.Passwords.Single(p => p.KeyId == (Guid)renewal["newKeyId"]!);
        var pair = AddInPrincipal.Keys.Where(k => k.End == password.End).ToList();
        Assert.Equal(["Sign", "Verify"], pair.Select(k => k.Usage).Order());
        Assert.All(pair, k =>
        {
            Assert.Equal("Symmetric", k.Type);
            Assert.Equal(password.Start, k.Start);
            Assert.Equal(password.Secret.ToBytes(), k.Key.ToArray());
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_existing_key_is_kept_whether_or_not_the_directory_takes_it_back_without_its_value(bool nullKeyAccepted)
    {
        World.Switches.Values = World.Switches.Values with { NullKeyAccepted = nullKeyAccepted };
        var before = AddInPrincipal;

        var renewal = await RenewAsync(Ids.AddIn);

        Assert.Equal("Propagating", (string?)renewal["state"]);
        Assert.All(before.Keys, k => Assert.Contains(AddInPrincipal.Keys, a => a.KeyId == k.KeyId));
        Assert.All(before.Passwords, p => Assert.Contains(AddInPrincipal.Passwords, a => a.KeyId == p.KeyId));
        Assert.Equal(before.Keys.Count + 2, AddInPrincipal.Keys.Count);
    }

    [Fact]
    public async Task Delivered_is_not_proven_the_card_learns_when_it_can_be()
    {
        var old = AddInPrincipal.Passwords.Single(p => p.KeyId == WorldIds.Contoso.AddInPassword);

        var renewal = await RenewAsync(Ids.AddIn);

        Assert.Equal(["Claimed", "Preflighted", "Staged", "Delivered", "Propagating"], States(renewal));
        Assert.Equal(old.End, (DateTimeOffset)renewal["proofExpectedAt"]!);
        // What was expected is no failure.
        Assert.Null(renewal["cause"]);
    }

    [Fact]
    public async Task Before_its_time_a_beat_of_the_schedule_changes_nothing()
    {
        var renewal = await RenewAsync(Ids.AddIn);
        World.Sandbox.Clock.Advance(TimeSpan.FromDays(30));
        await Host.TickAsync();

        Assert.Equal("Propagating", (string?)(await ShowAsync(renewal))["state"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Once_the_old_secret_has_expired_a_token_proves_the_new_one_in_whichever_form_ACS_takes_it(bool base64)
    {
        World.Switches.Values = World.Switches.Values with { AcsTakesBase64 = base64 };
        var renewal = await RenewAsync(Ids.AddIn);
        World.Sandbox.Clock.Advance(TimeSpan.FromDays(75));
        await Host.TickAsync();

        renewal = await ShowAsync(renewal);

        Assert.Equal("Proven", (string?)renewal["state"]);
        var issued = Assert.Single(Acs(), c => c.Status == 200);
        Assert.Equal($"token for the add-in at {WorldIds.WellKnown.SharePoint}/contoso.sharepoint.com@{WorldIds.Contoso.Tenant} with secret {renewal["newKeyId"]}", issued.Effect);
        Assert.Equal("HelpDesk for SharePoint", issued.Caller);
    }

    [Fact]
    public async Task The_old_secret_stays_configured_for_a_week_after_its_end()
    {
        var renewal = await RenewAsync(Ids.AddIn);
        World.Sandbox.Clock.Advance(TimeSpan.FromDays(75));
        await Host.TickAsync();
        World.Sandbox.Clock.Advance(TimeSpan.FromDays(6));
        await Host.TickAsync();
        Assert.Equal("Proven", (string?)(await ShowAsync(renewal))["state"]);

        World.Sandbox.Clock.Advance(TimeSpan.FromDays(1));
        await Host.TickAsync();

        Assert.Equal("Retired", (string?)(await ShowAsync(renewal))["state"]);
        Assert.Equal(3, AddInPrincipal.Passwords.Count);
    }

    [Fact]
    public async Task A_refusal_that_lasts_beyond_the_time_it_had_to_work_in_is_a_matter_for_a_person()
    {
        World.Switches.Values = World.Switches.Values with { AcsPropagation = TimeSpan.FromDays(365) };
        var renewal = await RenewAsync(Ids.AddIn);
        World.Sandbox.Clock.Advance(TimeSpan.FromDays(77));
        await Host.TickAsync();

        renewal = await ShowAsync(renewal);

        Assert.Equal("NeedsPerson", (string?)renewal["state"]);
        Assert.Contains("AADSTS7000215", (string?)renewal["cause"], StringComparison.Ordinal);
        Assert.DoesNotContain("Proven", States(renewal));
    }

    [Fact]
    public async Task An_endpoint_that_no_longer_exists_says_nothing_of_the_secret_and_is_never_a_success()
    {
        var renewal = await RenewAsync(Ids.AddIn);
        World.Fault(new() { Kind = Sandbox.Control.FaultKind.Status, Area = Area.Acs, Status = 404, Body = new JsonObject { ["gone"] = true }, Count = 20 });
        World.Sandbox.Clock.Advance(TimeSpan.FromDays(77));
        await Host.TickAsync();

        renewal = await ShowAsync(renewal);

        Assert.Equal("NeedsPerson", (string?)renewal["state"]);
        Assert.Contains("no token could be obtained", (string?)renewal["cause"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_it_propagates_the_secret_is_taken()
    {
        await RenewAsync(Ids.AddIn);

        var second = (await Api.RenewAsync(Ids.AddIn, await Tokens.OfAsync(WorldIds.Contoso.Farid))).Refused(HttpStatusCode.Conflict, "renewalActive");

        Assert.Contains("Ada Lindqvist", second.Detail, StringComparison.Ordinal);
    }

    private IEnumerable<Call> Acs() => World.Sandbox.Calls.Calls.Where(c => c.Area is Area.Acs);
}
