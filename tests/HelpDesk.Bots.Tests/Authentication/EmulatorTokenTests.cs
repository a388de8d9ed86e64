using System.Net;
using HelpDesk.Bots.Hosting;
using HelpDesk.Bots.Tests.Support;
using Xunit;

namespace HelpDesk.Bots.Tests.Authentication;

/// <summary>The Emulator's tokens: Entra's, for the bot by the bot, good for the channel <c>emulator</c>, in Development only.</summary>
public sealed class EmulatorTokenTests(ForgedTokenTests.Hosts hosts) : IClassFixture<ForgedTokenTests.Hosts>
{
    private const string BotFramework = "d6d49420-f39b-4df7-a1dc-d59a935871db";
    private const string Microsoft = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";
    private const string UsGovernment = "cab8a31a-1906-4287-a0d8-4eef66b95f6e";
    private const string Stranger = "11111111-2222-4333-8444-555555555555";

    private static readonly ChannelSigner OtherKey = new("entra-1");
    private static readonly ChannelSigner UnknownKey = new("entra-9");

    private static readonly Dictionary<string, (int Status, string Reason, Func<BotHost, string> Token)> Forgeries = new()
    {
        ["another tenant, v1"] = (401, "Issuer", h => V1(h, Stranger)),
        ["another tenant, v2"] = (401, "Issuer", h => V2(h, Stranger)),
        ["a tenant of another cloud"] = (401, "Issuer", h => V1(h, UsGovernment)),
        ["the login host of another cloud"] = (401, "Issuer", h => V2(h, BotFramework, t => t.Issuer = $"https://login.microsoftonline.us/{BotFramework}/v2.0")),
        ["an issuer without its slash"] = (401, "Issuer", h => V1(h, BotFramework, t => t.Issuer = t.Issuer!.TrimEnd('/'))),
        ["another app, v1"] = (401, "AppId", h => V1(h, BotFramework, t => t.Claims["appid"] = Stranger)),
        ["another app, v2"] = (401, "AppId", h => V2(h, BotFramework, t => t.Claims["azp"] = Stranger)),
        ["no app"] = (401, "AppId", h => V2(h, BotFramework, t => t.Claims.Remove("azp"))),
        ["the app in the other version's claim"] = (401, "AppId", h => V2(h, BotFramework, t => (t.Claims["appid"], t.Claims["azp"]) = (BotHost.AppId, ""))),
        ["the app as a list"] = (401, "TokenMalformed", h => V2(h, BotFramework, t => t.Claims["azp"] = new[] { BotHost.AppId, Stranger })),
        ["v1 claims of a v2 issuer"] = (401, "TokenVersion", h => V1(h, BotFramework, t => t.Issuer = $"https://login.microsoftonline.com/{BotFramework}/v2.0")),
        ["v2 claims of a v1 issuer"] = (401, "TokenVersion", h => V2(h, BotFramework, t => t.Issuer = $"https://sts.windows.net/{BotFramework}/")),
        ["no version"] = (401, "TokenVersion", h => V1(h, BotFramework, t => t.Claims.Remove("ver"))),
        ["another audience"] = (401, "Audience", h => V2(h, BotFramework, t => t.Audience = "https://api.botframework.com")),
        ["the audience as a URI"] = (401, "Audience", h => V2(h, BotFramework, t => t.Audience = $"api://{BotHost.AppId}")),
        ["expired"] = (401, "Expired", h => V2(h, BotFramework, t => (t.NotBefore, t.Expires) = (Now(h).AddHours(-2), Now(h).AddMinutes(-6)))),
        ["not yet valid"] = (401, "NotYetValid", h => V2(h, BotFramework, t => t.NotBefore = Now(h).AddMinutes(6))),
        ["without an end"] = (401, "Expired", h => V2(h, BotFramework, t => (t.NotBefore, t.Expires) = (null, null))),
        ["another key under the same id"] = (401, "Signature", h => OtherKey.Token(h.Clock.GetUtcNow(), t => Say(t, BotFramework, V2Issuer(BotFramework), "2.0", "azp"))),
        ["an unknown key"] = (401, "UnknownKey", h => UnknownKey.Token(h.Clock.GetUtcNow(), t => Say(t, BotFramework, V2Issuer(BotFramework), "2.0", "azp"))),
        ["the channel's key"] = (401, "UnknownKey", h => h.Token(t => Say(t, BotFramework, V2Issuer(BotFramework), "2.0", "azp"))),
        ["Entra's key for the channel's issuer"] = (401, "UnknownKey", h => FakeChannel.Entra.Token(h.Clock.GetUtcNow())),
        ["unsigned"] = (401, "Algorithm", h => V2(h, BotFramework, t => t.Credentials = null)),
    };

