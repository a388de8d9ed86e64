using System.Net;
using HelpDesk.Sandbox.Tests.Hosting;
using HelpDesk.Sandbox.World;
using Microsoft.Identity.Client;

namespace HelpDesk.Sandbox.Tests.Identity;

/// <summary>The sign-in obeys the tenant's policies as Entra does: a browser, an unmanaged device, no named location, no risk.</summary>
public sealed class ConditionalAccessTests : IClassFixture<SandboxFixture>
{
    private const string In = "You got in";
    private const string Approve = "Approve sign-in request";
    private const string Blocked = "You cannot access this right now";
    private const string ApplicationAdministrator = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3";

    private static readonly string Desk = WorldIds.Contoso.ServiceDeskGroup.ToString();
    private static readonly string Farid = WorldIds.Contoso.Farid.ToString();
    private static readonly string Service = WorldIds.Vendor.ServiceApp.ToString();

    private static readonly ConditionalAccessPolicy BlockAll = new() { DisplayName = "Block", IncludeUsers = ["All"], Controls = ["block"] };

    private readonly SandboxFixture _fixture;

    public ConditionalAccessTests(SandboxFixture fixture)
    {
        _fixture = fixture;
        fixture.StartOver();
    }

    public static TheoryData<string, ConditionalAccessPolicy, string> Assignments => new()
    {
        { "everybody", BlockAll, Blocked },
        { "nobody", BlockAll with { IncludeUsers = ["None"] }, In },
        { "guests only", BlockAll with { IncludeUsers = ["GuestsOrExternalUsers"] }, In },
        { "a kind of guests only", BlockAll with { IncludeUsers = [], IncludeGuests = ["b2bCollaborationGuest"] }, In },
        { "his group", BlockAll with { IncludeUsers = [], IncludeGroups = [Desk] }, Blocked },
        { "his role", BlockAll with { IncludeUsers = [], IncludeRoles = [ApplicationAdministrator] }, Blocked },
        { "another role", BlockAll with { IncludeUsers = [], IncludeRoles = ["62e90394-69f5-4237-9190-012177145e10"] }, In },
        { "himself excluded", BlockAll with { ExcludeUsers = [Farid] }, In },
        { "his group excluded", BlockAll with { IncludeUsers = [Farid], ExcludeGroups = [Desk] }, In },
        { "his role excluded", BlockAll with { IncludeGroups = [Desk], ExcludeRoles = [ApplicationAdministrator] }, In },
        { "this app", BlockAll with { IncludeApplications = [Service] }, Blocked },
        { "another app", BlockAll with { IncludeApplications = ["Office365", "00000003-0000-0ff1-ce00-000000000000"] }, In },
        { "this app excluded", BlockAll with { ExcludeApplications = [Service] }, In },
        { "legacy clients", BlockAll with { ClientAppTypes = ["exchangeActiveSync", "other"] }, In },
        { "browsers", BlockAll with { ClientAppTypes = ["browser"] }, Blocked },
        { "any place", BlockAll with { IncludeLocations = ["All"] }, Blocked },
        { "any place but trusted ones", BlockAll with { IncludeLocations = ["All"], ExcludeLocations = ["AllTrusted"] }, Blocked },
        { "trusted places", BlockAll with { IncludeLocations = ["AllTrusted"] }, In },
        { "any platform", BlockAll with { IncludePlatforms = ["all"], ExcludePlatforms = ["iOS"] }, Blocked },
        { "phones", BlockAll with { IncludePlatforms = ["iOS", "android"] }, In },
        { "managed devices", BlockAll with { Devices = new DeviceFilter { Mode = "include", Rule = "device.isCompliant -eq True" } }, In },
        { "all but managed devices", BlockAll with { Devices = new DeviceFilter { Mode = "exclude", Rule = "device.isCompliant -eq True" } }, Blocked },
        { "devices that are not managed", BlockAll with { Devices = new DeviceFilter { Mode = "include", Rule = "device.isCompliant -ne True" } }, Blocked },
        { "risky sign-ins", BlockAll with { SignInRiskLevels = ["high", "medium"] }, In },
        { "sign-ins without risk", BlockAll with { SignInRiskLevels = ["none"] }, Blocked },
        { "risky people", BlockAll with { UserRiskLevels = ["high"] }, In },
        { "report only", BlockAll with { State = PolicyState.EnabledForReportingButNotEnforced }, In },
        { "switched off", BlockAll with { State = PolicyState.Disabled }, In },
    };

