using System.Net;
using HelpDesk.Sandbox.Tests.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Tests.Identity;

public sealed class SignInPageTests : IClassFixture<SandboxFixture>
{
    private readonly SandboxFixture _fixture;

    public SignInPageTests(SandboxFixture fixture)
    {
        _fixture = fixture;
        fixture.StartOver();
    }

    private static string Contoso => WorldIds.Contoso.Tenant.ToString();

    [Fact]
    public async Task The_account_list_tells_each_persons_story_and_asks_for_no_password()
    {
        var response = await _fixture.NewBrowser().GetAsync(Browser.AuthorizeAddress(Contoso));
        var page = await response.Content.ReadAsStringAsync();

        Assert.Equal("Pick an account", await Browser.HeadingAsync(response));
        Assert.All(_fixture.World.Tenant(WorldIds.Contoso.Tenant).People, person =>
        {
            Assert.Contains(person.Name, page, StringComparison.Ordinal);
            Assert.Contains(WebUtility.HtmlEncode(person.Story), page, StringComparison.Ordinal);
        });
        Assert.DoesNotContain("Hana", page, StringComparison.Ordinal);
        Assert.Contains("The sandbox asks for no password", page, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Organizations_offers_everybody()
    {
        var page = await (await _fixture.NewBrowser().GetAsync(Browser.AuthorizeAddress("organizations"))).Content.ReadAsStringAsync();

        Assert.All(["Ada", "Hana", "Olivia"], name => Assert.Contains(name, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_second_sign_in_is_silent_unless_the_app_asks_for_account_choice()
    {
        var browser = _fixture.NewBrowser();
        await browser.SignInAsync(_fixture.World.FindPerson(WorldIds.Contoso.Ada)!);

        var again = Browser.Returned(await browser.GetAsync(Browser.AuthorizeAddress(Contoso)));
        Assert.Equal("the state", again["state"]);
        Assert.NotEmpty(again["code"]);
        Assert.Equal("Pick an account", await Browser.HeadingAsync(await browser.GetAsync(Browser.AuthorizeAddress(Contoso, null, ("prompt", "select_account")))));
        Assert.Equal("Pick an account", await Browser.HeadingAsync(await browser.GetAsync(Browser.AuthorizeAddress(Contoso, null, ("login_hint", "grace@contoso.onmicrosoft.com")))));
        Assert.Equal("login_required", Browser.Returned(await _fixture.NewBrowser().GetAsync(Browser.AuthorizeAddress(Contoso, null, ("prompt", "none"))))["error"]);
    }

    [Fact]
    public async Task Enforced_MFA_shows_one_page_to_approve()
    {
        var browser = _fixture.NewBrowser();
        var address = Browser.AuthorizeAddress(Contoso);
        var chloe = WorldIds.Contoso.Chloe.ToString();

        Assert.Equal("Approve sign-in request", await Browser.HeadingAsync(await browser.SubmitAsync(address, ("account", chloe), ("step", "account"))));
        var denied = Browser.Returned(await browser.SubmitAsync(address, ("account", chloe), ("step", "second-factor"), ("cancel", "1")));
        Assert.StartsWith("AADSTS500121", denied["error_description"], StringComparison.Ordinal);
        Assert.NotEmpty(Browser.Returned(await browser.SubmitAsync(address, ("account", chloe), ("step", "second-factor")))["code"]);
    }

    [Fact]
    public async Task Conditional_Access_blocks_with_a_page_and_a_way_back()
    {
        var response = await _fixture.NewBrowser().SubmitAsync(Browser.AuthorizeAddress(Contoso), ("account", WorldIds.Contoso.Daniel.ToString()), ("step", "account"));
        var page = await response.Content.ReadAsStringAsync();

        Assert.Equal("You cannot access this right now", await Browser.HeadingAsync(response));
        Assert.Contains("AADSTS53003", page, StringComparison.Ordinal);
        Assert.Contains("Correlation ID", page, StringComparison.Ordinal);
        Assert.Contains("error=access_denied&amp;error_description=AADSTS53003", page, StringComparison.Ordinal);
        Assert.Contains("state=the", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_consent_an_admin_is_asked_and_an_ordinary_user_is_sent_to_an_admin()
    {
        _fixture.Switches.Values = _fixture.Switches.Values with { PeopleHaveConsented = false };
        var address = Browser.AuthorizeAddress(Contoso);
        var ada = WorldIds.Contoso.Ada.ToString();
        var grace = WorldIds.Contoso.Grace.ToString();
        var browser = _fixture.NewBrowser();

        Assert.Equal("Need admin approval", await Browser.HeadingAsync(await browser.SubmitAsync(address, ("account", grace), ("step", "account"))));
        Assert.Equal("Permissions requested", await Browser.HeadingAsync(await browser.SubmitAsync(address, ("account", ada), ("step", "account"))));
        var declined = Browser.Returned(await browser.SubmitAsync(address, ("account", ada), ("step", "consent"), ("cancel", "1")));
        Assert.StartsWith("AADSTS65004", declined["error_description"], StringComparison.Ordinal);

        Assert.NotEmpty(Browser.Returned(await browser.SubmitAsync(address, ("account", ada), ("step", "consent"), ("organization", "1")))["code"]);
        Assert.NotEmpty(Browser.Returned(await _fixture.NewBrowser().SubmitAsync(address, ("account", grace), ("step", "account")))["code"]);
    }

    [Theory]
    [InlineData("client_id", "00000000-0000-0000-0000-00000000dead", "AADSTS700016")]
    [InlineData("redirect_uri", "https://evil.example/take", "AADSTS50011")]
    [InlineData("redirect_uri", "javascript:alert(1)", "AADSTS50011")]
    public async Task A_wrong_client_or_address_is_never_redirected_to(string name, string value, string code)
    {
        var response = await _fixture.NewBrowser().GetAsync(Browser.AuthorizeAddress(Contoso, null, (name, value)));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
        Assert.Contains(code, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_from_the_request_is_encoded()
    {
        var response = await _fixture.NewBrowser().GetAsync(Browser.AuthorizeAddress(Contoso, null, ("state", "\"><script>alert(1)</script>")));

        Assert.DoesNotContain("<script>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_of_another_tenant_cannot_be_chosen()
    {
        var response = await _fixture.NewBrowser().SubmitAsync(Browser.AuthorizeAddress(Contoso), ("account", WorldIds.Fabrikam.Hana.ToString()), ("step", "account"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("AADSTS16000", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_https_address_leads_to_the_page_on_plain_http()
    {
        var response = await _fixture.GetHttpClient().GetAsync(Browser.AuthorizeAddress(Contoso));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.StartsWith($"{_fixture.Pages}{Contoso}/oauth2/v2.0/authorize?", response.Headers.Location!.ToString(), StringComparison.Ordinal);
    }
}
