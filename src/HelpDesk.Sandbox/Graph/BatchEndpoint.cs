using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Hosting;

namespace HelpDesk.Sandbox.Graph;

/// <summary><c>POST /$batch</c>: each part is a call to the sandbox itself, so that permissions, faults and the log apply to it.</summary>
internal sealed class BatchEndpoint(IHttpClientFactory clients, SandboxAddresses addresses)
{
    public const string ClientName = "graph-batch";

    private const int MostParts = 20;

    private static readonly string[] Methods = ["GET", "POST", "PATCH", "PUT", "DELETE"];

    public async Task<IResult> HandleAsync(string version, HttpContext context)
    {
        JsonArray? parts;
        try
        {
            var body = await JsonNode.ParseAsync(context.Request.Body, documentOptions: GraphJson.Strict, cancellationToken: context.RequestAborted);
            parts = (body as JsonObject)?["requests"] as JsonArray;
        }
        catch (JsonException)
        {
            parts = null;
        }

        if (parts is null || parts.Count is 0 or > MostParts || !parts.All(IsPart))
        {
            return new GraphError(StatusCodes.Status400BadRequest, "BadRequest", $"A batch needs 1 to {MostParts} requests with id, method and url.");
        }

        var responses = new JsonArray();
        var failed = new HashSet<string>();
        foreach (var part in parts.Cast<JsonObject>())
        {
            var id = part["id"]!.ToString();
            var isBlocked = part["dependsOn"] is JsonArray dependsOn && dependsOn.Any(d => failed.Contains(d?.ToString() ?? ""));
            var response = isBlocked ? Blocked(id) : await SendAsync(version, context, id, part);
            if (response["status"]!.GetValue<int>() >= StatusCodes.Status400BadRequest)
            {
                failed.Add(id);
            }

            responses.Add((JsonNode)response);
        }

        return Results.Json(new JsonObject { ["responses"] = responses });
    }

    /// <summary>A batch inside a batch is refused, as Graph does.</summary>
    private static bool IsPart(JsonNode? node) =>
        node is JsonObject part
        && part["id"] is JsonValue
        && Methods.Contains(part["method"]?.ToString(), StringComparer.OrdinalIgnoreCase)
        && part["url"] is JsonValue url
        && Uri.TryCreate(url.ToString(), UriKind.Relative, out _)
        && !url.ToString().TrimStart('/').StartsWith("$batch", StringComparison.OrdinalIgnoreCase);

    private async Task<JsonObject> SendAsync(string version, HttpContext context, string id, JsonObject part)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Parse(part["method"]!.ToString()),
            new Uri($"{addresses.Https}{version}/{part["url"]!.ToString().TrimStart('/')}"));
        request.Headers.TryAddWithoutValidation("Authorization", context.Request.Headers.Authorization.ToString());
        if (part["body"] is { } body)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));
        }

        using var response = await clients.CreateClient(ClientName).SendAsync(request, context.RequestAborted);
        var text = await response.Content.ReadAsStringAsync(context.RequestAborted);
        var headers = new JsonObject();
        foreach (var header in response.Headers.Concat(response.Content.Headers).Where(h => h.Key is "Retry-After" or "Content-Type" or "request-id"))
        {
            headers[header.Key] = string.Join(", ", header.Value);
        }

        var result = new JsonObject { ["id"] = id, ["status"] = (int)response.StatusCode, ["headers"] = headers };
        if (text.Length > 0)
        {
            result["body"] = response.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(text) : text;
        }

        return result;
    }

    private static JsonObject Blocked(string id) => new()
    {
        ["id"] = id,
        ["status"] = StatusCodes.Status424FailedDependency,
        ["body"] = new JsonObject { ["error"] = new JsonObject { ["code"] = "FailedDependency", ["message"] = "A request that this one depends on failed." } },
    };
}
