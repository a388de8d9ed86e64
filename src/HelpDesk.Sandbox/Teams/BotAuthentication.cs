using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;
using Microsoft.IdentityModel.JsonWebTokens;

namespace HelpDesk.Sandbox.Teams;

/// <summary>Lets only our bot call the connector and the token service: with a token of the vendor's tenant for the Bot Framework.</summary>
internal static class BotAuthentication
{
    private const string Audience = "https://api.botframework.com";

    /// <summary>Refuses calls without such a token. The answer says why, which the real services do not.</summary>
    public static TBuilder RequireBot<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter(async (invocation, next) =>
        {
            var context = invocation.HttpContext;
            if (await RefuseAsync(context) is { } reason)
            {
                return BotError.Of(StatusCodes.Status401Unauthorized, "BotNotRegistered", reason);
            }

            context.Note().Caller = "bot";
            return await next(invocation);
        });

    private static async Task<string?> RefuseAsync(HttpContext context)
    {
        const string Scheme = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return "Missing Authorization.";
        }

        var services = context.RequestServices;
        var instance = services.GetRequiredService<SandboxAddresses>().Https;
        var result = await services.GetRequiredService<TokenSigner>().ValidateEntraAsync(header[Scheme.Length..].Trim(), instance);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken token)
        {
            return "The token is not valid.";
        }

        var bot = services.GetRequiredService<SandboxWorld>().Own.Bot.AppId.ToString();
        if (token.Issuer != TokenSigner.Issuer(instance, WorldIds.Vendor.Tenant.ToString()))
        {
            return "The token is not of the bot's tenant.";
        }

        if (!token.Audiences.Contains(Audience))
        {
            return "The token is not for the Bot Framework.";
        }

        return Claim(token, "azp") == bot || Claim(token, "appid") == bot ? null : "The token is another application's.";
    }

    private static string? Claim(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) ? value : null;
}

/// <summary>The error body of the Bot Framework's services.</summary>
internal static class BotError
{
    public static IResult Of(int status, string code, string message) =>
        Results.Json(new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }, statusCode: status);
}
