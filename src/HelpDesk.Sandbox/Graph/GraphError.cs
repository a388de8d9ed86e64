using System.Globalization;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Hosting;

namespace HelpDesk.Sandbox.Graph;

/// <summary>Part of an error that says which property was wrong.</summary>
public sealed record GraphErrorDetail(string Code, string Target, string Message);

/// <summary>A refusal in Graph's shape.</summary>
public sealed record GraphError(int Status, string Code, string Message, params GraphErrorDetail[] Details) : IResult
{
    public static GraphError Unauthenticated(string message) => new(StatusCodes.Status401Unauthorized, "InvalidAuthenticationToken", message);

    public static GraphError Denied { get; } =
        new(StatusCodes.Status403Forbidden, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");

    public static GraphError NotFound(string what) => new(
        StatusCodes.Status404NotFound,
        "Request_ResourceNotFound",
        $"Resource '{what}' does not exist or one of its queried reference-property objects are not present.");

    public static GraphError Bad(string message, params GraphErrorDetail[] details) =>
        new(StatusCodes.Status400BadRequest, "Request_BadRequest", message, details);

    public static GraphError Unsupported(string message) => new(StatusCodes.Status400BadRequest, "Request_UnsupportedQuery", message);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Note().Effect ??= $"refused: {Code}";
        if (Status == StatusCodes.Status401Unauthorized)
        {
            httpContext.Response.Headers.WWWAuthenticate = "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\"";
        }

        var error = new JsonObject { ["code"] = Code, ["message"] = Message };
        if (Details.Length > 0)
        {
            error["details"] = new JsonArray([.. Details.Select(d =>
                (JsonNode)new JsonObject { ["code"] = d.Code, ["target"] = d.Target, ["message"] = d.Message })]);
        }

        error["innerError"] = new JsonObject
        {
            ["date"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
            ["request-id"] = httpContext.Response.Headers["request-id"].ToString(),
            ["client-request-id"] = httpContext.Response.Headers["client-request-id"].ToString(),
        };
        return Results.Json(new JsonObject { ["error"] = error }, statusCode: Status).ExecuteAsync(httpContext);
    }
}
