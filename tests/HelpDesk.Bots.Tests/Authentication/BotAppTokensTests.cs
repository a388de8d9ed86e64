using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Web;
using HelpDesk.Bots.Authentication;
using HelpDesk.Bots.Connector;
using HelpDesk.Bots.Hosting;
using HelpDesk.Bots.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace HelpDesk.Bots.Tests.Authentication;

public sealed class BotAppTokensTests
{
    private const string Scope = "api://the-service/.default";
    private const string MachineAddress = "169.254.169.254";
    private const string IdentitysToken = "the-identitys-token";

    [Fact]
    public async Task A_token_for_another_service_comes_by_the_bots_own_credential_from_its_login_host()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "the-workloads-token\n");
            await using var host = await BotHost.StartAsync(
                (_, _) => Task.CompletedTask,
                configure: o => (o.Credential.Kind, o.Credential.TokenFile) = (BotCredentialKind.FederatedCredential, file));

            Assert.Equal(FakeChannel.BotToken, await host.Services.GetRequiredService<BotAppTokens>().GetAsync(Scope, CancellationToken.None));

            var call = Assert.Single(host.Channel.Calls);
            Assert.Equal("login.test", call.Url.Host);
            var form = HttpUtility.ParseQueryString(call.Body);
            Assert.Equal("the-workloads-token", form["client_assertion"]);
            Assert.Contains(Scope, form["scope"], StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_certificate_is_read_by_what_it_is_and_signs_the_request_for_a_token()
    {
        using var file = new CertificateFile();
        await using var host = await BotHost.StartAsync(
            (_, _) => Task.CompletedTask,
            configure: o => (o.Credential.Kind, o.Credential.CertificatePath) = (BotCredentialKind.Certificate, file.Path));

        Assert.Equal(FakeChannel.BotToken, await host.Services.GetRequiredService<BotAppTokens>().GetAsync(Scope, CancellationToken.None));

        var call = Assert.Single(host.Channel.Calls);
        var assertion = new JsonWebToken(HttpUtility.ParseQueryString(call.Body)["client_assertion"]);
        Assert.Equal((BotHost.AppId, BotHost.AppId, call.Url.AbsoluteUri), (assertion.Issuer, assertion.Subject, Assert.Single(assertion.Audiences)));
        // The whole certificate, so that the registration may trust its issuer instead of its thumbprint.
        Assert.Equal(file.Text, assertion.GetHeaderValue<string[]>("x5c")[0]);
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(file.Text));
        var checkedToken = await new JsonWebTokenHandler().ValidateTokenAsync(assertion, new TokenValidationParameters
        {
            IssuerSigningKey = new X509SecurityKey(certificate),
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        Assert.True(checkedToken.IsValid);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_managed_identity_is_asked_for_on_the_machine_itself(bool named)
    {
        var identity = Guid.NewGuid().ToString();
        await using var host = await BotHost.StartAsync(new ActivityHandler(), "Production", o =>
        {
            (o.AppId, o.Credential.ManagedIdentityClientId) = named ? (BotHost.AppId, identity) : (identity, null);
        });
        host.Channel.Elsewhere = Machine;

        await host.Services.GetRequiredService<ConnectorClient>().DeleteActivityAsync(FakeChannel.ServiceUrl, "C", "A");

        var asked = Assert.Single(host.Channel.Calls, c => c.Url.Host == MachineAddress);
        Assert.Equal(("GET", "/metadata/identity/oauth2/token"), (asked.Method, asked.Url.AbsolutePath));
        var query = HttpUtility.ParseQueryString(asked.Url.Query);
        Assert.Equal(("https://api.botframework.com", identity), (query["resource"], query["client_id"]));
        Assert.Equal($"Bearer {IdentitysToken}", Assert.Single(host.Channel.ConnectorCalls).Authorization);
    }

    [Fact]
    public async Task A_managed_identitys_token_is_exchanged_where_the_registration_trusts_it()
    {
        var identity = Guid.NewGuid().ToString();
        await using var host = await BotHost.StartAsync(
            (_, _) => Task.CompletedTask,
            configure: o => (o.Credential.Kind, o.Credential.ManagedIdentityClientId) = (BotCredentialKind.FederatedCredential, identity));
        host.Channel.Elsewhere = Machine;

        Assert.Equal(FakeChannel.BotToken, await host.Services.GetRequiredService<BotAppTokens>().GetAsync(Scope, CancellationToken.None));

        var query = HttpUtility.ParseQueryString(Assert.Single(host.Channel.Calls, c => c.Url.Host == MachineAddress).Url.Query);
        Assert.Equal(("api://AzureADTokenExchange", identity), (query["resource"], query["client_id"]));
        var form = HttpUtility.ParseQueryString(Assert.Single(host.Channel.Calls, c => c.Url.Host == "login.test").Body);
        Assert.Equal(
            (IdentitysToken, "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", BotHost.AppId),
            (form["client_assertion"], form["client_assertion_type"], form["client_id"]));
    }

    [Fact]
    public async Task The_login_host_is_that_of_the_cloud()
    {
        await using var host = await BotHost.StartAsync(
            (_, _) => Task.CompletedTask,
            configure: o => (o.Cloud, o.LoginInstance) = (BotCloud.UsGovernment, null));

        // The fake channel answers for the configured login host only.
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => host.Services.GetRequiredService<BotAppTokens>().GetAsync(Scope, CancellationToken.None));

        Assert.Contains("login.microsoftonline.us", refused.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The machine's own address for identities, as Azure documents it.</summary>
    private static HttpResponseMessage? Machine(Call call) => call.Url.Host == MachineAddress
        ? FakeChannel.Json(HttpStatusCode.OK, $$"""{"access_token":"{{IdentitysToken}}","expires_on":"4102444800","resource":"x","token_type":"Bearer"}""")
        : null;
}