    public static TheoryData<string> Table => [.. Forgeries.Keys];

    public static TheoryData<string, string> Good => new()
    {
        { "1.0", BotFramework }, { "2.0", BotFramework }, { "1.0", Microsoft }, { "2.0", Microsoft }, { "1.0", BotHost.TenantId }, { "2.0", BotHost.TenantId },
    };

    [Theory, MemberData(nameof(Good))]
    public async Task The_emulator_is_let_in_in_Development(string version, string tenant)
    {
        var host = hosts["Development"];
        var turns = hosts.Turns;

        using var response = await PostAsync(host, version == "1.0" ? V1(host, tenant) : V2(host, tenant));

        Assert.Equal((HttpStatusCode.OK, turns + 1), (response.StatusCode, hosts.Turns));
    }

    [Theory, MemberData(nameof(Good))]
    public async Task No_such_token_is_taken_in_Production(string version, string tenant)
    {
        var host = hosts["Production"];

        await RefusedAsync(host, 401, "Issuer", version == "1.0" ? V1(host, tenant) : V2(host, tenant));

        Assert.Equal(0, host.Channel.EntraKeyReads);
    }

    [Theory, MemberData(nameof(Table))]
    public Task A_forged_one_is_refused_in_Development(string forgery)
    {
        var (status, reason, token) = Forgeries[forgery];
        return RefusedAsync(hosts["Development"], status, reason, token(hosts["Development"]));
    }

    [Theory, MemberData(nameof(Table))]
    public async Task A_forged_one_is_refused_in_Production(string forgery)
    {
        var host = hosts["Production"];
        var turns = hosts.Turns;

        using var response = await PostAsync(host, Forgeries[forgery].Token(host));

        Assert.Equal((HttpStatusCode.Unauthorized, turns), (response.StatusCode, hosts.Turns));
        Assert.Equal(0, host.Channel.EntraKeyReads);
    }

    [Theory]
    [InlineData("""{"channelId":"msteams"}""", "ChannelNotEndorsed")]
    [InlineData("""{"channelId":"Emulator"}""", "ChannelNotEndorsed")]
    [InlineData("""{"channelId":"webchat","serviceUrl":"https://connector.test/"}""", "ChannelNotEndorsed")]
    [InlineData("""{"serviceUrl":"https://evil.example/"}""", "ServiceUrlNotAllowed")]
    [InlineData("""{"serviceUrl":"http://192.168.0.7:56200"}""", "ServiceUrlNotAllowed")]
    public Task It_is_good_for_the_emulator_alone(string overlay, string reason) =>
        RefusedAsync(hosts["Development"], 403, reason, V2(hosts["Development"], BotFramework), overlay);

