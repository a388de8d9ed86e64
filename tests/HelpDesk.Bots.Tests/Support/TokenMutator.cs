using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace HelpDesk.Bots.Tests.Support;

/// <summary>Spoils tokens: their characters, their parts, what they say and who signs it.</summary>
internal sealed class TokenMutator
{
    private static readonly RSA Stranger = RSA.Create(2048);
    private static readonly string StrangersModulus = Base64UrlEncoder.Encode(Stranger.ExportParameters(includePrivateParameters: false).Modulus);

    private static readonly string[] Headers =
    [
        """{"alg":"RS256","kid":"KID","typ":"JWT","jku":"https://evil.example/keys"}""",
        """{"alg":"RS256","kid":"KID","x5u":"https://evil.example/x.pem","x5c":["AAAA"],"x5t":"KID"}""",
        $$$"""{"alg":"RS256","kid":"KID","jwk":{"kty":"RSA","kid":"KID","e":"AQAB","n":"{{{StrangersModulus}}}"}}""",
        """{"alg":"RS256","kid":"KID","crit":["b64"],"b64":false}""",
        """{"alg":"none","kid":"KID"}""", """{"alg":"NONE","kid":"KID"}""", """{"alg":"HS256","kid":"KID"}""", """{"alg":"RS384","kid":"KID"}""",
        """{"alg":"PS256","kid":"KID"}""", """{"alg":"rs256","kid":"KID"}""", """{"alg":null,"kid":"KID"}""", """{"alg":["RS256"],"kid":["KID"]}""",
        """{"alg":"none","alg":"RS256","kid":"x","kid":"KID"}""", """{"alg":"RS256","alg":"none","kid":"KID","kid":"x"}""",
        """{"alg":"RS256","kid":"../../KID"}""", """{"alg":"RS256","kid":"KID\u0000"}""", """{"alg":"RS256","kid":"\ud83d\ude80\u202e"}""", """{"alg":"RS256","kid":"\ud800"}""",
        """{"alg":"RS256","kid":7}""", """{"alg":"RS256"}""", """{"alg":"dir","enc":"A128CBC-HS256","kid":"KID"}""", """{"alg":"RS256","kid":"KID","zip":"DEF","cty":"JWT"}""",
        "{}", "[]", "null", "\"RS256\"", "{\"alg\":\"RS256\",\"kid\":\"KID\"", "", "\0", $$"""{"alg":"RS256","kid":"{{new string('k', 9000)}}"}""",
        $$"""{"alg":"RS256","kid":"KID","x":{{new string('[', 500)}}{{new string(']', 500)}}}""",
        $$"""{"alg":"RS256","kid":"KID","x":{{string.Concat(Enumerable.Repeat("{\"x\":", 400))}}1{{new string('}', 400)}}}""",
    ];

    /// <summary>Put at the beginning of what a token says: the first of two claims of one name; and at its end: the second.</summary>
    private static readonly string[] Claims =
    [
        "\"iss\":\"https://evil.example\"", "\"iss\":\"https://api.botframework.com\"", "\"iss\":null", "\"iss\":[\"https://api.botframework.com\"]",
        "\"aud\":\"x\"", $"\"aud\":\"{BotHost.AppId}\"", $"\"aud\":[\"x\",\"{BotHost.AppId}\"]", "\"aud\":{}", "\"aud\":[null]", "\"exp\":1e300", "\"exp\":-1", "\"exp\":\"never\"",
        "\"exp\":99999999999999", "\"exp\":253402300800", "\"nbf\":0", "\"nbf\":99999999999", "\"nbf\":{}", "\"serviceurl\":\"https://evil.example/\"", "\"serviceurl\":null",
        "\"serviceurl\":[\"https://connector.test/emea/\"]", "\"serviceurl\":7", "\"ver\":2.0", "\"ver\":null", "\"azp\":{}", "\"appid\":[]", "\"\":\"\"", "\"\\u0000\":1", "\"\\ud800\":1",
        "\"x\":\"\\u202e\\ud83d\\ude80\"", "\"kid\":\"key-1\"", "\"x\":1e999",
    ];

    private readonly Random _random;
    private readonly string[] _good;
    private readonly string[] _strangers;

