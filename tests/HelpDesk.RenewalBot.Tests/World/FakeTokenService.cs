using System.Net;
using System.Text.Json.Nodes;
using System.Web;

namespace HelpDesk.RenewalBot.Tests.World;

/// <summary>The bot token service and the login host. Signing in means that a code is handed out, which is then redeemed.</summary>
public sealed class FakeTokenService
{
    public const string Host = "token.test";
    public const string LoginHost = "login.test";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _codes = [];
    private readonly Dictionary<(string User, string Connection), string> _tokens = [];
    private int _exchangeCount;

    public List<string> SignedOut { get; } = [];

    /// <summary>Whether every sign-in card may be used for single sign-on.</summary>
    public bool OffersExchange { get; set; }

    /// <summary>The tokens of Teams that can be exchanged, and for what.</summary>
    public Dictionary<string, string> Exchanges { get; } = [];

    public int ExchangeCount => _exchangeCount;

    /// <summary>Somebody signs in in the browser: the code that they get stands for this token.</summary>
    public string SignIn(string token)
    {
        lock (_lock)
        {
            var code = (100000 + _codes.Count).ToString(System.Globalization.CultureInfo.InvariantCulture);
            _codes[code] = token;
            return code;
        }
    }

    public bool HoldsAToken
    {
        get
        {
            lock (_lock)
            {
                return _tokens.Count > 0;
            }
        }
    }

    public HttpResponseMessage Answer(HttpRequestMessage request, string body)
    {
        ArgumentNullException.ThrowIfNull(request);
        var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
        return request.RequestUri.AbsolutePath.Trim('/').ToLowerInvariant() switch
        {
            "api/usertoken/gettoken" => Token(query["userId"]!, query["connectionName"]!, query["code"]),
            "api/botsignin/getsigninresource" => FakeChannel.Json(HttpStatusCode.OK, SignInResource()),
            "api/usertoken/exchange" => Exchange(query["userId"]!, query["connectionName"]!, (string)JsonNode.Parse(body)!["token"]!),
            "api/usertoken/signout" => SignOut(query["userId"]!, query["connectionName"]!),
            _ => new HttpResponseMessage(HttpStatusCode.NotImplemented),
        };
    }

    public static HttpResponseMessage Login(HttpRequestMessage request, string body) => FakeChannel.Json(
        HttpStatusCode.OK,
        new JsonObject { ["token_type"] = "Bearer", ["access_token"] = "bot-token", ["expires_in"] = 3600 });

    private JsonObject SignInResource()
    {
        var resource = new JsonObject { ["signInLink"] = "https://login.test/start" };
        if (OffersExchange)
        {
            resource["tokenExchangeResource"] = new JsonObject { ["id"] = Guid.NewGuid().ToString(), ["uri"] = "api://botid-1", ["providerId"] = "p" };
        }

        return resource;
    }

    private HttpResponseMessage Exchange(string user, string connection, string ssoToken)
    {
        Interlocked.Increment(ref _exchangeCount);
        lock (_lock)
        {
            if (!Exchanges.TryGetValue(ssoToken, out var token))
            {
                return FakeChannel.Json(HttpStatusCode.BadRequest, new JsonObject { ["error"] = new JsonObject { ["code"] = "ConsentRequired" } });
            }

            _tokens[(user, connection)] = token;
            return FakeChannel.Json(HttpStatusCode.OK, new JsonObject { ["connectionName"] = connection, ["token"] = token });
        }
    }

    private HttpResponseMessage Token(string user, string connection, string? code)
    {
        lock (_lock)
        {
            if (code is not null && _codes.Remove(code, out var redeemed))
            {
                _tokens[(user, connection)] = redeemed;
            }

            return _tokens.TryGetValue((user, connection), out var token)
                ? FakeChannel.Json(HttpStatusCode.OK, new JsonObject { ["connectionName"] = connection, ["token"] = token })
                : new HttpResponseMessage(HttpStatusCode.NotFound);
        }
    }

    private HttpResponseMessage SignOut(string user, string connection)
    {
        lock (_lock)
        {
            _tokens.Remove((user, connection));
            SignedOut.Add(connection);
            return new HttpResponseMessage(HttpStatusCode.OK);
        }
    }
}
