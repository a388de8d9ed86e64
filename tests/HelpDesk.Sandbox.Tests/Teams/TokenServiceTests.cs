using System.Text;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Rehearsal;
using HelpDesk.Sandbox.Teams;
using HelpDesk.Sandbox.World;
using Microsoft.IdentityModel.JsonWebTokens;

namespace HelpDesk.Sandbox.Tests.Teams;

/// <summary>The token service, from the link in the chat over the identity's pages to the token.</summary>
public sealed class TokenServiceTests(TeamsFixture fixture) : IClassFixture<TeamsFixture>
{
    private const string Own = "HelpDeskRenewal";
    private const string Other = "HelpDeskRenewalOtherAccount";

    private async Task<JsonNode> SignInResourceAsync(
        TeamsClient teams, string connection = Own, string? serviceUrl = null, string? userId = null, bool withAppId = true, string? conversationId = null)
    {
        var state = new JsonObject
        {
            ["ConnectionName"] = connection,
            ["Conversation"] = new JsonObject
            {
                ["ActivityId"] = "1",
                ["Bot"] = new JsonObject { ["Id"] = $"28:{WorldIds.Vendor.BotApp}" },
                ["ChannelId"] = "msteams",
                ["Conversation"] = new JsonObject { ["Id"] = conversationId ?? teams.Chat.ConversationId },
                ["ServiceUrl"] = serviceUrl ?? fixture.Channel.ServiceUrl.ToString(),
                ["User"] = new JsonObject { ["Id"] = userId ?? teams.Person.TeamsId },
            },
        };
        if (withAppId)
        {
            state["MsAppId"] = WorldIds.Vendor.BotApp.ToString();
        }

        var (status, body) = await fixture.CallAsync(HttpMethod.Get, $"api/botsignin/GetSignInResource?state={Encode(state)}");
        Assert.Equal(200, status);
        return body!;
    }

    private static string Encode(JsonObject state) => Uri.EscapeDataString(Convert.ToBase64String(Encoding.UTF8.GetBytes(state.ToJsonString())));

    private static Uri Link(JsonNode resource) => new(resource["signInLink"]!.GetValue<string>());

    private Task<(int Status, JsonNode? Body)> GetTokenAsync(TeamsClient teams, string? code = null, string connection = Own) => fixture.CallAsync(
        HttpMethod.Get,
        $"api/usertoken/GetToken?userId={Uri.EscapeDataString(teams.Person.TeamsId)}&connectionName={connection}&channelId=msteams{(code is null ? "" : $"&code={code}")}");

    private static async Task<BrowserPage> SignInAsync(Uri link, Person person)
    {
        using var browser = new SignInBrowser();
        return await browser.SignInAsync(link, person);
    }

    [Fact]
    public async Task Signing_in_with_the_chat_account_hands_the_code_to_the_bot_with_a_signed_token()
    {
        var ada = fixture.StartOver();
        var link = Link(await SignInResourceAsync(ada));
        Assert.Equal(("http", "localhost"), (link.Scheme, link.Host));

        var page = await SignInAsync(link, ada.Person);

        Assert.Contains("You may close this window", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Code);
        var verify = Assert.Single(fixture.Bot.Inbox);
        Assert.Equal(("invoke", "signin/verifyState"), (verify.Type, verify.Name));
        Assert.NotNull(verify.Authorization);
        Assert.Equal(ada.Chat.ConversationId, verify.Activity["conversation"]!["id"]!.GetValue<string>());

        var code = verify.Activity["value"]!["state"]!.GetValue<string>();
        Assert.Matches("^[0-9]{6}$", code);
        Assert.Equal(404, (await GetTokenAsync(ada)).Status);
        Assert.Equal(404, (await GetTokenAsync(ada, code == "000000" ? "000001" : "000000")).Status);
        var (status, token) = await GetTokenAsync(ada, code);
        Assert.Equal(200, status);
        var jwt = new JsonWebToken(token!["token"]!.GetValue<string>());
        Assert.Equal(WorldIds.Vendor.ServiceApp.ToString(), jwt.Audiences.Single());
        Assert.Equal(ada.Person.Id.ToString(), jwt.GetPayloadValue<string>("oid"));
        Assert.Equal(["Check", "Renew"], jwt.GetPayloadValue<string>("scp").Split(' ').Order());

        Assert.Equal(404, (await GetTokenAsync(ada, code)).Status);
        Assert.Equal(200, (await GetTokenAsync(ada)).Status);
    }

