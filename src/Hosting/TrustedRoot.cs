using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace HelpDesk.Hosting;

/// <summary>Makes every client of <see cref="IHttpClientFactory"/> trust one root, the sandbox's, and no other.</summary>
internal static class TrustedRoot
{
    public static IHttpClientBuilder TrustOnly(this IHttpClientBuilder builder, string pemPath) =>
        builder.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Policy(pemPath) },
        });

    private static X509ChainPolicy Policy(string pemPath)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(pemPath);
        return policy;
    }
}
