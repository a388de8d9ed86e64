using System.Globalization;
using System.Text.Json.Nodes;

namespace HelpDesk.Sandbox.Identity;

/// <summary>A refusal with Entra's number and Entra's body. Texts are ours; clients must not depend on them.</summary>
public sealed record EntraError(int Code, string Error, string Text, int Status = StatusCodes.Status400BadRequest)
{
    public string? SubError { get; init; }

    /// <summary>A claims challenge that the client must take to the next interactive request.</summary>
    public string? Claims { get; init; }

    public static EntraError Missing(string parameter) =>
        new(900144, "invalid_request", $"The request body must contain the following parameter: '{parameter}'.");

    public static EntraError NoSuchUser { get; } = new(50034, "invalid_grant", "The user account does not exist in the directory.");

    public static EntraError TenantNotFound(string tenant) =>
        new(90002, "invalid_request", $"Tenant '{tenant}' not found. Check that it is spelled correctly and has active subscriptions.");

    public static EntraError AppNotFound(string appId, string tenant) =>
        new(700016, "unauthorized_client", $"Application with identifier '{appId}' was not found in the directory '{tenant}'.");

    public static EntraError AppDisabled(Guid appId) =>
        new(7000112, "unauthorized_client", $"Application '{appId}' is disabled.");

    public static EntraError SecretWrong(Guid appId) =>
        new(7000215, "invalid_client", $"Invalid client secret provided for app '{appId}'. Send the secret's value, not its ID.", StatusCodes.Status401Unauthorized);

    public static EntraError SecretExpired(Guid appId) =>
        new(7000222, "invalid_client", $"The provided client secret keys for app '{appId}' are expired.", StatusCodes.Status401Unauthorized);

    /// <summary>A number that Entra does not have: what ACS answers after its end is not confirmed.</summary>
    public static EntraError AcsRetired { get; } =
        new(7999001, "unauthorized_client", "The Access Control Service is retired for this tenant.");

    public static EntraError CredentialMissing { get; } =
        new(7000218, "invalid_client", "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.", StatusCodes.Status401Unauthorized);

    public static EntraError AssertionInvalid(string because) =>
        new(700027, "invalid_client", $"The certificate or the signature of the client assertion is not valid: {because}", StatusCodes.Status401Unauthorized);

    public static EntraError ResourceNotFound(string resource, string tenant) =>
        new(500011, "invalid_resource", $"The resource principal named '{resource}' was not found in the tenant '{tenant}'.");

    public static EntraError ConsentMissing(string app) =>
        new(65001, "invalid_grant", $"The user or administrator has not consented to use the application '{app}'.") { SubError = "consent_required" };

    public static EntraError ConditionalAccessBlocks { get; } =
        new(53003, "interaction_required", "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.")
        {
            SubError = "message_only",
        };

    public static EntraError DeviceNotCompliant { get; } =
        new(53000, "interaction_required", "Device is not in required device state: compliant. Conditional Access policy requires a compliant device.")
        {
            SubError = "message_only",
        };

    public static EntraError DeviceNotJoined { get; } =
        new(53001, "interaction_required", "Device is not in required device state: domain joined. Conditional Access policy requires a joined device.")
        {
            SubError = "message_only",
        };

    public static EntraError AppNotApproved { get; } =
        new(53002, "interaction_required", "The app is not one that Conditional Access approves.") { SubError = "message_only" };

    public static EntraError MultiFactorNeeded { get; } =
        new(50076, "interaction_required", "Due to a configuration change made by your administrator, you must use multi-factor authentication.")
        {
            SubError = "basic_action",
        };

    public string Description(EntraTrace trace) =>
        $"AADSTS{Code.ToString(CultureInfo.InvariantCulture)}: {Text} Trace ID: {trace.TraceId} Correlation ID: {trace.CorrelationId} Timestamp: {trace.Timestamp}";

    /// <summary>The body of a token endpoint's refusal; ACS uses the same with its own address.</summary>
    public JsonObject ToBody(EntraTrace trace, string errorPage = "https://login.microsoftonline.com/error")
    {
        var body = new JsonObject
        {
            ["error"] = Error,
            ["error_description"] = Description(trace),
            ["error_codes"] = new JsonArray(Code),
            ["timestamp"] = trace.Timestamp,
            ["trace_id"] = trace.TraceId.ToString(),
            ["correlation_id"] = trace.CorrelationId.ToString(),
            ["error_uri"] = $"{errorPage}?code={Code}",
        };
        if (SubError is not null)
        {
            body["suberror"] = SubError;
        }

        if (Claims is not null)
        {
            body["claims"] = Claims;
        }

        return body;
    }
}

/// <summary>The IDs by which support finds a request.</summary>
public sealed record EntraTrace(Guid TraceId, Guid CorrelationId, string Timestamp)
{
    public static EntraTrace Of(HttpContext context, string? clientRequestId = null)
    {
        clientRequestId ??= context.Request.Headers["client-request-id"].ToString();
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new EntraTrace(Guid.NewGuid(), Guid.TryParse(clientRequestId, out var id) ? id : Guid.NewGuid(), now);
    }
}

/// <summary>Either what was asked for or why not.</summary>
public readonly record struct Result<T>(T? Value, EntraError? Error) where T : class
{
    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(EntraError error) => new(null, error);

    public bool Failed(out T value, out EntraError error)
    {
        value = Value!;
        error = Error!;
        return Error is not null;
    }
}
