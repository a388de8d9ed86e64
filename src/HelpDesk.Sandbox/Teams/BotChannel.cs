using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Teams;

/// <summary>What the bot answered to an activity.</summary>
public sealed record BotAnswer(HttpStatusCode Status, JsonNode? Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;
}

/// <summary>Posts activities to the bot's endpoint, as Teams does or as the Playground does.</summary>
public sealed class BotChannel(IHttpClientFactory clients, TokenSigner signer, SandboxWorld world, SandboxAddresses addresses, SandboxSettings settings)
{
    public const string ClientName = "bot";

    /// <summary>The address under which the bot reaches our connector.</summary>
    public Uri ServiceUrl => new(addresses.Https, "teams/");

    public Uri BotEndpoint => new($"http://localhost:{settings.Ports.Bot}/api/messages");

    /// <summary>Posts with a token that the channel signed for this bot and this service URL.</summary>
    public Task<BotAnswer> PostAsync(JsonObject activity, CancellationToken cancellationToken = default)
    {
        var token = signer.SignChannel(world.Own.Bot.AppId.ToString(), activity["serviceUrl"].AsText() ?? "");
        return SendAsync(activity, new AuthenticationHeaderValue("Bearer", token), cancellationToken);
    }

    /// <summary>Posts without a token, as the Playground does.</summary>
    public Task<BotAnswer> PostAnonymouslyAsync(JsonObject activity, CancellationToken cancellationToken = default) =>
        SendAsync(activity, null, cancellationToken);

    private async Task<BotAnswer> SendAsync(JsonObject activity, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        var client = clients.CreateClient(ClientName);
        using var request = new HttpRequestMessage(HttpMethod.Post, BotEndpoint)
        {
            Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = authorization;
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return new BotAnswer(response.StatusCode, Parse(body));
        }
        catch (TaskCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The bot did not answer the {activity["type"].AsText()} within {client.Timeout.TotalSeconds:0} seconds.", e);
        }
    }

    private static JsonNode? Parse(string body)
    {
        try
        {
            return body.Length == 0 ? null : JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            // A bot may answer with text; the client then shows nothing.
            return JsonValue.Create(body);
        }
    }
}