    [Fact]
    public async Task Signing_out_forgets_the_token()
    {
        var ada = fixture.StartOver();
        var user = Uri.EscapeDataString(ada.Person.TeamsId);
        await SignInAsync(Link(await SignInResourceAsync(ada)), ada.Person);
        await GetTokenAsync(ada, fixture.Bot.Inbox.Single().Activity["value"]!["state"]!.GetValue<string>());

        var (_, before) = await fixture.CallAsync(HttpMethod.Get, $"api/usertoken/GetTokenStatus?userId={user}&channelId=msteams");
        var (signedOut, _) = await fixture.CallAsync(HttpMethod.Delete, $"api/usertoken/SignOut?userId={user}&connectionName={Own}&channelId=msteams");
        var (_, after) = await fixture.CallAsync(HttpMethod.Get, $"api/usertoken/GetTokenStatus?userId={user}&channelId=msteams&include={Own}");

        Assert.Equal([true, false], before!.AsArray().Select(s => s!["hasToken"]!.GetValue<bool>()));
        Assert.Equal(200, signedOut);
        Assert.False(Assert.Single(after!.AsArray())!["hasToken"]!.GetValue<bool>());
        Assert.Equal(404, (await GetTokenAsync(ada)).Status);
    }

    [Fact]
    public async Task Another_account_gets_a_code_to_type_and_nothing_is_posted()
    {
        var ada = fixture.StartOver();
        var bruno = fixture.Teams("bruno").Person;

        var page = await SignInAsync(Link(await SignInResourceAsync(ada, Other)), bruno);

        Assert.Empty(fixture.Bot.Inbox);
        Assert.Contains("Bruno Weiss", page.Text, StringComparison.Ordinal);
        var (status, token) = await GetTokenAsync(ada, page.Code, Other);
        Assert.Equal(200, status);
        Assert.Equal(bruno.Id.ToString(), new JsonWebToken(token!["token"]!.GetValue<string>()).GetPayloadValue<string>("oid"));
        Assert.Equal(404, (await GetTokenAsync(ada)).Status);
    }

    [Fact]
    public async Task A_signed_in_browser_is_asked_for_the_account_only_on_the_other_connection()
    {
        var ada = fixture.StartOver();
        using var browser = new SignInBrowser();
        await browser.SignInAsync(Link(await SignInResourceAsync(ada)), ada.Person);

        var again = await browser.OpenAsync(Link(await SignInResourceAsync(ada)));
        var other = await browser.OpenAsync(Link(await SignInResourceAsync(ada, Other)));

        Assert.False(again.HasForm);
        Assert.True(other.HasForm);
    }

