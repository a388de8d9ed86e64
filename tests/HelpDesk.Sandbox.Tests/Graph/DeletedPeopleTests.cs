using System.Net;
using System.Net.Http.Json;
using HelpDesk.Sandbox.Tests.Hosting;
using HelpDesk.Sandbox.World;
using Microsoft.Identity.Client;

namespace HelpDesk.Sandbox.Tests.Graph;

/// <summary>A temporary admin: added, deleted, restorable for thirty days, gone.</summary>
public sealed class DeletedPeopleTests : IClassFixture<SandboxFixture>
{
    private const string Login = "temp.admin@contoso.onmicrosoft.com";

    private readonly SandboxFixture _fixture;
    private readonly HttpClient _control;

    public DeletedPeopleTests(SandboxFixture fixture)
    {
        _fixture = fixture;
        fixture.StartOver();
        _control = fixture.GetPagesClient();
    }

    [Fact]
    public async Task A_temporary_admin_is_in_the_directory_and_signs_in()
    {
        var id = await AddAsync();

        var (_, user) = await _fixture.GraphAsync(await AppTokenAsync(), $"/v1.0/users/{Login}");

        Assert.Equal(id, user.GetProperty("id").GetString());
        Assert.Equal("Temp Admin", user.GetProperty("displayName").GetString());
        Assert.NotEmpty(await _fixture.GraphTokenOfAsync(Guid.Parse(id)));
        Assert.Contains(DirectoryRole.GlobalAdministrator, _fixture.World.FindPerson(Guid.Parse(id))!.ActiveRoles);
    }

    [Fact]
    public async Task A_deleted_person_is_among_the_deleted_items_and_not_among_the_users()
    {
        var id = await AddAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await _control.DeleteAsync($"/sandbox/people/{Login}")).StatusCode);
        var token = await AppTokenAsync();

        var (user, _) = await _fixture.GraphAsync(token, $"/v1.0/users/{id}");
        var (byName, _) = await _fixture.GraphAsync(token, $"/v1.0/users/{Login}");
        var (_, deleted) = await _fixture.GraphAsync(token, $"/v1.0/directory/deletedItems/{id}");
        var listed = Assert.Single(await _fixture.GraphListAsync(token, "/v1.0/directory/deletedItems/microsoft.graph.user?$select=id,userPrincipalName,deletedDateTime"));

        Assert.Equal(HttpStatusCode.NotFound, user);
        Assert.Equal(HttpStatusCode.NotFound, byName);
        Assert.Equal("#microsoft.graph.user", deleted.GetProperty("@odata.type").GetString());
        Assert.All([deleted, listed], d =>
        {
            Assert.Equal(id, d.GetProperty("id").GetString());
            Assert.Equal($"{id.Replace("-", "", StringComparison.Ordinal)}{Login}", d.GetProperty("userPrincipalName").GetString());
            Assert.InRange(d.GetProperty("deletedDateTime").GetDateTimeOffset(), _fixture.Sandbox.Clock.GetUtcNow().AddMinutes(-5), _fixture.Sandbox.Clock.GetUtcNow());
        });
    }

    [Fact]
    public async Task After_thirty_days_or_a_purge_nothing_is_left()
    {
        var id = await AddAsync();
        await _control.DeleteAsync($"/sandbox/people/{id}");
        Assert.Equal(HttpStatusCode.OK, await DeletedStatusAsync(id));

        _fixture.Sandbox.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(HttpStatusCode.NotFound, await DeletedStatusAsync(id));
        _fixture.Sandbox.Clock.Reset();
        Assert.Equal(HttpStatusCode.OK, await DeletedStatusAsync(id));
        Assert.Equal(HttpStatusCode.NoContent, (await _control.DeleteAsync($"/sandbox/deletedPeople/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await DeletedStatusAsync(id));
        Assert.Equal(HttpStatusCode.NotFound, (await _control.DeleteAsync($"/sandbox/deletedPeople/{id}")).StatusCode);
    }

    [Fact]
    public async Task A_deleted_person_cannot_sign_in()
    {
        var id = await AddAsync();
        var code = await _fixture.NewBrowser().SignInAsync(_fixture.World.FindPerson(Guid.Parse(id))!);
        await _control.DeleteAsync($"/sandbox/people/{id}");

        var page = await _fixture.NewBrowser().SubmitAsync(Browser.AuthorizeAddress(WorldIds.Contoso.Tenant.ToString()), ("account", id), ("step", "account"));
        var error = await Assert.ThrowsAnyAsync<MsalServiceException>(() => _fixture.Msal(_fixture.World.Own.SignIn, WorldIds.Contoso.Tenant)
            .AcquireTokenByAuthorizationCode([$"api://{WorldIds.Vendor.ServiceApp}/Check"], code.Code).WithPkceCodeVerifier(code.Verifier).ExecuteAsync());

        Assert.Contains("AADSTS50034", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("AADSTS50034", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("User.Read.All", 200)]
    [InlineData("Directory.Read.All", 200)]
    [InlineData("User.ReadBasic.All", 403)]
    public async Task Deleted_items_need_a_permission(string permission, int expected)
    {
        _fixture.Allow(asApp: [permission], delegated: [permission]);
        const string Address = "/v1.0/directory/deletedItems/microsoft.graph.user";

        var (app, _) = await _fixture.GraphAsync(await AppTokenAsync(), Address);
        var (person, _) = await _fixture.GraphAsync(await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Ada), Address);

        Assert.Equal([expected, expected], [(int)app, (int)person]);
    }

    [Theory]
    [InlineData("ada@contoso.onmicrosoft.com", "Global Administrator", "already")]
    [InlineData("temp@fabrikam.onmicrosoft.com", "Global Administrator", "contoso.onmicrosoft.com")]
    [InlineData("temp", "Global Administrator", "userPrincipalName")]
    [InlineData(Login, "Emperor", "Emperor")]
    public async Task Somebody_impossible_is_not_added(string login, string role, string told)
    {
        var response = await _control.PostAsJsonAsync("/sandbox/tenants/contoso.com/people", new { givenName = "Temp", surname = "Admin", userPrincipalName = login, activeRoles = new[] { role } });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(told, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(7, _fixture.World.Tenant(WorldIds.Contoso.Tenant).People.Count);
    }

    private async Task<string> AddAsync()
    {
        var response = await _control.PostAsJsonAsync("/sandbox/tenants/contoso.com/people", new
        {
            givenName = "Temp",
            surname = "Admin",
            userPrincipalName = Login,
            activeRoles = new[] { "Global Administrator" },
        });
        return (await response.Content.ReadFromJsonAsync<Dictionary<string, string>>())!["id"];
    }

    private Task<string> AppTokenAsync() => _fixture.AppTokenAsync(WorldIds.Contoso.Tenant);

    private async Task<HttpStatusCode> DeletedStatusAsync(string id) =>
        (await _fixture.GraphAsync(await AppTokenAsync(), $"/v1.0/directory/deletedItems/{id}")).Status;
}