    [Fact]
    public async Task The_keys_are_those_of_the_login_host_and_are_read_once()
    {
        await using var host = await BotHost.StartAsync((_, _) => Task.CompletedTask);

        for (var i = 0; i < 3; i++)
        {
            using var response = await PostAsync(host, V2(host, BotFramework));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(
            [$"GET https://login.test/{BotHost.TenantId}/v2.0/.well-known/openid-configuration", "GET https://login.test/discovery/v2.0/keys"],
            host.Channel.Calls.Select(c => c.Line));
    }

    [Fact]
    public async Task The_answer_goes_to_the_emulator_without_the_bots_token()
    {
        await using var host = await BotHost.StartAsync((turn, ct) => turn.SendActivityAsync("hello", cancellationToken: ct));

        using var response = await PostAsync(host, V1(host, BotHost.TenantId));

        var call = Assert.Single(host.Channel.ConnectorCalls);
        Assert.Equal(("localhost", null), (call.Url.Host, call.Authorization));
    }

    [Theory]
    [InlineData("https://sts.windows.net/cab8a31a-1906-4287-a0d8-4eef66b95f6e/", HttpStatusCode.OK)]
    [InlineData("https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0", HttpStatusCode.OK)]
    [InlineData("https://login.microsoftonline.us/5f3b1c9e-7f0a-4d8e-9c51-2a6b7c8d9e10/v2.0", HttpStatusCode.OK)]
    [InlineData("https://login.microsoftonline.com/5f3b1c9e-7f0a-4d8e-9c51-2a6b7c8d9e10/v2.0", HttpStatusCode.Unauthorized)]
    [InlineData("https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", HttpStatusCode.Unauthorized)]
    public async Task The_cloud_decides_who_issues_them(string issuer, HttpStatusCode status)
    {
        await using var host = await BotHost.StartAsync((_, _) => Task.CompletedTask, configure: o => o.Cloud = BotCloud.UsGovernment);
        var (version, claim) = issuer.EndsWith("/v2.0", StringComparison.Ordinal) ? ("2.0", "azp") : ("1.0", "appid");

        using var response = await PostAsync(host, FakeChannel.Entra.Token(host.Clock.GetUtcNow(), t => Say(t, UsGovernment, issuer, version, claim)));

        Assert.Equal(status, response.StatusCode);
    }

    private static DateTime Now(BotHost host) => host.Clock.GetUtcNow().UtcDateTime;

    private static string V2Issuer(string tenant) => $"https://login.microsoftonline.com/{tenant}/v2.0";

    private static string V1(BotHost host, string tenant, Action<ForgedToken>? forge = null) => FakeChannel.Entra.Token(host.Clock.GetUtcNow(), t =>
    {
        Say(t, tenant, $"https://sts.windows.net/{tenant}/", "1.0", "appid");
        forge?.Invoke(t);
    });

    private static string V2(BotHost host, string tenant, Action<ForgedToken>? forge = null) => FakeChannel.Entra.Token(host.Clock.GetUtcNow(), t =>
    {
        Say(t, tenant, V2Issuer(tenant), "2.0", "azp");
        forge?.Invoke(t);
    });

    private static void Say(ForgedToken token, string tenant, string issuer, string version, string appClaim)
    {
        token.Issuer = issuer;
        token.ServiceUrl = null;
        token.Claims["tid"] = tenant;
        token.Claims["ver"] = version;
        token.Claims[appClaim] = BotHost.AppId;
    }

    // From another machine, which has to bring a token.
    private static Task<HttpResponseMessage> PostAsync(BotHost host, string token, string? overlay = null) => host.PostAsync(
        Wire.Message("hello", overlay is null ? Emulator : Merge(overlay)), token, r => r.Headers.Host = "bot.example.com");

    private const string Emulator = """{"channelId":"emulator","serviceUrl":"http://localhost:56200"}""";

    private static string Merge(string overlay)
    {
        var merged = System.Text.Json.Nodes.JsonNode.Parse(Emulator)!.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(overlay)!.AsObject())
        {
            merged[name] = value?.DeepClone();
        }

        return merged.ToJsonString();
    }

    private async Task RefusedAsync(BotHost host, int status, string reason, string token, string? overlay = null)
    {
        var (refusals, turns) = (host.Refusals.Length, hosts.Turns);

        using var response = await PostAsync(host, token, overlay);

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(turns, hosts.Turns);
        Assert.Contains($": {reason} (", Assert.Single(host.Refusals[refusals..]), StringComparison.Ordinal);
    }
}
