using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HelpDesk.Bots.Tests.Support;

/// <summary>A signing key of the channel, with the channels that it is endorsed for.</summary>
internal sealed class ChannelSigner(string keyId, params string[] endorsements)
{
    private readonly RSA _rsa = RSA.Create(2048);

    public string KeySet => $$"""{"keys":[{{Key}}]}""";

    public string Key
    {
        get
        {
            var parameters = _rsa.ExportParameters(includePrivateParameters: false);
            return JsonSerializer.Serialize(new
            {
                kty = "RSA",
                use = "sig",
                kid = keyId,
                n = Base64UrlEncoder.Encode(parameters.Modulus),
                e = Base64UrlEncoder.Encode(parameters.Exponent),
                endorsements,
            });
        }
    }

    public byte[] PublicKeyPem => System.Text.Encoding.ASCII.GetBytes(_rsa.ExportSubjectPublicKeyInfoPem());

    /// <summary>Signs whatever is to be said.</summary>
    public string Sign(string payload) => TokenMutator.Sign(_rsa, $$"""{"alg":"RS256","typ":"JWT","kid":"{{keyId}}"}""", payload);

    public string Token(DateTimeOffset now, Action<ForgedToken>? forge = null)
    {
        var token = new ForgedToken
        {
            NotBefore = now.AddMinutes(-1).UtcDateTime,
            Expires = now.AddHours(1).UtcDateTime,
            Credentials = new SigningCredentials(new RsaSecurityKey(_rsa) { KeyId = keyId }, SecurityAlgorithms.RsaSha256),
        };
        forge?.Invoke(token);
        return token.Write();
    }
}

/// <summary>What a channel's token says; a test changes one thing.</summary>
internal sealed class ForgedToken
{
    public string? Issuer { get; set; } = "https://api.botframework.com";

    public string? Audience { get; set; } = BotHost.AppId;

    public DateTime? NotBefore { get; set; }

    public DateTime? Expires { get; set; }

    public string? ServiceUrl { get; set; } = FakeChannel.ServiceUrl;

    /// <summary>What else the token says.</summary>
    public Dictionary<string, object> Claims { get; init; } = [];

    public SigningCredentials? Credentials { get; set; }

    public string Write()
    {
        var claims = new Dictionary<string, object>(Claims);
        if (ServiceUrl is not null)
        {
            claims["serviceurl"] = ServiceUrl;
        }

        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            NotBefore = NotBefore,
            Expires = Expires,
            Claims = claims,
            SigningCredentials = Credentials,
        };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }
}
