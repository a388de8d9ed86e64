using System.Net;
using System.Security.Cryptography;
using System.Text;
using HelpDesk.Bots.Tests.Support;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace HelpDesk.Bots.Tests.Authentication;

/// <summary>Every way in which a token can be wrong is refused, in every environment, without a word to the caller.</summary>
public sealed class ForgedTokenTests(ForgedTokenTests.Hosts hosts) : IClassFixture<ForgedTokenTests.Hosts>
{
    private static readonly ChannelSigner Other = new("key-1", "msteams");
    private static readonly ChannelSigner Unknown = new("key-9", "msteams");

    private static readonly Dictionary<string, (int Status, string Reason, Func<BotHost, string?> Token)> Cases = new()
    {
        ["none"] = (401, "NoToken", _ => null),
        ["empty"] = (401, "NotABearerToken", _ => ""),
        ["not a token"] = (401, "TokenMalformed", _ => "abc"),
        ["three dots"] = (401, "TokenMalformed", _ => "a.b.c"),
        ["too long"] = (401, "TokenMalformed", _ => new string('a', 20_000)),
        ["another key under the same id"] = (401, "Signature", h => Other.Token(h.Clock.GetUtcNow())),
        ["an unknown key"] = (401, "UnknownKey", h => Unknown.Token(h.Clock.GetUtcNow())),
        ["no key id"] = (401, "UnknownKey", h => h.Token(t => t.Credentials = new SigningCredentials(new RsaSecurityKey(RSA.Create(2048)), SecurityAlgorithms.RsaSha256))),
        ["another issuer"] = (401, "Issuer", h => h.Token(t => t.Issuer = "https://api.botframework.us")),
        ["no issuer"] = (401, "Issuer", h => h.Token(t => t.Issuer = null)),
        ["an Entra issuer"] = (401, "Issuer", h => h.Token(t => t.Issuer = "https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0")),
        ["another audience"] = (401, "Audience", h => h.Token(t => t.Audience = "8f2b6a0c-5a0b-4a57-9d31-000000000000")),
        ["the audience as a URI"] = (401, "Audience", h => h.Token(t => t.Audience = $"api://{BotHost.AppId}")),
        ["no audience"] = (401, "Audience", h => h.Token(t => t.Audience = null)),
        ["expired"] = (401, "Expired", h => h.Token(t => (t.NotBefore, t.Expires) = (Now(h).AddHours(-2), Now(h).AddMinutes(-6)))),
        ["without an end"] = (401, "Expired", h => h.Token(t => (t.NotBefore, t.Expires) = (null, null))),
        ["not yet valid"] = (401, "NotYetValid", h => h.Token(t => t.NotBefore = Now(h).AddMinutes(6))),
        ["no serviceurl"] = (401, "ServiceUrlClaimMissing", h => h.Token(t => t.ServiceUrl = null)),
        ["an empty serviceurl"] = (401, "ServiceUrlClaimMissing", h => h.Token(t => t.ServiceUrl = "")),
        ["another serviceurl"] = (403, "ServiceUrlDiffers", h => h.Token(t => t.ServiceUrl = "https://connector.test/amer/")),
        ["unsigned"] = (401, "Algorithm", h => h.Token(t => t.Credentials = null)),
        ["alg none with the signature kept"] = (401, "Algorithm", h => WithHeader(h.Token(), """{"alg":"none","typ":"JWT","kid":"key-1"}""")),
        ["HS256 with the public key"] = (401, "Algorithm", _ => SignedWithPublicKey()),
        ["RS512"] = (401, "Algorithm", h => WithHeader(h.Token(), """{"alg":"RS512","typ":"JWT","kid":"key-1"}""")),
        ["changed payload"] = (401, "Signature", h => Changed(h.Token())),
        ["cut signature"] = (401, "Signature", h => h.Token()[..^20]),
    };

    public static TheoryData<string> Table => [.. Cases.Keys];

    [Theory, MemberData(nameof(Table))]
    public Task A_forged_token_is_refused_in_Production(string forgery) => RefusedAsync(forgery, "Production");

    [Theory, MemberData(nameof(Table))]
    public Task A_forged_token_is_refused_in_Development(string forgery) => RefusedAsync(forgery, "Development");

    [Fact]
    public async Task A_key_without_the_channels_endorsement_is_refused()
    {
        using var response = await hosts["Production"].PostAsync(Wire.Message("hello", """{"channelId":"slack"}"""));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("ChannelNotEndorsed", hosts["Production"].Refusals[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_authorization_headers_are_refused()
    {
        using var response = await hosts["Production"].PostAsync(
            Wire.Message("hello"),
            token: null,
            r =>
            {
                r.Headers.TryAddWithoutValidation("Authorization", $"Bearer {hosts["Production"].Token()}");
                r.Headers.TryAddWithoutValidation("Authorization", "Bearer x");
            });

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Nothing_of_the_body_is_read_before_the_token_is_accepted()
    {
        using var response = await hosts["Production"].PostAsync("this is not JSON", Other.Token(hosts["Production"].Clock.GetUtcNow()));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private async Task RefusedAsync(string forgery, string environment)
    {
        var host = hosts[environment];
        var (status, reason, token) = Cases[forgery];
        // Development takes requests without a token from this machine; a Host header of elsewhere is not from this machine.
        void Elsewhere(HttpRequestMessage request) => request.Headers.Host = "bot.example.com";
        var refusals = host.Refusals.Length;

        using var response = await host.PostAsync(Wire.Message("hello"), token(host), Elsewhere);

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(0, hosts.Turns);
        Assert.Contains($": {reason} (", Assert.Single(host.Refusals[refusals..]), StringComparison.Ordinal);
    }

    private static DateTime Now(BotHost host) => host.Clock.GetUtcNow().UtcDateTime;

    private static string WithHeader(string token, string header) => $"{Base64UrlEncoder.Encode(header)}{token[token.IndexOf('.')..]}";

    private static string Changed(string token)
    {
        var parts = token.Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace("/emea/", "/evil/", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}";
    }

    private static string SignedWithPublicKey()
    {
        var head = Base64UrlEncoder.Encode("""{"alg":"HS256","typ":"JWT","kid":"key-1"}""");
        var payload = Base64UrlEncoder.Encode(
            $$"""{"iss":"https://api.botframework.com","aud":"{{BotHost.AppId}}","exp":4102444800,"serviceurl":"{{FakeChannel.ServiceUrl}}"}""");
        var signature = HMACSHA256.HashData(FakeChannel.Signer.PublicKeyPem, Encoding.ASCII.GetBytes($"{head}.{payload}"));
        return $"{head}.{payload}.{Base64UrlEncoder.Encode(signature)}";
    }

    /// <summary>One host per environment; in Production the fake plays the public cloud's own OpenID document.</summary>
    public sealed class Hosts : IAsyncLifetime
    {
        private readonly Dictionary<string, BotHost> _hosts = [];
        private int _turns;

        public int Turns => _turns;

        internal BotHost this[string environment] => _hosts[environment];

        public async Task InitializeAsync()
        {
            foreach (var environment in new[] { "Development", "Production" })
            {
                _hosts[environment] = await BotHost.StartAsync(
                    (_, _) =>
                    {
                        Interlocked.Increment(ref _turns);
                        return Task.CompletedTask;
                    },
                    environment);
            }
        }

        public async Task DisposeAsync()
        {
            foreach (var host in _hosts.Values)
            {
                await host.DisposeAsync();
            }
        }
    }
}