    /// <param name="random">Decides.</param>
    /// <param name="good">Tokens that are let in.</param>
    /// <param name="strangers">The same with other claims, signed by somebody else: <see cref="Forge"/>.</param>
    public TokenMutator(Random random, string[] good, string[] strangers) => (_random, _good, _strangers) = (random, good, strangers);

    /// <summary>Tokens by a key of nobody's under a known id, with headers and claims of every odd kind. Signing is slow: once for a run.</summary>
    public static string[] Forge(string[] good) =>
    [
        .. from token in good
           let parts = token.Split('.')
           let payload = Base64UrlEncoder.Decode(parts[1])
           let header = Base64UrlEncoder.Decode(parts[0])
           from forged in Headers.Select(h => (Header: h.Replace("KID", KeyId(header), StringComparison.Ordinal), Payload: payload))
               .Concat(Payloads(payload).Select(p => (Header: header, Payload: p)))
           select Sign(Stranger, forged.Header, forged.Payload),
    ];

    /// <summary>What a token says, with one more claim, at the beginning or at the end.</summary>
    public static IEnumerable<string> Payloads(string payload) =>
        Claims.SelectMany(c => new[] { $"{{{c},{payload[1..]}", $"{payload[..^1]},{c}}}" }).Append("[]").Append("null").Append("").Append($"{payload}{{}}");

    public static string Sign(RSA key, string header, string payload)
    {
        var text = $"{Base64UrlEncoder.Encode(header)}.{Base64UrlEncoder.Encode(payload)}";
        return $"{text}.{Base64UrlEncoder.Encode(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>Whether the two are the same but for how the signature's bytes are written.</summary>
    public static bool MeanTheSame(string token, string other)
    {
        var (parts, others) = (token.Trim().Split('.'), other.Split('.'));
        return parts.Length == 3 && parts[0] == others[0] && parts[1] == others[1] && Bytes(parts[2]).AsSpan().SequenceEqual(Bytes(others[2]));
    }

    public string Next()
    {
        var token = Any(_good);
        return _random.Next(8) switch
        {
            0 or 1 => Flip(token),
            2 => Swap(token, Any(_good), Any(_strangers)),
            3 => Cut(token),
            4 => Say(token),
            5 => Head(token),
            6 => Any(_strangers),
            _ => Flip(Any(_strangers)),
        };
    }

    private static byte[] Bytes(string text)
    {
        try
        {
            return Base64UrlEncoder.DecodeBytes(text);
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private static string KeyId(string header) => System.Text.Json.JsonDocument.Parse(header).RootElement.GetProperty("kid").GetString()!;

    private T Any<T>(T[] list) => list[_random.Next(list.Length)];

    private string Flip(string token)
    {
        const string Characters = "ABCXYZabcxyz0189-_+/=. \t%\u00e4\u20ac";
        var text = new StringBuilder(token);
        for (var n = _random.Next(1, 4); n > 0; n--)
        {
            text[_random.Next(text.Length)] = Characters[_random.Next(Characters.Length)];
        }

        return text.ToString();
    }

    private string Swap(params string[] tokens)
    {
        var parts = tokens.Select(t => t.Split('.')).ToArray();
        var count = _random.Next(10) == 0 ? _random.Next(1, 7) : 3;
        return string.Join('.', Enumerable.Range(0, count).Select(i => Any(parts)[_random.Next(10) == 0 ? _random.Next(3) : i % 3]));
    }

    private string Cut(string token)
    {
        var at = _random.Next(token.Length);
        return _random.Next(3) switch
        {
            0 => token[..at],
            1 => token.Remove(at, Math.Min(_random.Next(1, 9), token.Length - at)),
            _ => token.Insert(at, token[..Math.Min(_random.Next(1, 400), token.Length)]),
        };
    }

    private string Say(string token)
    {
        var parts = token.Split('.');
        var payload = Any(Payloads(Base64UrlEncoder.Decode(parts[1])).ToArray());
        return $"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}";
    }

    private string Head(string token)
    {
        var parts = token.Split('.');
        var header = Any(Headers).Replace("KID", KeyId(Base64UrlEncoder.Decode(parts[0])), StringComparison.Ordinal);
        return $"{Base64UrlEncoder.Encode(header)}.{parts[1]}.{(_random.Next(3) == 0 ? "" : parts[2])}";
    }
}
