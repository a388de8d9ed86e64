using System.Net;
using System.Text;
using System.Text.Json;
using HelpDesk.Bots.Authentication;
using HelpDesk.Bots.Connector;
using HelpDesk.Bots.Schema;
using HelpDesk.Bots.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HelpDesk.Bots.Tests.Authentication;

public sealed class TokenServiceTests(TokenServiceTests.Host host) : IClassFixture<TokenServiceTests.Host>
{
    private const string User = "29:1|x";
    private const string Query = "userId=29%3A1%7Cx&connectionName=HelpDesk%20Renewal&channelId=msteams";

    private UserTokenClient Client => host.Bot.Services.GetRequiredService<UserTokenClient>();

    [Fact]
    public async Task A_persons_token_is_got_with_the_bots_own_token()
    {
        host.Answers(200, """{"channelId":"msteams","connectionName":"HelpDesk Renewal","token":"t","expiration":"2026-11-24T13:00:00Z"}""");

        var token = await Client.GetUserTokenAsync(User, "HelpDesk Renewal", "msteams", null, default);

        Assert.Equal(("t", "2026-11-24T13:00:00Z"), (token!.Token, token.Expiration));
        Assert.Equal($"GET https://token.test/api/usertoken/GetToken?{Query}", host.Call.Line);
        Assert.Equal("Bearer the-bots-own-token", host.Call.Authorization);
    }

    [Fact]
    public async Task The_code_that_the_person_typed_goes_along()
    {
        host.Answers(200, """{"token":"t"}""");

        await Client.GetUserTokenAsync(User, "HelpDesk Renewal", "msteams", "481516", default);

        Assert.EndsWith("&code=481516", host.Call.Line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, null)]
    [InlineData(404, "<html></html>")]
    [InlineData(200, "")]
    [InlineData(200, "{}")]
    [InlineData(204, null)]
    public async Task No_token_is_null(int status, string? body)
    {
        host.Answers(status, body);

        Assert.Null(await Client.GetUserTokenAsync(User, "c", "msteams", null, default));
    }

    [Theory]
    [InlineData(401, "Missing Authorization", ConnectorFailure.Unauthorized)]
    [InlineData(400, """{"error":{"code":"BadArgument","message":"x"}}""", ConnectorFailure.Refused)]
    [InlineData(500, "", ConnectorFailure.UnknownOutcome)]
    [InlineData(200, "eyJ-not-JSON", ConnectorFailure.UnknownOutcome)]
    public async Task A_failure_is_typed_and_quotes_nothing(int status, string body, ConnectorFailure reason)
    {
        host.Answers(status, body);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => Client.GetUserTokenAsync(User, "c", "msteams", null, default));

        Assert.Equal(reason, failure.Reason);
        Assert.DoesNotContain("eyJ", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_resource_is_asked_for_with_the_state_of_the_conversation()
    {
        host.Answers(200, """{"signInLink":"https://sign.in/","tokenExchangeResource":{"id":"1","uri":"api://botid-1","providerId":"p"},"tokenPostResource":{"sasUrl":"https://sas/"}}""");
        var activity = JsonSerializer.Deserialize(
            """{"type":"message","id":"in","channelId":"msteams","serviceUrl":"https://s/","from":{"id":"29:1","name":"Megan"},"recipient":{"id":"28:b"},"conversation":{"id":"a:1"}}""",
            BotJson.TypeInfo<Activity>())!;

        var resource = await Client.GetSignInResourceAsync("HelpDeskRenewal", activity, null, default);

        Assert.Equal(("https://sign.in/", "api://botid-1", "https://sas/"), (resource.SignInLink, resource.TokenExchangeResource!.Uri, resource.TokenPostResource!.SasUrl));
        const string Prefix = "GET https://token.test/api/botsignin/GetSignInResource?state=";
        Assert.StartsWith(Prefix, host.Call.Line, StringComparison.Ordinal);
        var state = Encoding.UTF8.GetString(Convert.FromBase64String(Uri.UnescapeDataString(host.Call.Line[Prefix.Length..])));
        Assert.Equal(
            $$$"""{"ConnectionName":"HelpDeskRenewal","Conversation":{"ActivityId":"in","User":{"Id":"29:1","Name":"Megan"},"Bot":{"Id":"28:b"},"Conversation":{"Id":"a:1"},"ChannelId":"msteams","ServiceUrl":"https://s/"},"MsAppId":"{{{BotHost.AppId}}}"}""",
            state);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    [InlineData(404)]
    public async Task A_person_is_signed_out_however_the_service_says_it(int status)
    {
        host.Answers(status, null);

        await Client.SignOutUserAsync(User, "HelpDesk Renewal", "msteams", default);

        Assert.Equal($"DELETE https://token.test/api/usertoken/SignOut?{Query}", host.Call.Line);
    }

    [Fact]
    public async Task A_single_sign_on_token_is_exchanged()
    {
        host.Answers(200, """{"token":"exchanged"}""");

        var token = await Client.ExchangeTokenAsync(User, "HelpDesk Renewal", "msteams", new TokenExchangeRequest(token: "sso"), default);

        Assert.Equal("exchanged", token!.Token);
        Assert.Equal(($"POST https://token.test/api/usertoken/exchange?{Query}", """{"token":"sso"}"""), (host.Call.Line, host.Call.Body));
    }

    [Theory]
    [InlineData(400, """{"error":{"code":"ConsentRequired"}}""")]
    [InlineData(404, "")]
    [InlineData(412, "")]
    public async Task An_exchange_that_is_not_possible_is_null(int status, string body)
    {
        host.Answers(status, body);

        var exchange = Client.ExchangeTokenAsync(User, "c", "msteams", new TokenExchangeRequest(token: "sso"), default);
        await Until.TrueAsync(() =>
        {
            host.Bot.Clock.Advance(TimeSpan.FromSeconds(1));
            return exchange.IsCompleted;
        });

        Assert.Null(await exchange);
    }

    public sealed class Host : IAsyncLifetime
    {
        internal BotHost Bot { get; private set; } = null!;

        internal Call Call => Bot.Channel.Calls.Last(c => c.Url.Host == "token.test");

        public async Task InitializeAsync() => Bot = await BotHost.StartAsync(new ActivityHandler());

        public async Task DisposeAsync() => await Bot.DisposeAsync();

        public void Answers(int status, string? body)
        {
            Bot.Channel.Calls.Clear();
            Bot.Channel.Answer = _ => body is null ? FakeChannel.Empty((HttpStatusCode)status) : FakeChannel.Json((HttpStatusCode)status, body);
        }
    }
}