    [Fact]
    public async Task The_Playground_gets_the_code_without_a_token_in_its_own_form()
    {
        var ada = fixture.StartOver();
        var serviceUrl = $"http://localhost:{TeamsFixture.PlaygroundPort}/_connector";

        var page = await SignInAsync(Link(await SignInResourceAsync(ada, serviceUrl: serviceUrl, conversationId: "a:playground-1")), ada.Person);

        Assert.Null(page.Code);
        var verify = Assert.Single(fixture.Bot.Inbox);
        Assert.Null(verify.Authorization);
        Assert.Equal("signin/verifyState", verify.Name);
        Assert.Equal(serviceUrl, verify.Activity["serviceUrl"]!.GetValue<string>());
        Assert.Equal("a:playground-1", verify.Activity["conversation"]!["id"]!.GetValue<string>());
        Assert.Equal(ada.Person.TeamsId, verify.Activity["from"]!["id"]!.GetValue<string>());
        Assert.Equal(WorldIds.Contoso.Tenant.ToString(), verify.Activity["channelData"]!["tenant"]!["id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("http://localhost:61234", "some-emulator-user")]
    [InlineData("http://localhost:61234/_connector", null)]
    [InlineData("https://example.com:56150/_connector", null)]
    public async Task Any_other_chat_ends_with_a_code_to_type(string serviceUrl, string? userId)
    {
        var ada = fixture.StartOver();

        var page = await SignInAsync(Link(await SignInResourceAsync(ada, serviceUrl: serviceUrl, userId: userId)), ada.Person);

        Assert.NotNull(page.Code);
        Assert.Empty(fixture.Bot.Inbox);
    }

    [Fact]
    public async Task A_bot_that_refuses_the_code_leaves_it_to_the_person()
    {
        var ada = fixture.StartOver();
        fixture.Bot.Answer = _ => (404, null);

        var page = await SignInAsync(Link(await SignInResourceAsync(ada)), ada.Person);

        Assert.NotNull(page.Code);
        Assert.Single(fixture.Bot.Inbox);
    }

    [Fact]
    public async Task A_link_works_again_but_what_came_back_is_taken_once()
    {
        var ada = fixture.StartOver();
        var link = Link(await SignInResourceAsync(ada));
        using var browser = new SignInBrowser();
        var first = await browser.SignInAsync(link, ada.Person);

        var replayed = await browser.OpenAsync(first.Address);
        var again = await browser.OpenAsync(link);
        var withTail = await browser.OpenAsync(new Uri($"{link}%26code_challenge%3D"));

        Assert.Equal(400, replayed.Status);
        Assert.Equal((200, 200), (again.Status, withTail.Status));
        Assert.Equal(400, (await browser.OpenAsync(new Uri(link, "/signin/0123"))).Status);
    }

    [Fact]
    public async Task A_declined_sign_in_shows_the_code_and_the_correlation_id()
    {
        var ada = fixture.StartOver();
        var link = Link(await SignInResourceAsync(ada));
        using var browser = new SignInBrowser();
        var chloe = fixture.Teams("chloe").Person.Id.ToString();
        var accounts = await browser.OpenAsync(link);
        var secondFactor = await browser.SubmitAsync(accounts, accounts.Fields("account", chloe));

        var page = await browser.SubmitAsync(secondFactor, secondFactor.Fields("cancel", "1"));

        Assert.Equal(403, page.Status);
        Assert.Contains("AADSTS500121", page.Text, StringComparison.Ordinal);
        Assert.Matches("Correlation ID [0-9a-f]{8}-", page.Text);
        Assert.DoesNotContain("Trace ID", page.Text, StringComparison.Ordinal);
        Assert.Empty(fixture.Bot.Inbox);
    }

    [Fact]
    public async Task The_exchange_is_offered_only_for_the_own_account_and_with_an_app_id()
    {
        var ada = fixture.StartOver();

        var own = (await SignInResourceAsync(ada)).AsObject();
        var other = (await SignInResourceAsync(ada, Other)).AsObject();
        var noApp = (await SignInResourceAsync(ada, withAppId: false)).AsObject();

        Assert.StartsWith("api://botid-", own["tokenExchangeResource"]!["uri"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.False(other.ContainsKey("tokenExchangeResource"));
        Assert.False(noApp.ContainsKey("tokenExchangeResource"));
    }

    [Fact]
    public async Task A_token_of_the_Teams_account_is_exchanged_silently()
    {
        var ada = fixture.StartOver();
        await ada.InstallAsync();
        var resource = await SignInResourceAsync(ada);
        var card = new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(new JsonObject
            {
                ["contentType"] = CardView.OAuth,
                ["content"] = new JsonObject
                {
                    ["connectionName"] = Own,
                    ["tokenExchangeResource"] = resource["tokenExchangeResource"]!.DeepClone(),
                    ["buttons"] = new JsonArray(new JsonObject { ["type"] = "signin", ["title"] = "Sign in", ["value"] = resource["signInLink"]!.GetValue<string>() }),
                },
            }),
        };
        await fixture.CallAsync(HttpMethod.Post, $"teams/v3/conversations/{Uri.EscapeDataString(ada.Chat.ConversationId)}/activities", card);
        fixture.Bot.Inbox.Clear();

        await ada.ExchangeTokenAsync(await ada.WaitForCardAsync(c => c.IsOAuth));
        var posted = Assert.Single(fixture.Bot.Inbox).Activity["value"]!;
        var path = $"api/usertoken/exchange?userId={Uri.EscapeDataString(ada.Person.TeamsId)}&channelId=msteams&connectionName=";
        var body = new JsonObject { ["token"] = posted["token"]!.GetValue<string>() };
        var (status, token) = await fixture.CallAsync(HttpMethod.Post, path + Own, body);

        Assert.Equal(200, status);
        Assert.Equal(ada.Person.Id.ToString(), new JsonWebToken(token!["token"]!.GetValue<string>()).GetPayloadValue<string>("oid"));
        Assert.Equal(200, (await GetTokenAsync(ada)).Status);
        Assert.Equal(400, (await fixture.CallAsync(HttpMethod.Post, path + Other, body.DeepClone())).Status);
        Assert.Equal(400, (await fixture.CallAsync(HttpMethod.Post, path + Own, new JsonObject { ["token"] = "forged" })).Status);
    }

    [Theory]
    [InlineData("api/usertoken/GetToken?userId=x&channelId=msteams&connectionName=Unknown", 404)]
    [InlineData("api/usertoken/GetToken?connectionName=HelpDeskRenewal", 400)]
    [InlineData("api/botsignin/GetSignInResource", 400)]
    [InlineData("api/botsignin/GetSignInResource?state=%7B%7D", 400)]
    [InlineData("api/botsignin/GetSignInResource?state=e30%3D", 400)]
    [InlineData("api/botsignin/GetSignInUrl?state=bm90IGpzb24%3D", 400)]
    public async Task A_wrong_call_is_told_so(string path, int expected) =>
        Assert.Equal(expected, (await fixture.CallAsync(HttpMethod.Get, path)).Status);

    [Theory]
    [InlineData("api/usertoken/GetToken?userId=x&channelId=msteams&connectionName=HelpDeskRenewal")]
    [InlineData("api/botsignin/GetSignInResource?state=e30%3D")]
    public async Task Nobody_but_the_bot_may_call(string path)
    {
        using var response = await fixture.Http.GetAsync(new Uri(fixture.Sandbox.Addresses.Https, path));
        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal(401, (await fixture.CallAsync(HttpMethod.Get, path, token: "x.y.z")).Status);
    }
}
