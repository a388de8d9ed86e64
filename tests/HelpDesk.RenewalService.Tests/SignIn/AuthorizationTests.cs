using System.Net;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.SignIn;

public sealed class AuthorizationTests(ServiceWorld world) : RefusalTest(world)
{
    [Fact]
    public async Task The_bot_may_watch_and_a_person_may_see_their_own()
    {
        (await Api.GetAsync("/v1/changes", await Tokens.OfBotAsync())).Good();
        var me = (await Api.GetAsync("/v1/me", await Tokens.OfAsync(Ada))).Good();

        Assert.Equal($"{Ada}", (string?)me["personId"]);
        Assert.Equal($"{WorldIds.Contoso.Tenant}", (string?)me["tenantId"]);
        Assert.Equal("ada@contoso.onmicrosoft.com", (string?)me["userPrincipalName"]);
        Assert.Equal("Global Administrator", (string?)Assert.Single(me["roles"]!.AsArray()));
        Assert.True((bool)me["mayRenew"]!);
    }

    [Fact]
    public async Task An_ordinary_user_is_told_that_they_may_not_renew()
    {
        var me = (await Api.GetAsync("/v1/me", await Tokens.OfAsync(WorldIds.Contoso.Grace))).Good();

        Assert.Empty(me["roles"]!.AsArray());
        Assert.False((bool)me["mayRenew"]!);
        await NothingChangedAsync();
    }

    [Fact]
    public async Task A_persons_token_opens_no_route_of_the_bot() => await ForbiddenAsync(Routes.OfBot, await Tokens.OfAsync(Ada));

    [Fact]
    public async Task The_bots_token_opens_no_route_of_people() => await ForbiddenAsync(Routes.OfPeople, await Tokens.OfBotAsync());

    [Theory]
    [InlineData("scp", "")]
    [InlineData("scp", "User.Read check renew")]
    [InlineData("azp", "d0000000-0000-4000-8000-000000000009")]
    [InlineData("idtyp", "app")]
    [InlineData("tid", "a0000000-0000-4000-8000-000000000001")]
    [InlineData("oid", "")]
    public Task A_delegated_token_opens_nothing_with_a_wrong(string claim, string value)
    {
        var claims = Tokens.Delegated(Ada);
        claims[claim] = value;
        return ForbiddenAsync(Routes.All, Tokens.Sign(claims));
    }

    [Fact]
    public async Task The_scope_Check_does_not_suffice_to_renew()
    {
        var claims = Tokens.Delegated(Ada);
        claims["scp"] = "Check";
        var token = Tokens.Sign(claims);

        await ForbiddenAsync([new("POST", $"/v1/registrations/{Ids.HelpDesk}/renewals")], token);
        (await Api.GetAsync("/v1/me/registrations", token)).Good();
    }

    [Theory]
    [InlineData("azp", "d0000000-0000-4000-8000-000000000009")]
    [InlineData("tid", "c0000000-0000-4000-8000-000000000001")]
    [InlineData("scp", "Watch")]
    public Task An_apps_token_opens_nothing_with_a_wrong(string claim, string value)
    {
        var claims = Tokens.OfApp();
        claims[claim] = value;
        return ForbiddenAsync(Routes.All, Tokens.Sign(claims));
    }

    [Theory]
    [InlineData()]
    [InlineData("watch", "Check", "Renew")]
    public Task An_app_without_the_role_Watch_opens_nothing(params string[] roles)
    {
        var claims = Tokens.OfApp();
        claims["roles"] = roles;
        return ForbiddenAsync(Routes.All, Tokens.Sign(claims));
    }

    [Fact]
    public async Task A_person_to_whom_somebody_gave_the_role_Watch_is_still_not_the_bot()
    {
        var claims = Tokens.Delegated(Ada);
        claims["roles"] = new[] { "Watch" };
        claims["azp"] = $"{WorldIds.Vendor.BotApp}";
        claims["tid"] = $"{WorldIds.Vendor.Tenant}";

        await ForbiddenAsync(Routes.OfBot, Tokens.Sign(claims));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/v1")]
    [InlineData("/v1/registrations")]
    [InlineData("/swagger")]
    public async Task What_is_no_route_is_refused_like_what_is_one(string path)
    {
        (await Api.GetAsync(path)).Refused(HttpStatusCode.Unauthorized, "unauthenticated");
        (await Api.GetAsync(path, await Tokens.OfAsync(Ada))).Refused(HttpStatusCode.Forbidden, "forbidden");
    }

    private Task ForbiddenAsync(IEnumerable<Route> routes, string token) => RefusedAsync(HttpStatusCode.Forbidden, routes, token);
}
