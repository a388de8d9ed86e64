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

    /// <summary>The batch's token is every part's, and bodies are JSON.</summary>
    private static readonly string[] NotPassed = ["Authorization", "Content-Type", "Content-Length", "Host"];

    private static readonly string[] Returned = ["Retry-After", "Content-Type", "request-id", "client-request-id"];

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
            var response = isBlocked
                ? Failed(id, StatusCodes.Status424FailedDependency, "FailedDependency", "A request that this one depends on failed.")
                : await AnswerAsync(version, context, id, part);
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

    /// <summary>A part whose connection breaks fails alone.</summary>
    private async Task<JsonObject> AnswerAsync(string version, HttpContext context, string id, JsonObject part)
    {
        try
        {
            return await SendAsync(version, context, id, part);
        }
        catch (HttpRequestException)
        {
            return Failed(id, StatusCodes.Status504GatewayTimeout, "GatewayTimeout", "The request could not be completed.");
        }
    }

    private async Task<JsonObject> SendAsync(string version, HttpContext context, string id, JsonObject part)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Parse(part["method"]!.ToString()),
            new Uri($"{addresses.Https}{version}/{part["url"]!.ToString().TrimStart('/')}"));
        request.Headers.TryAddWithoutValidation("Authorization", context.Request.Headers.Authorization.ToString());
        request.Headers.Add(CallLogging.PartOfBatch, "true");
        if (part["body"] is { } body)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));
        }

        foreach (var (name, value) in (part["headers"] as JsonObject ?? []).Where(h => !NotPassed.Contains(h.Key, StringComparer.OrdinalIgnoreCase)))
        {
            request.Headers.TryAddWithoutValidation(name, value?.ToString());
        }

        using var response = await clients.CreateClient(ClientName).SendAsync(request, context.RequestAborted);
        var text = await response.Content.ReadAsStringAsync(context.RequestAborted);
        var headers = new JsonObject();
        foreach (var header in response.Headers.Concat(response.Content.Headers).Where(h => Returned.Contains(h.Key, StringComparer.OrdinalIgnoreCase)))
        {
            headers[header.Key] = string.Join(", ", header.Value);
        }

        var result = new JsonObject { ["id"] = id, ["status"] = (int)response.StatusCode, ["headers"] = headers };
        if (text.Length > 0)
        {
            result["body"] = Body(response, text);
        }

        return result;
    }

    /// <summary>An answer that was cut on its way is text.</summary>
    private static JsonNode? Body(HttpResponseMessage response, string text)
    {
        try
        {
            return response.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(text) : text;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static JsonObject Failed(string id, int status, string code, string message) => new()
    {
        ["id"] = id,
        ["status"] = status,
        ["body"] = new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } },
    };
}
