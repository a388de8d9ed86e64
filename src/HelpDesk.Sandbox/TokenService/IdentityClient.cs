using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Teams;
using HelpDesk.Sandbox.World;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HelpDesk.Sandbox.TokenService;

/// <summary>A token that the identity gave, and to whom; or why not.</summary>
internal sealed record IdentityAnswer(UserToken? Token, Person? Person, JsonObject? Error);

/// <summary>The token service as a client of the sandbox's identity, over HTTP like any other.</summary>
internal sealed class IdentityClient(IHttpClientFactory clients, SandboxWorld world, SandboxAddresses addresses, TokenSigner signer)
{
    public const string ClientName = "sandbox-identity";

    private string RedirectUri => $"{addresses.Pages}.auth/web/redirect";

    /// <summary>The identity's page on plain http, so that no browser warns.</summary>
    public Uri AuthorizePage(Connection connection, string state, SignInAttempt attempt)
    {
        var query = new Dictionary<string, string?>
        {
            ["client_id"] = world.Own.SignIn.AppId.ToString(),
            ["response_type"] = "code",
            ["response_mode"] = "query",
            ["redirect_uri"] = RedirectUri,
            ["scope"] = Connections.Scopes(world),
            ["state"] = state,
            ["code_challenge"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(attempt.Verifier))),
            ["code_challenge_method"] = "S256",
        };
        if (connection.Prompt is not null)
        {
            query["prompt"] = connection.Prompt;
        }

        return new Uri(QueryHelpers.AddQueryString($"{addresses.Pages}organizations/oauth2/v2.0/authorize", query));
    }

    public Task<IdentityAnswer> RedeemAsync(string code, SignInAttempt attempt, CancellationToken cancellationToken) => AskAsync("organizations", new()
    {
        ["grant_type"] = "authorization_code",
        ["code"] = code,
        ["code_verifier"] = attempt.Verifier,
        ["redirect_uri"] = RedirectUri,
        ["scope"] = Connections.Scopes(world),
    }, cancellationToken);

    /// <summary>Exchanges a token of the Teams account, which is for the sign-in client, for one that the service accepts.</summary>
    public async Task<IdentityAnswer> ExchangeAsync(string assertion, CancellationToken cancellationToken)
    {
        var token = await signer.ValidateEntraAsync(assertion, addresses.Https);
        var tenant = token.IsValid && token.SecurityToken is JsonWebToken jwt && jwt.TryGetPayloadValue<string>("tid", out var tid) ? tid : "organizations";
        return await AskAsync(tenant, new()
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer",
            ["requested_token_use"] = "on_behalf_of",
            ["assertion"] = assertion,
            ["scope"] = Connections.Scopes(world),
        }, cancellationToken);
    }

    private async Task<IdentityAnswer> AskAsync(string tenant, Dictionary<string, string> form, CancellationToken cancellationToken)
    {
        form["client_id"] = world.Own.SignIn.AppId.ToString();
        form["client_secret"] = world.Own.SignIn.ClientSecret.Reveal();
        using var content = new FormUrlEncodedContent(form);
        using var response = await clients.CreateClient(ClientName).PostAsync(new Uri(addresses.Https, $"{tenant}/oauth2/v2.0/token"), content, cancellationToken);
        var body = await JsonNode.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken) as JsonObject ?? [];
        if (!response.IsSuccessStatusCode || body["access_token"].AsText() is not { } value)
        {
            return new IdentityAnswer(null, null, body);
        }

        var seconds = int.Parse(body["expires_in"]?.ToString() ?? "3600", CultureInfo.InvariantCulture);
        var token = new JsonWebToken(value);
        var person = token.TryGetPayloadValue<string>("oid", out var id) && Guid.TryParse(id, out var oid) ? world.FindPerson(oid) : null;
        return new IdentityAnswer(new UserToken(value, TimeProvider.System.GetUtcNow().AddSeconds(seconds)), person, null);
    }
}
