using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HelpDesk.Benchmarks.Floor;

/// <summary>One RS256 signature of a token, and nothing else of it.</summary>
internal sealed class SignatureCheck
{
    private readonly RSA _key = RSA.Create(Parameters());

    public void Verify(string authorization)
    {
        var token = authorization.AsSpan("Bearer ".Length);
        var end = token.LastIndexOf('.');
        Span<byte> signed = stackalloc byte[end];
        Encoding.ASCII.GetBytes(token[..end], signed);
        if (!_key.VerifyData(signed, ChannelToken.Decode(token[(end + 1)..]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
        {
            throw new CryptographicException("The token is not the channel's.");
        }
    }

    private static RSAParameters Parameters()
    {
        var key = JsonDocument.Parse(ChannelToken.KeySet).RootElement.GetProperty("keys")[0];
        return new RSAParameters
        {
            Modulus = ChannelToken.Decode(key.GetProperty("n").GetString()),
            Exponent = ChannelToken.Decode(key.GetProperty("e").GetString()),
        };
    }
}
