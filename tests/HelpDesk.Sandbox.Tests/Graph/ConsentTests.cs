using System.Net;
using HelpDesk.Sandbox.Tests.Hosting;
using HelpDesk.Sandbox.World;
using Microsoft.IdentityModel.JsonWebTokens;

namespace HelpDesk.Sandbox.Tests.Graph;

/// <summary>What the renewal service is allowed at a customer's Graph.</summary>
public sealed class ConsentTests : IClassFixture<SandboxFixture>
{
    private readonly SandboxFixture _fixture;

    public ConsentTests(SandboxFixture fixture)
    {
        _fixture = fixture;
        fixture.StartOver();
    }

    [Fact]
    public async Task The_customers_have_consented_to_what_the_checks_read()
    {
        var app = new JsonWebToken(await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant));
        var person = new JsonWebToken(await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Ada));

        Assert.Equal(
            [
                "Application.Read.All", "GroupMember.Read.All", "Organization.Read.All", "Policy.Read.All", "RoleEligibilitySchedule.Read.Directory",
                "RoleManagement.Read.Directory", "SharePointTenantSettings.Read.All", "User.Read.All",
            ],
            app.Claims.Where(c => c.Type == "roles").Select(c => c.Value).Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "Application.ReadWrite.All", "GroupMember.Read.All", "Organization.Read.All", "Policy.Read.All", "RoleEligibilitySchedule.Read.Directory",
                "RoleManagement.Read.Directory", "SharePointTenantSettings.Read.All", "User.Read", "User.Read.All",
            ],
            person.GetPayloadValue<string>("scp").Split(' ').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_withheld_permission_is_in_no_token_of_that_tenant()
    {
        _fixture.World.ChangeTenant(WorldIds.Contoso.Tenant, t => t with { WithheldPermissions = ["Policy.Read.All"] });
        const string Address = "/v1.0/identity/conditionalAccess/policies";

        var (app, _) = await _fixture.GraphAsync(await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant), Address);
        var (person, _) = await _fixture.GraphAsync(await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Ada), Address);
        var (other, _) = await _fixture.GraphAsync(await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Ada), "/v1.0/organization");
        var (elsewhere, _) = await _fixture.GraphAsync(await _fixture.AppTokenAsync(WorldIds.Fabrikam.Tenant), Address);

        Assert.Equal(HttpStatusCode.Forbidden, app);
        Assert.Equal(HttpStatusCode.Forbidden, person);
        Assert.Equal(HttpStatusCode.OK, other);
        Assert.Equal(HttpStatusCode.OK, elsewhere);
    }

    [Fact]
    public async Task The_service_desk_is_Farid_and_Grace_and_no_policy_names_it()
    {
        var found = await _fixture.GraphListAsync(await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant), $"/v1.0/users/{WorldIds.Contoso.Grace}/transitiveMemberOf");
        var tenant = _fixture.World.Tenant(WorldIds.Contoso.Tenant);

        Assert.Equal($"{WorldIds.Contoso.ServiceDeskGroup}", Assert.Single(found).GetProperty("id").GetString());
        Assert.Equal([WorldIds.Contoso.Farid, WorldIds.Contoso.Grace], Assert.Single(tenant.Groups).Members);
        Assert.All(tenant.ConditionalAccess, p => Assert.Empty(p.IncludeGroups.Concat(p.ExcludeGroups)));
    }
}