    public static TheoryData<string, ConditionalAccessPolicy, string> Controls => new()
    {
        { "a second factor", Demand("mfa"), Approve },
        { "a strength", Demand() with { AuthenticationStrength = new() { Id = new("00000000-0000-0000-0000-000000000002"), DisplayName = "Multifactor authentication" } }, Approve },
        { "either of both", Demand("compliantDevice", "mfa"), Approve },
        { "a device or a strength", Demand("domainJoinedDevice") with { AuthenticationStrength = new() { Id = Guid.NewGuid(), DisplayName = "Passwordless" } }, Approve },
        { "terms or a device", Demand("compliantDevice") with { TermsOfUse = ["c0000000-0000-4000-8000-000000000901"] }, In },
        { "a compliant device", Demand("compliantDevice"), "AADSTS53000" },
        { "a joined device", Demand("domainJoinedDevice"), "AADSTS53001" },
        { "both", Demand("mfa", "compliantDevice") with { Operator = GrantOperator.And }, "AADSTS53000" },
        { "an approved client", Demand("approvedApplication"), "AADSTS53002" },
        { "only a session control", Demand(), In },
    };

    [Theory]
    [MemberData(nameof(Assignments))]
    public async Task A_policy_binds_whom_it_names(string named, ConditionalAccessPolicy policy, string expected)
    {
        Set(policy);

        Assert.True(await IsShownAsync(expected), named);
    }

    [Theory]
    [MemberData(nameof(Controls))]
    public async Task A_policy_demands_what_its_controls_say(string demanded, ConditionalAccessPolicy policy, string expected)
    {
        Set(policy);

        Assert.True(await IsShownAsync(expected), demanded);
    }

    [Fact]
    public async Task All_policies_that_apply_count_and_a_block_wins()
    {
        Set(Demand("mfa"), Demand("compliantDevice"));
        Assert.True(await IsShownAsync("AADSTS53000"));

        Set(Demand("compliantDevice"), BlockAll);
        Assert.True(await IsShownAsync("AADSTS53003"));
    }

    [Fact]
    public async Task A_guest_is_reached_by_a_policy_for_guests()
    {
        _fixture.World.ChangePerson(WorldIds.Contoso.Farid, p => p with { IsGuest = true });

        Set(BlockAll with { IncludeUsers = ["GuestsOrExternalUsers"] });
        Assert.True(await IsShownAsync(Blocked));
        Set(BlockAll with { ExcludeGuests = ["b2bCollaborationGuest"] });
        Assert.True(await IsShownAsync(In));
    }

    [Fact]
    public async Task The_token_endpoint_obeys_as_well()
    {
        var code = await _fixture.NewBrowser().SignInAsync(_fixture.World.FindPerson(WorldIds.Contoso.Farid)!);
        Set(Demand("compliantDevice"));

        var error = await Assert.ThrowsAsync<MsalUiRequiredException>(() => _fixture.Msal(_fixture.World.Own.SignIn, WorldIds.Contoso.Tenant)
            .AcquireTokenByAuthorizationCode([$"api://{Service}/Check"], code.Code).WithPkceCodeVerifier(code.Verifier).ExecuteAsync());

        Assert.Contains("AADSTS53000", error.Message, StringComparison.Ordinal);
    }

    private static ConditionalAccessPolicy Demand(params string[] controls) => BlockAll with { DisplayName = "Demand", Controls = controls };

    private void Set(params ConditionalAccessPolicy[] policies) =>
        _fixture.World.ChangeTenant(WorldIds.Contoso.Tenant, t => t with { ConditionalAccess = policies });

    /// <summary>Whether Farid, who picks his account, comes to the page with this heading or code, or back to the app.</summary>
    private async Task<bool> IsShownAsync(string expected)
    {
        var response = await _fixture.NewBrowser()
            .SubmitAsync(Browser.AuthorizeAddress(WorldIds.Contoso.Tenant.ToString()), ("account", Farid), ("step", "account"));
        return expected == In
            ? response.StatusCode == HttpStatusCode.Redirect && Browser.Returned(response).ContainsKey("code")
            : (await response.Content.ReadAsStringAsync()).Contains(expected, StringComparison.Ordinal);
    }
}
