using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Registrations;

public sealed class StatusTests(ServiceWorld world) : ServiceTest(world)
{
    [Fact]
    public async Task Before_the_first_look_the_status_is_unknown()
    {
        var mine = await MineAsync();

        Assert.Equal(2, mine.Count);
        Assert.All(mine, r => Assert.Equal("Unknown", (string?)r!["status"]));
        Assert.All(mine, r => Assert.NotNull((string?)r!["unknownBecause"]));
    }

    [Fact]
    public async Task Each_registration_shows_how_it_is_renewed_until_when_it_is_covered_and_by_which_secret()
    {
        await Host.TickAsync();

        var mine = await MineAsync();

        var helpDesk = mine.Single(r => (Guid)r!["id"]! == Ids.HelpDesk)!;
        Assert.Equal("EntraApplication", (string?)helpDesk["strategy"]);
        Assert.Equal("Due", (string?)helpDesk["status"]);
        Assert.Equal(14, (int)helpDesk["daysLeft"]!);
        Assert.Equal(WorldIds.Contoso.HelpDeskPassword, (Guid)helpDesk["keyId"]!);
        Assert.Equal(HelpDeskApplication.Passwords.Single().End, (DateTimeOffset)helpDesk["coveredUntil"]!);
        Assert.Null(helpDesk["unknownBecause"]);

        // The latest password counts, not the expired one beside it.
        var addIn = mine.Single(r => (Guid)r!["id"]! == Ids.AddIn)!;
        Assert.Equal("AcsLegacyPrincipal", (string?)addIn["strategy"]);
        Assert.Equal("Healthy", (string?)addIn["status"]);
        Assert.Equal(75, (int)addIn["daysLeft"]!);
        Assert.Equal(WorldIds.Contoso.AddInPassword, (Guid)addIn["keyId"]!);
    }

    [Fact]
    public async Task Nobody_sees_the_registrations_of_another_tenant()
    {
        await Host.TickAsync();

        var mine = (await Api.GetAsync("/v1/me/registrations", await Tokens.OfAsync(WorldIds.Fabrikam.Maya))).Good().AsArray();

        Assert.Equal(Ids.Fabrikam, (Guid)Assert.Single(mine)!["id"]!);
    }

    [Theory]
    [InlineData(1, "Due", 13)]
    [InlineData(8, "Unknown", 6)]
    [InlineData(16, "Unknown", -3)]
    public async Task As_time_goes_by_the_countdown_goes_on_without_another_look_and_is_no_promise_after_three_intervals(int days, string status, int left)
    {
        await Host.TickAsync();
        World.Sandbox.Clock.Advance(TimeSpan.FromDays(days));

        var helpDesk = await HelpDeskAsync();

        Assert.Equal(status, (string?)helpDesk["status"]);
        Assert.Equal(left, (int)helpDesk["daysLeft"]!);
    }

    [Fact]
    public async Task A_directory_that_cannot_be_read_any_more_makes_the_status_unknown_and_keeps_the_date_last_seen()
    {
        await Host.TickAsync();
        World.Fault(new Fault { Kind = FaultKind.Status, Area = Area.Graph, Status = 403, Count = 100 });
        World.Sandbox.Clock.Advance(TimeSpan.FromDays(1));
        await Host.TickAsync();

        var helpDesk = await HelpDeskAsync();

        Assert.Equal("Unknown", (string?)helpDesk["status"]);
        Assert.Contains("does not allow this", (string?)helpDesk["unknownBecause"], StringComparison.Ordinal);
        Assert.Equal(HelpDeskApplication.Passwords.Single().End, (DateTimeOffset)helpDesk["coveredUntil"]!);
    }

    [Fact]
    public async Task An_app_that_is_disabled_is_not_healthy_however_long_its_secret_lasts()
    {
        World.Sandbox.World.Change<ServicePrincipal>(WorldIds.Contoso.AddInPrincipal, p => p with { IsEnabled = false });
        await Host.TickAsync();

        var addIn = (await MineAsync()).Single(r => (Guid)r!["id"]! == Ids.AddIn)!;

        Assert.Equal("Unknown", (string?)addIn["status"]);
        Assert.Contains("disabled", (string?)addIn["unknownBecause"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_add_in_whose_symmetric_pair_is_older_than_its_password_is_not_healthy()
    {
        World.Sandbox.World.Change<ServicePrincipal>(
            WorldIds.Contoso.AddInPrincipal, p => p with { Keys = [.. p.Keys.Where(k => k.KeyId != WorldIds.Contoso.AddInVerifyKey)] });
        await Host.TickAsync();

        var addIn = (await MineAsync()).Single(r => (Guid)r!["id"]! == Ids.AddIn)!;

        Assert.Equal("Unknown", (string?)addIn["status"]);
        Assert.Contains("symmetric keys", (string?)addIn["unknownBecause"], StringComparison.Ordinal);
    }

    private async Task<JsonArray> MineAsync() => (await Api.GetAsync("/v1/me/registrations", await Tokens.OfAsync(Ada))).Good().AsArray();

    private async Task<JsonNode> HelpDeskAsync() => (await MineAsync()).Single(r => (Guid)r!["id"]! == Ids.HelpDesk)!;
}
