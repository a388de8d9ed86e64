using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HelpDesk.Sandbox.Hosting;

/// <summary>The sandbox's own certificate authority and its server certificate for localhost. Nothing is installed anywhere.</summary>
public sealed class SandboxCertificates : IDisposable
{
    private const string RootFile = "root.pem";
    private const string ServerFile = "server.pem";

    private SandboxCertificates(X509Certificate2 root, X509Certificate2 server)
    {
        Root = root;
        Server = server;
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Server { get; }

    /// <summary>Takes the certificates of the last start, or makes new ones when they are missing, unusable or about to expire.</summary>
    public static SandboxCertificates LoadOrCreate(SandboxFolder folder, DateTimeOffset now) => TryLoad(folder, now) ?? Create(folder, now);

    /// <summary>For clients of the sandbox's own endpoints: they trust its root and no other.</summary>
    public SocketsHttpHandler NewHandler()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(Root);
        return new SocketsHttpHandler { UseCookies = false, SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } };
    }

    public void Dispose()
    {
        Root.Dispose();
        Server.Dispose();
    }

    private static SandboxCertificates? TryLoad(SandboxFolder folder, DateTimeOffset now)
    {
        if (!File.Exists(folder.File(RootFile)) || !File.Exists(folder.File(ServerFile)))
        {
            return null;
        }

        try
        {
            var root = X509Certificate2.CreateFromPem(File.ReadAllText(folder.File(RootFile)));
            var serverPem = File.ReadAllText(folder.File(ServerFile));
            var server = ForKestrel(X509Certificate2.CreateFromPem(serverPem, serverPem));
            return server.NotAfter.ToUniversalTime() > now.UtcDateTime.AddDays(30) && server.Issuer == root.Subject
                ? new SandboxCertificates(root, server)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static SandboxCertificates Create(SandboxFolder folder, DateTimeOffset now)
    {
        using var rootKey = RSA.Create(2048);
        var rootRequest = new CertificateRequest("CN=HelpDesk sandbox root", rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        rootRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        rootRequest.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(rootRequest.PublicKey, false));
        using var rootWithKey = rootRequest.CreateSelfSigned(now.AddDays(-1), now.AddYears(5));

        using var serverKey = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", serverKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var signed = request.Create(rootWithKey, now.AddDays(-1), now.AddYears(2), RandomNumberGenerator.GetBytes(16));
        using var server = signed.CopyWithPrivateKey(serverKey);

        folder.Write(ServerFile, $"{server.ExportCertificatePem()}\n{serverKey.ExportPkcs8PrivateKeyPem()}\n");
        folder.Write(RootFile, rootWithKey.ExportCertificatePem() + "\n");

        // The root's private key is forgotten: nobody can make another certificate that the clients trust.
        return new SandboxCertificates(X509CertificateLoader.LoadCertificate(rootWithKey.RawData), ForKestrel(server));
    }

    /// <summary>On Windows a server needs a key that is not ephemeral; a round trip through PKCS#12 gives one.</summary>
    private static X509Certificate2 ForKestrel(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
}
