using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Web;
using HelpDesk.Bots.Authentication;
using HelpDesk.Bots.Hosting;
using HelpDesk.Bots.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HelpDesk.Bots.Tests.Authentication;

public sealed class BotAppTokensTests
{
    private const string Scope = "api://the-service/.default";

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
    public async Task A_certificate_is_read_by_what_it_is_and_not_by_its_files_name()
    {
        var file = Path.GetTempFileName();
        try
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=bot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(80));
            await File.WriteAllTextAsync(file, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}");
            await using var host = await BotHost.StartAsync(
                (_, _) => Task.CompletedTask,
                configure: o => (o.Credential.Kind, o.Credential.CertificatePath) = (BotCredentialKind.Certificate, file));

            Assert.Equal(FakeChannel.BotToken, await host.Services.GetRequiredService<BotAppTokens>().GetAsync(Scope, CancellationToken.None));
        }
        finally
        {
            File.Delete(file);
        }
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
}
