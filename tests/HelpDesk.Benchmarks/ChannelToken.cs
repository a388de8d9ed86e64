using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HelpDesk.Benchmarks;

/// <summary>
/// The channel's token and key for the subjects that check one. The measuring process makes the key and signs; the subjects get the public
/// half through their environment, as they would get it from the channel.
/// </summary>
internal static class ChannelToken
{
    public const string AppId = "00000000-0000-0000-0000-000000000001";
    private const string Variable = "HELPDESK_BENCHMARK_KEYS";
    private const string KeyId = "benchmark";

    /// <summary>The key set that the subject trusts.</summary>
    public static string KeySet => Environment.GetEnvironmentVariable(Variable)
        ?? throw new InvalidOperationException($"{Variable} has no key set: this subject is measured with 'turns'.");

    /// <summary>Makes a key known to the processes that are started from here, and a token of the usual life of an hour.</summary>
    public static string Issue(string serviceUrl, TimeProvider clock)
    {
        using var key = RSA.Create(2048);
        var publicKey = key.ExportParameters(includePrivateParameters: false);
        Environment.SetEnvironmentVariable(
            Variable,
            $$"""{"keys":[{"kty":"RSA","use":"sig","kid":"{{KeyId}}","n":"{{Encode(publicKey.Modulus!)}}","e":"{{Encode(publicKey.Exponent!)}}","endorsements":["msteams"]}]}""");
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var head = Encode(Encoding.UTF8.GetBytes($$"""{"alg":"RS256","kid":"{{KeyId}}","typ":"JWT"}"""));
        var payload = Encode(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"iss":"https://api.botframework.com","aud":"{{AppId}}","nbf":{{now}},"exp":{{now + 3600}},"serviceurl":"{{serviceUrl}}"}""")));
        var signed = $"{head}.{payload}";
        return $"{signed}.{Encode(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public static byte[] Decode(ReadOnlySpan<char> text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
