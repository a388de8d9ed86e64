using System.Net;
using System.Text.Json;
using HelpDesk.Sandbox.Tests.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Tests.Graph;

/// <summary>Groups and roles that a person is in.</summary>
public sealed class MembershipTests : IClassFixture<SandboxFixture>
{
    private const string GroupType = "#microsoft.graph.group";
    private const string RoleType = "#microsoft.graph.directoryRole";
    private const string ApplicationAdministrator = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3";

    private static readonly Guid Outer = new("c0000000-0000-4000-8000-000000000702");

    private readonly SandboxFixture _fixture;

    public MembershipTests(SandboxFixture fixture)
    {
        _fixture = fixture;
        fixture.StartOver();
    }

    private static string OfFarid => $"/v1.0/users/{WorldIds.Contoso.Farid}/transitiveMemberOf";

    [Fact]
    public async Task Groups_nested_groups_and_roles_are_listed_together()
    {
        Add(new Group { Id = Outer, Name = "Everybody in IT", Groups = [WorldIds.Contoso.ServiceDeskGroup] });

        var found = await _fixture.GraphListAsync(await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant), OfFarid);

        Assert.Equal(["Service desk", "Everybody in IT", "Application Administrator"], found.Select(f => Text(f, "displayName")));
        Assert.Equal([GroupType, GroupType, RoleType], found.Select(f => Text(f, "@odata.type")));
        Assert.Equal(ApplicationAdministrator, Text(found[2], "roleTemplateId"));
        Assert.Equal($"{Outer}", Text(found[1], "id"));
    }

    [Fact]
    public async Task Groups_within_each_other_are_listed_once()
    {
        Add(new Group { Id = Outer, Name = "Round", Members = [WorldIds.Contoso.Grace], Groups = [WorldIds.Contoso.ServiceDeskGroup] });
        _fixture.World.ChangeTenant(WorldIds.Contoso.Tenant, t => t with { Groups = [t.Groups[0] with { Groups = [Outer] }, t.Groups[1]] });

        var found = await _fixture.GraphListAsync(await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant), $"/v1.0/users/{WorldIds.Contoso.Grace}/transitiveMemberOf");

        Assert.Equal(["Service desk", "Round"], found.Select(f => Text(f, "displayName")));
    }

    [Fact]
    public async Task The_list_is_paged_and_takes_a_selection()
    {
        var token = await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant);

        var (_, first) = await _fixture.GraphAsync(token, $"{OfFarid}?$top=1&$select=id,displayName");
        var (_, second) = await _fixture.GraphAsync(token, first.GetProperty("@odata.nextLink").GetString()!);

        Assert.Equal(["@odata.type", "id", "displayName"], Assert.Single(first.GetProperty("value").EnumerateArray()).EnumerateObject().Select(p => p.Name));
        Assert.Equal(RoleType, Text(Assert.Single(second.GetProperty("value").EnumerateArray()), "@odata.type"));
        Assert.False(second.TryGetProperty("@odata.nextLink", out _));
    }

    [Fact]
    public async Task The_cast_gives_only_the_roles()
    {
        var found = await _fixture.GraphListAsync(await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant), $"{OfFarid}/microsoft.graph.directoryRole");

        Assert.Equal(ApplicationAdministrator, Text(Assert.Single(found), "roleTemplateId"));
    }

    [Theory]
    [InlineData("User.Read.All", false, false)]
    [InlineData("User.Read.All GroupMember.Read.All", true, false)]
    [InlineData("User.Read.All RoleManagement.Read.Directory", false, true)]
    [InlineData("Group.Read.All", true, false)]
    [InlineData("Directory.Read.All", true, true)]
    public async Task What_the_app_may_not_read_has_a_type_and_an_id_only(string permissions, bool groups, bool roles)
    {
        _fixture.Allow(asApp: permissions.Split(' '), delegated: []);

        var found = await _fixture.GraphListAsync(await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant), OfFarid);

        Assert.Equal([GroupType, RoleType], found.Select(f => Text(f, "@odata.type")));
        Assert.All(found, f => Assert.True(Guid.TryParse(Text(f, "id"), out _)));
        Assert.Equal(groups ? "Service desk" : null, Text(found[0], "displayName"));
        Assert.Equal(roles ? "Application Administrator" : null, Text(found[1], "displayName"));
        Assert.Equal(roles ? ApplicationAdministrator : null, Text(found[1], "roleTemplateId"));
    }

    [Theory]
    [InlineData("User.ReadBasic.All")]
    [InlineData("RoleManagement.Read.Directory")]
    [InlineData("Policy.Read.All")]
    public async Task Without_a_permission_for_the_relation_the_app_is_refused(string permission)
    {
        _fixture.Allow(asApp: [permission], delegated: []);

        var (status, _) = await _fixture.GraphAsync(await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant), OfFarid);

        Assert.Equal(HttpStatusCode.Forbidden, status);
    }

    [Fact]
    public async Task A_person_reads_their_own_memberships_with_User_Read_and_nobody_elses()
    {
        _fixture.Allow(asApp: [], delegated: ["User.Read"]);
        var token = await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Farid);

        var own = await _fixture.GraphListAsync(token, "/v1.0/me/transitiveMemberOf");
        var byId = await _fixture.GraphListAsync(token, OfFarid);
        var (others, _) = await _fixture.GraphAsync(token, $"/v1.0/users/{WorldIds.Contoso.Ada}/transitiveMemberOf");

        Assert.Equal([GroupType, RoleType], own.Select(f => Text(f, "@odata.type")));
        Assert.All(own, f => Assert.Null(Text(f, "displayName")));
        Assert.Equal(2, byId.Count);
        Assert.Equal(HttpStatusCode.Forbidden, others);
    }

    private void Add(Group group) => _fixture.World.ChangeTenant(WorldIds.Contoso.Tenant, t => t with { Groups = [.. t.Groups, group] });

    private static string? Text(JsonElement entity, string name) => entity.GetProperty(name).GetString();
}
