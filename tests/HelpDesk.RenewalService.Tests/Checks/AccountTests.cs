using System.Net;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Checks;

/// <summary>Whether a temporary admin account is still there.</summary>
public sealed class AccountTests(ServiceWorld world) : ServiceTest(world)
{
    private const string Login = "temp.admin@contoso.onmicrosoft.com";
    private static readonly Guid Id = new("c0000000-0000-4000-8000-0000000000ee");

    [Fact]
    public async Task An_account_exists_until_it_is_deleted_and_is_gone_when_it_cannot_be_restored_any_more()
    {
        Add();
        Assert.Equal(("Exists", $"{Id}"), await StateAsync(Login));
        Assert.Equal(("Exists", $"{Id}"), await StateAsync($"{Id}"));

        World.Sandbox.World.DeletePerson(Id, World.Sandbox.Clock.GetUtcNow());
        Assert.Equal(("Deleted", $"{Id}"), await StateAsync($"{Id}"));

        World.Sandbox.World.PurgePerson(Id);
        Assert.Equal(("Gone", null), await StateAsync($"{Id}"));
    }

    [Fact]
    public async Task Deleted_users_are_restorable_for_thirty_days_only()
    {
        Add();
        World.Sandbox.World.DeletePerson(Id, World.Sandbox.Clock.GetUtcNow().AddDays(-31));

        Assert.Equal(("Gone", null), await StateAsync($"{Id}"));
    }

    [Fact]
    public async Task Nothing_is_told_but_whether_the_account_is_there()
    {
        Add();

        Assert.Equal(["objectId", "state"], (await AskAsync(Login)).Good().AsObject().Select(m => m.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("nobody@contoso.onmicrosoft.com")]
    [InlineData("hana@fabrikam.onmicrosoft.com")]
    [InlineData("f0000000-0000-4000-8000-000000000001")]
    public async Task Nobody_and_people_of_another_tenant_look_the_same(string account) => Assert.Equal(("Gone", null), await StateAsync(account));

    [Theory]
    [InlineData("temp.admin")]
    [InlineData("a@b@contoso.com")]
    [InlineData("@contoso.com")]
    [InlineData("temp@")]
    [InlineData("temp@contoso")]
    [InlineData("temp@.")]
    [InlineData("%2e%2e%2fusers@contoso.com")]
    [InlineData("..@contoso.com")]
    [InlineData("temp..admin@contoso.com")]
    [InlineData("temp@contoso.com%3f%24select=id")]
    [InlineData("temp%27)%20or%20(1%20eq%201@contoso.com")]
    [InlineData("temp%0d%0a@contoso.com")]
    [InlineData("t%C3%A9mp@contoso.com")]
    [InlineData("%24me@contoso.com")]
    [InlineData("{c0000000-0000-4000-8000-0000000000ee}")]
    [InlineData("guest_mail.com%23EXT%23@contoso.onmicrosoft.com")]
    public async Task What_is_no_login_reaches_no_directory(string account)
    {
        (await AskAsync(account)).Refused(HttpStatusCode.BadRequest, "badRequest");

        Assert.DoesNotContain(World.Sandbox.Calls.Calls, c => c.Area is Area.Graph && c.Path.Contains("/users", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_login_that_is_too_long_reaches_no_directory() =>
        (await AskAsync($"{new string('a', 65)}@contoso.com")).Refused(HttpStatusCode.BadRequest, "badRequest");

    [Fact]
    public async Task Who_watches_nothing_here_gets_no_answer()
    {
        var path = $"{Routes.OfPerson(WorldIds.Contoso.Tenant, WorldIds.Contoso.Grace)}/registrations/{Ids.HelpDesk}/accounts/{Login}";

        (await Api.GetAsync(path, await Tokens.OfBotAsync())).Refused(HttpStatusCode.NotFound, "notAWatcher");
    }

    [Theory]
    [InlineData("/v1.0/users/*", 403, HttpStatusCode.Forbidden, "directoryForbidden")]
    [InlineData("/v1.0/directory/*", 403, HttpStatusCode.Forbidden, "directoryForbidden")]
    [InlineData("/v1.0/users/*", 503, HttpStatusCode.ServiceUnavailable, "directoryBusy")]
    public async Task What_cannot_be_read_is_never_gone(string path, int status, HttpStatusCode expected, string code)
    {
        World.Fault(new Fault { Kind = FaultKind.Status, Area = Area.Graph, Path = path, Status = status, Count = 10 });

        (await AskAsync($"{Id}")).Refused(expected, code);
    }

    [Fact]
    public async Task Asking_writes_nothing()
    {
        await AskAsync(Login);

        Assert.Empty(Writes());
    }

    private void Add() => World.Sandbox.World.AddPerson(new Person
    {
        Id = Id,
        TenantId = WorldIds.Contoso.Tenant,
        GivenName = "Temp",
        Surname = "Admin",
        UserPrincipalName = Login,
        TeamsId = "29:1contoso-temp",
        ActiveRoles = [DirectoryRole.GlobalAdministrator],
        EligibleRoles = [],
        Story = "Added by a test.",
    });

    private async Task<(string State, string? Id)> StateAsync(string account)
    {
        var answer = (await AskAsync(account)).Good();
        return ((string)answer["state"]!, (string?)answer["objectId"]);
    }

    private async Task<Answer> AskAsync(string account) => await Api.GetAsync(
        $"{Routes.OfPerson(WorldIds.Contoso.Tenant, Ada)}/registrations/{Ids.HelpDesk}/accounts/{account}", await Tokens.OfBotAsync());
}
