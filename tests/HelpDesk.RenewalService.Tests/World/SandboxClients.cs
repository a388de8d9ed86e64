using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using HelpDesk.Sandbox.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.RenewalService.Tests.World;

/// <summary>HTTP clients that trust one sandbox and nobody else.</summary>
internal sealed class SandboxClients : IAsyncDisposable
{
    private readonly ServiceProvider _clients;

    private SandboxClients(ServiceProvider clients) => _clients = clients;

    public static SandboxClients Of(SandboxHost sandbox) => new(Build(sandbox));

    public HttpClient New() => _clients.GetRequiredService<IHttpClientFactory>().CreateClient("sandbox");

    public ValueTask DisposeAsync() => _clients.DisposeAsync();

    private static ServiceProvider Build(SandboxHost sandbox)
    {
        var services = new ServiceCollection();
        services.AddHttpClient("sandbox").ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = TrustOnly(sandbox) },
        });
        return services.BuildServiceProvider();
    }

    private static X509ChainPolicy TrustOnly(SandboxHost sandbox)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(sandbox.Folder.TrustedRoot);
        return policy;
    }
}
