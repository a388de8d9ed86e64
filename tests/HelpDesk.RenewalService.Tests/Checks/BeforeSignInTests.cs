using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Checks;

/// <summary>What the service can see of the chat person's own account with its own consent.</summary>
public sealed class BeforeSignInTests(ServiceWorld world) : CheckTest(world)
{
    [Fact]
    public async Task Each_known_issue_is_told_with_evidence_and_why_it_matters()
    {
        var checklist = await BeforeSignInAsync(Ada);

        Assert.Equal(Ids.HelpDesk, (Guid)checklist["registrationId"]!);
        Assert.Equal($"{Ada}", (string?)checklist["accountId"]);
        Assert.Equal("Ada Lindqvist", (string?)checklist["accountName"]);
        Assert.True(MayContinue(checklist));
        Assert.Equal(
            [
                "principal", "consent", "role", "loginFormat", "multiFactor", "legacyAuthentication", "conditionalAccess", "appPolicy", "vaultSecret",
                "vaultWritable", "recentRenewal",
            ],
            checklist["checks"]!.AsArray().Select(c => (string?)c!["name"]));
        Assert.All(checklist["checks"]!.AsArray(), c =>
        {
            Assert.Equal("Passed", (string?)c!["result"]);
            Assert.NotEmpty((string)c["evidence"]!);
            Assert.NotEmpty((string)c["whyItMatters"]!);
        });
    }

    [Fact]
    public async Task A_role_that_is_eligible_but_not_active_blocks_and_leads_to_its_activation()
    {
        var checklist = await BeforeSignInAsync(WorldIds.Contoso.Elif);

        Assert.False(MayContinue(checklist));
        Assert.Equal("FailedBlocks", Result(checklist, "role"));
        Assert.Contains("has not activated", Evidence(checklist, "role"), StringComparison.Ordinal);
        Assert.StartsWith("https://entra.microsoft.com/", (string?)Check(checklist, "role")["fix"]!["url"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_holds_no_role_is_blocked()
    {
        var checklist = await BeforeSignInAsync(WorldIds.Contoso.Grace);

        Assert.False(MayContinue(checklist));
        Assert.Equal("FailedBlocks", Result(checklist, "role"));
    }

    [Fact]
    public async Task The_least_role_suffices()
    {
        var checklist = await BeforeSignInAsync(WorldIds.Contoso.Farid);

        Assert.True(MayContinue(checklist));
        Assert.Contains("Application Administrator", Evidence(checklist, "role"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_federated_login_and_enforced_MFA_are_told_and_do_not_block_a_sign_in_in_the_browser()
    {
        var bruno = await BeforeSignInAsync(WorldIds.Contoso.Bruno);
        var chloe = await BeforeSignInAsync(WorldIds.Contoso.Chloe);

        Assert.Equal("FailedDoesNotBlock", Result(bruno, "loginFormat"));
        Assert.Contains("federated", Evidence(bruno, "loginFormat"), StringComparison.Ordinal);
        Assert.Equal("FailedDoesNotBlock", Result(chloe, "multiFactor"));
        Assert.Contains("enforced", Evidence(chloe, "multiFactor"), StringComparison.Ordinal);
        Assert.True(MayContinue(bruno) && MayContinue(chloe));
    }

    [Fact]
    public async Task Security_defaults_and_blocked_legacy_authentication_are_told_and_do_not_block()
    {
        World.Sandbox.World.ChangeTenant(WorldIds.Contoso.Tenant, t => t with { SecurityDefaults = true, LegacyAuthProtocols = false });

        var checklist = await BeforeSignInAsync(Ada);

        Assert.Equal("FailedDoesNotBlock", Result(checklist, "multiFactor"));
        Assert.Equal("FailedDoesNotBlock", Result(checklist, "legacyAuthentication"));
        Assert.True(MayContinue(checklist));
    }

    [Fact]
    public async Task A_disabled_app_blocks()
    {
        World.Sandbox.World.Change<ServicePrincipal>(WorldIds.Contoso.HelpDeskPrincipal, p => p with { IsEnabled = false });

        var checklist = await BeforeSignInAsync(Ada);

        Assert.Equal("FailedBlocks", Result(checklist, "principal"));
        Assert.False(MayContinue(checklist));
    }

    [Fact]
    public async Task What_may_not_be_read_says_so_and_spoils_nothing_else()
    {
        World.Fault(new Fault { Kind = FaultKind.Status, Area = Area.Graph, Path = "/beta/*", Status = 403, Count = 10 });
        World.Fault(new Fault { Kind = FaultKind.Status, Area = Area.Graph, Path = "/v1.0/admin/*", Status = 403, Count = 10 });

        var checklist = await BeforeSignInAsync(Ada);

        Assert.Equal("CouldNotBeRead", Result(checklist, "multiFactor"));
        Assert.Contains("permission", Evidence(checklist, "multiFactor"), StringComparison.Ordinal);
        Assert.Equal("CouldNotBeRead", Result(checklist, "legacyAuthentication"));
        Assert.Equal("Passed", Result(checklist, "role"));
    }

    [Fact]
    public async Task Nothing_at_all_to_be_read_is_never_a_pass()
    {
        World.Fault(new Fault { Kind = FaultKind.Status, Area = Area.Graph, Status = 403, Count = 100 });

        var checklist = await BeforeSignInAsync(Ada);

        // The service's own things are not read from Graph; that nothing may be read there is the missing consent.
        Assert.Equal("FailedBlocks", Result(checklist, "consent"));
        Assert.Equal("Passed", Result(checklist, "vaultWritable"));
        Assert.Equal("Passed", Result(checklist, "recentRenewal"));
        Assert.All(
            checklist["checks"]!.AsArray().Where(c => (string?)c!["name"] is not ("consent" or "vaultWritable" or "recentRenewal")),
            c => Assert.Equal("CouldNotBeRead", (string?)c!["result"]));
    }

    [Fact]
    public async Task The_checks_write_nothing()
    {
        await BeforeSignInAsync(Ada);

        Assert.Empty(Writes());
    }
}
