using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HelpDesk.Sandbox.Hosting;

/// <summary>
/// Signs what Entra signs and, with another key, what the Bot Framework's channels sign. The keys are kept in the data
/// folder: a host that cached them would otherwise refuse every token for minutes after a restart of the sandbox.
/// </summary>
public sealed class TokenSigner : IDisposable
{
    public const string ChannelIssuer = "https://api.botframework.com";

    private static readonly string[] Endorsements = ["msteams", "webchat", "directline", "emulator"];

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly RSA _entra;
    private readonly RSA _channel;
    private readonly RsaSecurityKey _entraKey;
    private readonly RsaSecurityKey _channelKey;

    public TokenSigner(SandboxFolder folder)
    {
        (_entra, _entraKey) = LoadOrCreate(folder, "entra-key.pem");
        (_channel, _channelKey) = LoadOrCreate(folder, "channel-key.pem");
    }

    /// <summary>The key set of every tenant's <c>discovery/v2.0/keys</c>.</summary>
    public JsonObject EntraKeys() => KeySet(_entraKey, _ => { });

    /// <summary>The key set of the channels, with the channels that the key speaks for.</summary>
    public JsonObject ChannelKeys() =>
        KeySet(_channelKey, key => key["endorsements"] = new JsonArray([.. Endorsements.Select(e => (JsonNode)e)]));

    public string SignEntra(string issuer, string audience, IDictionary<string, object> claims, TimeSpan lifetime) =>
        Sign(_entraKey, issuer, audience, claims, lifetime);

    /// <summary>A token that a channel sends with an activity.</summary>
    public string SignChannel(string botAppId, string serviceUrl) =>
        Sign(_channelKey, ChannelIssuer, botAppId, new Dictionary<string, object> { ["serviceurl"] = serviceUrl }, TimeSpan.FromHours(1));

    /// <summary>Verifies signature, times and issuer of one of our Entra tokens. Any audience: the caller must check it.</summary>
    public async Task<TokenValidationResult> ValidateEntraAsync(string token, Uri instance)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = _entraKey,
            ValidateAudience = false,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            IssuerValidator = (issuer, parsed, _) => parsed is JsonWebToken jwt
                && jwt.TryGetPayloadValue<string>("tid", out var tenant)
                && issuer == Issuer(instance, tenant)
                    ? issuer
                    : throw new SecurityTokenInvalidIssuerException("The issuer is not this sandbox's."),
        });
        return result;
    }

    /// <summary>The issuer of a tenant's tokens.</summary>
    public static string Issuer(Uri instance, string tenantId) => $"{instance}{tenantId}/v2.0";

    public void Dispose()
    {
        _entra.Dispose();
        _channel.Dispose();
    }

    private string Sign(SecurityKey key, string issuer, string audience, IDictionary<string, object> claims, TimeSpan lifetime)
    {
        // Tokens live in real time, whatever the sandbox's clock says: the libraries check them with the machine's clock.
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Claims = claims,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
        });
    }

    private static (RSA Rsa, RsaSecurityKey Key) LoadOrCreate(SandboxFolder folder, string name)
    {
        var rsa = RSA.Create();
        if (!TryImport(rsa, folder.File(name)))
        {
            rsa.Dispose();
            rsa = RSA.Create(2048);
            folder.Write(name, rsa.ExportPkcs8PrivateKeyPem());
        }

        var key = new RsaSecurityKey(rsa);
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return (rsa, key);
    }

    private static bool TryImport(RSA rsa, string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            rsa.ImportFromPem(File.ReadAllText(path));
            return true;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    private static JsonObject KeySet(RsaSecurityKey key, Action<JsonObject> extend)
    {
        var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
        var jwk = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["alg"] = "RS256",
            ["kid"] = key.KeyId,
            ["x5t"] = key.KeyId,
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
            ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
        };
        extend(jwk);
        return new JsonObject { ["keys"] = new JsonArray(jwk) };
    }
}
