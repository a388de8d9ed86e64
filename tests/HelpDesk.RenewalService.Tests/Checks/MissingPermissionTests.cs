using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Checks;

/// <summary>What nobody has agreed to cannot be read, and what cannot be read is never a pass.</summary>
public sealed class MissingPermissionTests(ServiceWorld world) : CheckTest(world)
{
    // Each permission with the checks of an Entra application that need it, for a Global Administrator.
    private static readonly Dictionary<string, string[]> Needed = new()
    {
        ["Application.Read.All"] = ["principal", "appPolicy", "vaultSecret"],
        ["RoleManagement.Read.Directory"] = ["role"],
        // Ada's role is active: what she could activate is not needed, and eligibilities come with the roles' own permission as well.
        ["RoleEligibilitySchedule.Read.Directory"] = [],
        ["Policy.Read.All"] = ["multiFactor", "legacyAuthentication", "conditionalAccess", "appPolicy"],
        ["Organization.Read.All"] = ["loginFormat"],
        ["SharePointTenantSettings.Read.All"] = ["legacyAuthentication"],
        ["User.Read.All"] = ["loginFormat"],
        // Groups keep their IDs, and policies name them by these.
        ["GroupMember.Read.All"] = [],
    };

    public static TheoryData<string> Permissions => [.. Needed.Keys];

    private ServicePrincipal Service => World.Sandbox.World.FindPrincipal(WorldIds.Contoso.Tenant, WorldIds.Vendor.ServiceApp)!;

    [Theory]
    [MemberData(nameof(Permissions))]
    public async Task Without_a_permission_exactly_the_checks_that_need_it_could_not_be_read(string permission)
    {
        ChangeContoso(t => t with { WithheldPermissions = [permission] });
        await using var host = await World.StartHostAsync();

        var checklist = await BeforeSignInAsync(Ada, Ids.HelpDesk, host);

        Assert.Equal(Needed[permission].Order(), With(checklist, "CouldNotBeRead").Order());
        Assert.Equal(checklist["checks"]!.AsArray().Count - Needed[permission].Length, With(checklist, "Passed").Count());
        Assert.All(Needed[permission], c => Assert.Contains("permission", Evidence(checklist, c), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_permission_of_the_service_is_tried() =>
        Assert.Equal(Service.AppRoles.Select(r => r.Permission).Order(), Needed.Keys.Order());

    [Fact]
    public async Task Without_the_app_s_owners_nobody_is_told_that_they_may_not_renew()
    {
        ChangeContoso(t => t with { WithheldPermissions = ["Application.Read.All"] });
        await using var host = await World.StartHostAsync();

        var checklist = await BeforeSignInAsync(WorldIds.Contoso.Grace, Ids.HelpDesk, host);

        Assert.Equal("CouldNotBeRead", Result(checklist, "role"));
        Assert.Contains("owns the app", Evidence(checklist, "role"), StringComparison.Ordinal);
        Assert.NotEmpty(Check(checklist, "role")["people"]!.AsArray());
    }

    [Fact]
    public async Task A_tenant_without_the_service_is_led_to_the_consent()
    {
        World.Sandbox.World.Remove(Service.Id);
        await using var host = await World.StartHostAsync();

        AssertLedToConsent(await BeforeSignInAsync(Ada, Ids.HelpDesk, host));
    }

    [Fact]
    public async Task A_tenant_that_has_agreed_to_nothing_is_led_to_the_consent()
    {
        ChangeContoso(t => t with { WithheldPermissions = [.. Needed.Keys] });
        await using var host = await World.StartHostAsync();

        AssertLedToConsent(await BeforeSignInAsync(Ada, Ids.HelpDesk, host));
    }

    [Fact]
    public async Task After_sign_in_it_is_about_writing()
    {
        Assert.Equal("Passed", Result(await AfterSignInAsync(Ada, Ids.HelpDesk), "consent"));

        ChangeContoso(t => t with { WithheldPermissions = ["Application.ReadWrite.All"] });

        AssertLedToConsent(await AfterSignInAsync(Ada, Ids.HelpDesk));
    }

    private static void AssertLedToConsent(JsonNode checklist)
    {
        Assert.Equal("FailedBlocks", Result(checklist, "consent"));
        Assert.False(MayContinue(checklist));
        Assert.Contains(
            $"/{WorldIds.Contoso.Tenant}/adminconsent?client_id={WorldIds.Vendor.ServiceApp}", (string?)Check(checklist, "consent")["fix"]!["url"], StringComparison.Ordinal);
    }
}
