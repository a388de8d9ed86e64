using System.Net;
using System.Web;
using HelpDesk.Bots.Authentication;
using HelpDesk.Bots.Hosting;
using HelpDesk.Bots.Tests.Support;
using Xunit;

namespace HelpDesk.Bots.Tests.Hosting;

/// <summary>One setting decides the cloud. All of it is in Production, where nothing can be overridden, and as the documentation has it.</summary>
public sealed class CloudTests
{
    public static TheoryData<BotCloud, string, string, string, string, string> Clouds => new()
    {
        {
            BotCloud.Public, "https://api.botframework.com", "https://login.botframework.com/v1/.well-known/openidconfiguration",
            "login.microsoftonline.com", "token.botframework.com", "https://smba.trafficmanager.net/teams/"
        },
        {
            BotCloud.UsGovernment, "https://api.botframework.us", "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
            "login.microsoftonline.us", "api.botframework.azure.us", "https://smba.infra.gov.teams.microsoft.us/teams"
        },
        {
            BotCloud.China, "https://api.botframework.azure.cn", "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
            "login.partner.microsoftonline.cn", "token.botframework.azure.cn", "https://connector.test/"
        },
    };

    [Theory, MemberData(nameof(Clouds))]
    public async Task The_cloud_decides_issuer_keys_login_host_scope_token_service_and_service_hosts(
        BotCloud cloud, string issuer, string openId, string login, string tokenService, string serviceUrl)
    {
        using var certificate = new CertificateFile();
        await using var host = await StartAsync(cloud, certificate);

        using var response = await PostAsync(host, issuer, serviceUrl);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($"GET {openId}", host.Channel.Calls.First().Line);
        var token = Assert.Single(host.Channel.Calls, c => c.Url.AbsolutePath == $"/{BotHost.TenantId}/oauth2/v2.0/token");
        Assert.Equal((login, "client_credentials"), (token.Url.Host, HttpUtility.ParseQueryString(token.Body)["grant_type"]));
        Assert.StartsWith($"{issuer}/.default", HttpUtility.ParseQueryString(token.Body)["scope"], StringComparison.Ordinal);
        var asked = Assert.Single(host.Channel.Calls, c => c.Url.AbsolutePath == "/api/usertoken/GetToken");
        Assert.Equal((tokenService, "Bearer the-bots-own-token"), (asked.Url.Host, asked.Authorization));
        var reply = Assert.Single(host.Channel.ConnectorCalls);
        Assert.Equal(("Bearer the-bots-own-token", true), (reply.Authorization, reply.Line.StartsWith($"POST {serviceUrl.TrimEnd('/')}/v3/", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Clouds))]
    public async Task Another_clouds_tokens_and_hosts_are_refused(
        BotCloud cloud, string issuer, string openId, string login, string tokenService, string serviceUrl)
    {
        using var certificate = new CertificateFile();
        await using var host = await StartAsync(cloud, certificate);
        foreach (var other in Clouds.Where(c => (BotCloud)c[0] != cloud))
        {
            using var token = await PostAsync(host, (string)other[1], serviceUrl);
            using var address = await PostAsync(host, issuer, (string)other[5]);

            Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden), (token.StatusCode, address.StatusCode));
        }

        Assert.Equal(2, host.Refusals.Count(r => r.Contains(": Issuer (", StringComparison.Ordinal)));
        Assert.Equal(2, host.Refusals.Count(r => r.Contains(": ServiceUrlNotAllowed (", StringComparison.Ordinal)));
        // Nothing but the keys was asked for.
        Assert.Equal(openId, host.Channel.Calls.First().Url.AbsoluteUri);
        Assert.DoesNotContain(host.Channel.Calls, c => c.Url.Host == login || c.Url.Host == tokenService || c.Url.Host == new Uri(serviceUrl).Host);
    }

    private static Task<HttpResponseMessage> PostAsync(BotHost host, string issuer, string serviceUrl) => host.PostAsync(
        Wire.Message("hello", $$"""{"serviceUrl":"{{serviceUrl}}"}"""), host.Token(t => (t.Issuer, t.ServiceUrl) = (issuer, serviceUrl)));

    private static async Task<BotHost> StartAsync(BotCloud cloud, CertificateFile certificate)
    {
        var host = await BotHost.StartAsync(
            async (turn, ct) =>
            {
                await turn.TurnState.Get<UserTokenClient>()!.GetUserTokenAsync("29:megan", "c", "msteams", null, ct);
                await turn.SendActivityAsync("hello", cancellationToken: ct);
            },
            "Production",
            o =>
            {
                (o.Cloud, o.Credential.Kind, o.Credential.CertificatePath) = (cloud, BotCredentialKind.Certificate, certificate.Path);
                if (cloud != BotCloud.China)
                {
                    // The cloud's own.
                    o.ServiceHosts.Clear();
                }
            });
        host.Channel.Elsewhere = Play;
        return host;
    }

    /// <summary>Microsoft's hosts, whatever their names.</summary>
    private static HttpResponseMessage? Play(Call call) => call.Url.AbsolutePath switch
    {
        "/v1/.well-known/openidconfiguration" => FakeChannel.Json(HttpStatusCode.OK, $$"""{"jwks_uri":"https://{{call.Url.Host}}/v1/.well-known/keys"}"""),
        "/v1/.well-known/keys" => FakeChannel.Json(HttpStatusCode.OK, FakeChannel.Signer.KeySet),
        "/common/discovery/instance" => FakeChannel.Json(HttpStatusCode.OK, $$"""
            {"api-version":"1.1","tenant_discovery_endpoint":"https://{{call.Url.Host}}/common/v2.0/.well-known/openid-configuration",
             "metadata":[{"preferred_network":"{{call.Url.Host}}","preferred_cache":"{{call.Url.Host}}","aliases":["{{call.Url.Host}}"]}]}
            """),
        $"/{BotHost.TenantId}/oauth2/v2.0/token" => FakeChannel.Json(
            HttpStatusCode.OK, $$"""{"token_type":"Bearer","expires_in":3599,"access_token":"{{FakeChannel.BotToken}}"}"""),
        "/api/usertoken/GetToken" => FakeChannel.Empty(HttpStatusCode.NotFound),
        _ => FakeChannel.Json(HttpStatusCode.Created, """{"id":"m-1"}"""),
    };
}
