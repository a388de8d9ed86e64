using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HelpDesk.Bots.Tests.Support;

/// <summary>A PEM file with a certificate and its key, for as long as a test lasts.</summary>
internal sealed class CertificateFile : IDisposable
{
    public CertificateFile()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=bot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(80));
        File.WriteAllText(Path, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}");
        Text = Convert.ToBase64String(certificate.RawData);
    }

    public string Path { get; } = System.IO.Path.GetTempFileName();

    /// <summary>The certificate as a token's <c>x5c</c> has it.</summary>
    public string Text { get; }

    public void Dispose() => File.Delete(Path);
}
