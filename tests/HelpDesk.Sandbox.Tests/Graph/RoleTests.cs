using System.Net;
using System.Text.Json;
using HelpDesk.Sandbox.Tests.Hosting;
using HelpDesk.Sandbox.World;
using Microsoft.IdentityModel.JsonWebTokens;

namespace HelpDesk.Sandbox.Tests.Graph;

/// <summary>Roles held directly, through a group, for a part of the directory, or only eligible.</summary>
public sealed class RoleTests : IClassFixture<SandboxFixture>
{
    private const string GlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
    private const string CloudApplicationAdministrator = "158c047a-c907-4556-b7ef-446551a6b5f7";
    private const string OrdinaryMember = "b79fbf4d-3ef9-4689-8143-76b194e85509";
    private const string SomeUnit = "/administrativeUnits/c0000000-0000-4000-8000-000000000801";

    private readonly SandboxFixture _fixture;

    public RoleTests(SandboxFixture fixture)
    {
        _fixture = fixture;
        fixture.StartOver();
    }

    private static Guid Grace => WorldIds.Contoso.Grace;

    [Fact]
    public async Task A_role_held_through_a_group_is_in_memberships_and_token_and_assigned_to_the_group()
    {
        ChangeGroup(g => g with { ActiveRoles = [DirectoryRole.CloudApplicationAdministrator] });

        Assert.Empty(await AssignmentsAsync(Grace));
        Assert.Equal(CloudApplicationAdministrator, Text(Assert.Single(await AssignmentsAsync(WorldIds.Contoso.ServiceDeskGroup)), "roleDefinitionId"));
        Assert.Equal(CloudApplicationAdministrator, Text(Assert.Single(await RolesAsync(Grace)), "roleTemplateId"));
        Assert.Equal([CloudApplicationAdministrator], await WidsAsync(Grace));
        Assert.Equal(HttpStatusCode.OK, await AddPasswordAsync("applications", WorldIds.Contoso.HelpDeskApplication));
    }

    [Theory]
    [InlineData(SomeUnit, 403, 403)]
    [InlineData("/c0000000-0000-4000-8000-000000000301", 200, 403)]
    [InlineData("/c0000000-0000-4000-8000-000000000402", 403, 200)]
    public async Task A_scoped_role_is_assigned_but_neither_in_memberships_nor_in_the_token(string scope, int application, int addIn)
    {
        _fixture.World.ChangePerson(Grace, p => p with { ScopedRoles = [new(DirectoryRole.CloudApplicationAdministrator, scope)] });

        Assert.Equal(scope, Text(Assert.Single(await AssignmentsAsync(Grace)), "directoryScopeId"));
        Assert.Empty(await RolesAsync(Grace));
        Assert.Equal([OrdinaryMember], await WidsAsync(Grace));
        Assert.Equal(application, (int)await AddPasswordAsync("applications", WorldIds.Contoso.HelpDeskApplication));
        Assert.Equal(addIn, (int)await AddPasswordAsync("servicePrincipals", WorldIds.Contoso.AddInPrincipal));
    }

    [Fact]
    public async Task A_scoped_role_that_writes_no_credentials_helps_nobody()
    {
        _fixture.World.ChangePerson(Grace, p => p with { ScopedRoles = [new(DirectoryRole.GlobalReader, $"/{WorldIds.Contoso.HelpDeskApplication}")] });

        Assert.Equal(HttpStatusCode.Forbidden, await AddPasswordAsync("applications", WorldIds.Contoso.HelpDeskApplication));
    }

    [Fact]
    public async Task Eligibilities_tell_their_scope_and_whether_they_come_from_a_group()
    {
        ChangeGroup(g => g with { EligibleRoles = [DirectoryRole.GlobalAdministrator] });
        _fixture.World.ChangePerson(Grace, p => p with { ScopedEligibleRoles = [new(DirectoryRole.CloudApplicationAdministrator, SomeUnit)] });

        var found = (await EligibilitiesAsync(Grace)).OrderBy(e => Text(e, "memberType"), StringComparer.Ordinal).ToList();
        var ofGroup = Assert.Single(await EligibilitiesAsync(WorldIds.Contoso.ServiceDeskGroup));

        Assert.Equal(["Direct", "Group"], found.Select(e => Text(e, "memberType")));
        Assert.Equal([SomeUnit, "/"], found.Select(e => Text(e, "directoryScopeId")));
        Assert.Equal([CloudApplicationAdministrator, GlobalAdministrator], found.Select(e => Text(e, "roleDefinitionId")));
        Assert.Equal("Direct", Text(ofGroup, "memberType"));
        Assert.Empty(await RolesAsync(Grace));
    }

    [Fact]
    public async Task The_members_of_a_role_are_people_and_groups()
    {
        ChangeGroup(g => g with { ActiveRoles = [DirectoryRole.ApplicationAdministrator] });

        var members = await _fixture.GraphListAsync(
            await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant), "/v1.0/directoryRoles(roleTemplateId='9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3')/members");

        Assert.Equal(["#microsoft.graph.user", "#microsoft.graph.group"], members.Select(m => Text(m, "@odata.type")));
        Assert.Equal([$"{WorldIds.Contoso.Farid}", $"{WorldIds.Contoso.ServiceDeskGroup}"], members.Select(m => Text(m, "id")));
    }

    private void ChangeGroup(Func<Group, Group> change) =>
        _fixture.World.ChangeTenant(WorldIds.Contoso.Tenant, t => t with { Groups = [change(Assert.Single(t.Groups))] });

    private async Task<IReadOnlyList<JsonElement>> AssignmentsAsync(Guid principal) => await _fixture.GraphListAsync(
        await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant), $"/v1.0/roleManagement/directory/roleAssignments?$filter=principalId eq '{principal}'");

    private async Task<IReadOnlyList<JsonElement>> EligibilitiesAsync(Guid principal) => await _fixture.GraphListAsync(
        await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant), $"/v1.0/roleManagement/directory/roleEligibilityScheduleInstances?$filter=principalId eq '{principal}'");

    private async Task<IReadOnlyList<JsonElement>> RolesAsync(Guid person) => await _fixture.GraphListAsync(
        await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant), $"/v1.0/users/{person}/transitiveMemberOf/microsoft.graph.directoryRole");

    private async Task<IReadOnlyList<string>> WidsAsync(Guid person)
    {
        var token = new JsonWebToken(await _fixture.GraphTokenOfAsync(person));
        return [.. token.Claims.Where(c => c.Type == "wids").Select(c => c.Value)];
    }

    private async Task<HttpStatusCode> AddPasswordAsync(string collection, Guid id)
    {
        var (status, _) = await _fixture.GraphAsync(await _fixture.GraphTokenOfAsync(Grace), $"/v1.0/{collection}/{id}/addPassword", HttpMethod.Post, new { });
        return status;
    }

    private static string? Text(JsonElement entity, string name) => entity.GetProperty(name).GetString();
}
