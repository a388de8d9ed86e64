using System.Net;
using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Checks;

/// <summary>What the account that signed in can see of itself.</summary>
public sealed class AfterSignInTests(ServiceWorld world) : CheckTest(world)
{
    [Fact]
    public async Task The_account_that_signed_in_is_the_one_that_is_checked()
    {
        var checklist = await ChecksAsync(WorldIds.Contoso.Farid);

        Assert.Equal($"{WorldIds.Contoso.Farid}", (string?)checklist["accountId"]);
        Assert.Equal("Delegated", (string?)checklist["route"]);
        Assert.Equal("Passed", Result(checklist, "role"));
        Assert.True(MayContinue(checklist));
    }

    [Fact]
    public async Task It_is_looked_at_on_behalf_of_the_person()
    {
        await ChecksAsync(Ada);

        var calls = World.Sandbox.Calls.Calls.Where(c => c.Path.StartsWith("/v1.0/users/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(calls);
        Assert.All(calls, c => Assert.Contains("for ada@contoso.onmicrosoft.com", c.Caller, StringComparison.Ordinal));
        Assert.Empty(Writes());
    }

    [Fact]
    public async Task Who_may_renew_is_told_of_the_registration_from_then_on()
    {
        await ChecksAsync(WorldIds.Contoso.Farid);

        (await Api.GetAsync($"{Routes.OfPerson(WorldIds.Contoso.Tenant, WorldIds.Contoso.Farid)}/registrations", await Tokens.OfBotAsync())).Good();
    }

    [Fact]
    public async Task Who_may_not_renew_is_blocked_and_not_told()
    {
        var checklist = await ChecksAsync(WorldIds.Contoso.Grace);

        Assert.Equal("FailedBlocks", Result(checklist, "role"));
        Assert.False(MayContinue(checklist));
        (await Api.GetAsync($"{Routes.OfPerson(WorldIds.Contoso.Tenant, WorldIds.Contoso.Grace)}/registrations", await Tokens.OfBotAsync()))
            .Refused(HttpStatusCode.NotFound, "notAWatcher");
    }

    [Fact]
    public async Task The_owner_of_the_app_needs_no_role()
    {
        World.Sandbox.World.Change<Application>(WorldIds.Contoso.HelpDeskApplication, a => a with { Owners = [WorldIds.Contoso.Grace] });

        var checklist = await ChecksAsync(WorldIds.Contoso.Grace);

        Assert.Equal("Passed", Result(checklist, "role"));
        Assert.Contains("owns the app", Evidence(checklist, "role"), StringComparison.Ordinal);
        Assert.True(MayContinue(checklist));
    }

    [Fact]
    public async Task A_role_that_was_activated_after_the_sign_in_counts()
    {
        var token = await Tokens.OfAsync(WorldIds.Contoso.Elif);
        Assert.False(MayContinue(await ChecksAsync(WorldIds.Contoso.Elif)));

        World.Sandbox.World.ChangePerson(WorldIds.Contoso.Elif, p => p with { ActiveRoles = [DirectoryRole.GlobalAdministrator] });

        Assert.True(MayContinue((await Api.PostAsync($"/v1/registrations/{Ids.HelpDesk}/checks", token)).Good()));
    }

    [Fact]
    public async Task A_registration_of_another_tenant_does_not_exist() =>
        (await Api.PostAsync($"/v1/registrations/{Ids.HelpDesk}/checks", await Tokens.OfAsync(WorldIds.Fabrikam.Maya)))
            .Refused(HttpStatusCode.NotFound, "registrationNotFound");

    private async Task<JsonNode> ChecksAsync(Guid person) =>
        (await Api.PostAsync($"/v1/registrations/{Ids.HelpDesk}/checks", await Tokens.OfAsync(person))).Good();
}
