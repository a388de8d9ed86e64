using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Hosting;

namespace HelpDesk.Sandbox.Teams;

/// <summary>Where bots learn with which keys the channels sign (<c>login.botframework.com/v1</c>).</summary>
internal static class ChannelMetadata
{
    public static void MapChannelMetadata(this IEndpointRouteBuilder routes)
    {
        var channel = routes.MapGroup("/v1/.well-known").OnHttps().InArea(Area.Connector);
        channel.MapGet("/openidconfiguration", (SandboxAddresses addresses) => Results.Json(new JsonObject
        {
            ["issuer"] = TokenSigner.ChannelIssuer,
            ["authorization_endpoint"] = "https://invalid.botframework.com",
            ["jwks_uri"] = $"{addresses.Https}v1/.well-known/keys",
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
        }));
        channel.MapGet("/keys", (TokenSigner signer) => Results.Json(signer.ChannelKeys()));
    }
}
