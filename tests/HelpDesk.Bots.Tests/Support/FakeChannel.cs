using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace HelpDesk.Bots.Tests.Support;

/// <summary>One request that the bot made.</summary>
internal sealed record Call(string Method, Uri Url, string? Authorization, string? ContentType, string Body)
{
    /// <summary>Method and address as they were on the wire, escapes included.</summary>
    public string Line => $"{Method} {Url.OriginalString}";

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}

/// <summary>
/// The other side of everything that the bot calls: connector, token service, login host and the channel's OpenID document. A call to
/// another host fails the test.
/// </summary>
internal sealed class FakeChannel : HttpMessageHandler
{
    public const string ServiceUrl = "https://connector.test/emea/";
    public const string TokenService = "https://token.test";
    public const string Login = "https://login.test/";
    public const string OpenId = "https://openid.test/v1/.well-known/openidconfiguration";
    public const string BotToken = "the-bots-own-token";

    /// <summary>One key for all tests: making one takes longer than a test.</summary>
    private static readonly ChannelSigner OwnSigner = new("key-1", "msteams", "webchat");
    private static readonly ChannelSigner OwnEntra = new("entra-1");

    private int _lastId;

    public static ChannelSigner Signer => OwnSigner;

    /// <summary>Entra's key, with which the Emulator's tokens are signed.</summary>
    public static ChannelSigner Entra => OwnEntra;

    public ConcurrentQueue<Call> Calls { get; } = new();

    public IEnumerable<Call> ConnectorCalls => Calls.Where(c => c.Url.AbsolutePath.Contains("/v3/", StringComparison.Ordinal));

    public int EntraKeyReads => Calls.Count(c => c.Url.AbsolutePath == "/discovery/v2.0/keys");

    public int KeyReads => Calls.Count(c => c.Url.AbsolutePath == "/keys");

    /// <summary>Sees each call when it arrives.</summary>
    public Action<Call> Arriving { get; set; } = _ => { };

    /// <summary>Answers calls to connector and token service; by default a sent activity gets an id.</summary>
    public Func<Call, HttpResponseMessage?> Answer { get; set; } = _ => null;

    /// <summary>Answers calls to hosts that are not the fake's own, where a test plays them.</summary>
    public Func<Call, HttpResponseMessage?> Elsewhere { get; set; } = _ => null;

    /// <summary>The keys that Entra's OpenID document leads to.</summary>
    public Func<string> EntraKeys { get; set; } = () => OwnEntra.KeySet;

    /// <summary>The keys that the OpenID document leads to, by default those of <see cref="Signer"/>.</summary>
    public Func<string> Keys { get; set; } = () => OwnSigner.KeySet;

    public static HttpResponseMessage Json(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Html(HttpStatusCode status) =>
        new(status) { Content = new StringContent("<!DOCTYPE html><html><body>Cannot do that</body></html>", Encoding.UTF8, "text/html") };

    public static HttpResponseMessage Empty(HttpStatusCode status, TimeSpan? retryAfter = null)
    {
        var response = new HttpResponseMessage(status);
        response.Headers.RetryAfter = retryAfter is { } wait ? new RetryConditionHeaderValue(wait) : null;
        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var call = new Call(
            request.Method.Method, request.RequestUri!, request.Headers.Authorization?.ToString(), request.Content?.Headers.ContentType?.ToString(), body);
        Calls.Enqueue(call);
        Arriving(call);
        var response = Respond(call);
        response.RequestMessage = request;
        return response;
    }

    private HttpResponseMessage Respond(Call call) => call.Url.Host switch
    {
        "openid.test" when call.Url.AbsolutePath == "/keys" => Json(HttpStatusCode.OK, Keys()),
        "openid.test" or "login.botframework.com" => Json(HttpStatusCode.OK, """{"issuer":"https://api.botframework.com","jwks_uri":"https://openid.test/keys"}"""),
        "login.test" when call.Url.AbsolutePath.EndsWith("/v2.0/.well-known/openid-configuration", StringComparison.Ordinal) =>
            Json(HttpStatusCode.OK, """{"issuer":"https://login.microsoftonline.com/{tenantid}/v2.0","jwks_uri":"https://login.test/discovery/v2.0/keys"}"""),
        "login.test" when call.Url.AbsolutePath == "/discovery/v2.0/keys" => Json(HttpStatusCode.OK, EntraKeys()),
        "login.test" => Json(HttpStatusCode.OK, $$"""{"token_type":"Bearer","expires_in":3599,"access_token":"{{BotToken}}"}"""),
        "connector.test" or "token.test" or "localhost" or "127.0.0.1" =>
            Answer(call) ?? Json(HttpStatusCode.Created, $$"""{"id":"m-{{Interlocked.Increment(ref _lastId)}}"}"""),
        _ when Elsewhere(call) is { } answer => answer,
        var host => throw new InvalidOperationException($"Nothing may be sent to {host}."),
    };
}
