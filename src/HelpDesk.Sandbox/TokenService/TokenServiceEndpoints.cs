using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Teams;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.TokenService;

/// <summary>The Bot Framework's user token service, as far as bots with OAuth connections use it.</summary>
internal sealed class TokenServiceEndpoints(UserTokens tokens, SignIns signIns, IdentityClient identity, SandboxWorld world, SandboxAddresses addresses)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/api/usertoken").OnHttps().InArea(Area.TokenService).RequireBot();
        users.MapGet("/GetToken", (HttpContext context, TokenServiceEndpoints service) => service.GetToken(context));
        users.MapGet("/GetTokenStatus", (HttpContext context, TokenServiceEndpoints service) => service.GetTokenStatus(context));
        users.MapDelete("/SignOut", (HttpContext context, TokenServiceEndpoints service) => service.SignOut(context));
        users.MapPost("/exchange", (HttpContext context, TokenServiceEndpoints service) => service.ExchangeAsync(context));

        var signIn = routes.MapGroup("/api/botsignin").OnHttps().InArea(Area.TokenService).RequireBot();
        signIn.MapGet("/GetSignInUrl", (HttpContext context, TokenServiceEndpoints service) => service.GetSignInUrl(context));
        signIn.MapGet("/GetSignInResource", (HttpContext context, TokenServiceEndpoints service) => service.GetSignInResource(context));
    }

    private IResult GetToken(HttpContext context)
    {
        if (Key(context, out var key) is { } error)
        {
            return error;
        }

        var code = context.Request.Query["code"].ToString();
        var token = code.Length > 0 ? tokens.Redeem(key, code) : tokens.Find(key);
        if (token is null)
        {
            return Results.NotFound();
        }

        context.Note().Effect = $"token of {key.Connection} handed to the bot";
        return Answer(key, token);
    }

    private IResult GetTokenStatus(HttpContext context)
    {
        var query = context.Request.Query;
        var (user, channel, include) = (query["userId"].ToString(), query["channelId"].ToString(), query["include"].ToString());
        if (user.Length == 0 || channel.Length == 0)
        {
            return Bad("userId and channelId are required.");
        }

        var wanted = include.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var states = new[] { Connections.OwnAccount, Connections.OtherAccount }
            .Where(name => wanted.Length == 0 || wanted.Contains(name))
            .Select(name => new JsonObject
            {
                ["channelId"] = channel,
                ["connectionName"] = name,
                ["hasToken"] = tokens.Find(new(user, name, channel)) is not null,
                ["serviceProviderDisplayName"] = "Azure Active Directory v2",
            });
        return Results.Json(new JsonArray([.. states]));
    }

    private IResult SignOut(HttpContext context)
    {
        var query = context.Request.Query;
        var (user, channel) = (query["userId"].ToString(), query["channelId"].ToString());
        if (user.Length == 0 || channel.Length == 0)
        {
            return Bad("userId and channelId are required.");
        }

        tokens.Remove(user, channel, query["connectionName"].ToString() is { Length: > 0 } connection ? connection : null);
        context.Note().Effect = "signed out";
        return Results.Ok();
    }

    private async Task<IResult> ExchangeAsync(HttpContext context)
    {
        if (Key(context, out var key) is { } error)
        {
            return error;
        }

        if (Connections.Find(key.Connection) is not { AllowsExchange: true })
        {
            return Bad($"The connection '{key.Connection}' allows no token exchange.");
        }

        if (await ReadAsync(context) is not { } body)
        {
            return Bad("The body is not a JSON object.");
        }

        if (body["token"].AsText() is not { Length: > 0 } assertion)
        {
            return Results.NotFound();
        }

        var answer = await identity.ExchangeAsync(assertion, context.RequestAborted);
        if (answer.Token is not { } token)
        {
            return BotError.Of(StatusCodes.Status400BadRequest, "ConsentRequired", answer.Error?["error_description"].AsText() ?? "The token was not exchanged.");
        }

        tokens.Keep(key, token);
        context.Note().Effect = $"token exchanged for {answer.Person?.UserPrincipalName}";
        return Answer(key, token);
    }

    private IResult GetSignInUrl(HttpContext context) => SignInLink(context, out _, out var link) ?? Results.Text(link);

    private IResult GetSignInResource(HttpContext context)
    {
        if (SignInLink(context, out var signIn, out var link) is { } error)
        {
            return error;
        }

        var resource = new JsonObject { ["signInLink"] = link };
        if (Connections.Find(signIn.ConnectionName) is { AllowsExchange: true } && signIn.AppId is not null)
        {
            resource["tokenExchangeResource"] = new JsonObject
            {
                ["id"] = Guid.NewGuid().ToString(),
                ["uri"] = $"api://botid-{world.Own.SignIn.AppId}",
                ["providerId"] = "30dd229c-58e3-4a48-bdfd-91ec48eb906c",
            };
        }

        return Results.Json(resource);
    }

    private IResult? SignInLink(HttpContext context, out SignInState signIn, out string link)
    {
        link = "";
        signIn = SignInState.Read(context.Request.Query["state"])!;
        if (signIn is null)
        {
            return Bad("state is missing or not understood.");
        }

        if (Connections.Find(signIn.ConnectionName) is null)
        {
            return NoConnection(signIn.ConnectionName);
        }

        link = $"{addresses.Pages}signin/{signIns.AddLink(signIn)}";
        return null;
    }

    private static IResult? Key(HttpContext context, out TokenKey key)
    {
        var query = context.Request.Query;
        key = new TokenKey(query["userId"].ToString(), query["connectionName"].ToString(), query["channelId"].ToString());
        if (key.UserId.Length == 0 || key.ChannelId.Length == 0)
        {
            return Bad("userId and channelId are required.");
        }

        return Connections.Find(key.Connection) is null ? NoConnection(key.Connection) : null;
    }

    private static IResult Answer(TokenKey key, UserToken token) => Results.Json(new JsonObject
    {
        ["channelId"] = key.ChannelId,
        ["connectionName"] = key.Connection,
        ["token"] = token.Value,
        ["expiration"] = token.ExpiresAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
    });

    private static async Task<JsonObject?> ReadAsync(HttpContext context)
    {
        try
        {
            return context.Request.HasJsonContentType()
                ? await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult Bad(string message) => BotError.Of(StatusCodes.Status400BadRequest, "BadRequest", message);

    private static IResult NoConnection(string name) =>
        BotError.Of(StatusCodes.Status404NotFound, "NotFound", $"The bot's registration has no connection '{name}'.");
}
