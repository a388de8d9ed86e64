using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Registrations;

public sealed class StatusTests(ServiceWorld world) : ServiceTest(world)
{
    [Fact]
    public async Task Before_the_first_look_the_status_is_unknown()
    {
        var mine = (await Api.GetAsync("/v1/me/registrations", await Tokens.OfAsync(Ada))).Good().AsArray();

        Assert.Equal(2, mine.Count);
        Assert.All(mine, r => Assert.Equal("Unknown", (string?)r!["status"]));
        Assert.All(mine, r => Assert.NotNull((string?)r!["unknownBecause"]));
    }

    [Fact]
    public async Task Each_registration_shows_how_it_is_renewed_until_when_it_is_covered_and_by_which_secret()
    {
        await Host.TickAsync();

        var mine = (await Api.GetAsync("/v1/me/registrations", await Tokens.OfAsync(Ada))).Good().AsArray();

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
}
