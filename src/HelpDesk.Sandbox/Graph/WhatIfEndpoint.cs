using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Graph;

/// <summary>The beta what-if evaluation of Conditional Access: each policy, whether it applies and, if not, why.</summary>
internal static class WhatIfEndpoint
{
    private const string UserSignIn = "#microsoft.graph.userSignIn";
    private const string ApplicationContext = "#microsoft.graph.applicationContext";

    public static void MapWhatIf(this IEndpointRouteBuilder beta) =>
        beta.MapPost("/identity/conditionalAccess/evaluate", EvaluateAsync).Needs("Policy.Read.All", "Policy.Read.ConditionalAccess");

    private static async Task<IResult> EvaluateAsync(HttpContext context, CancellationToken cancellation)
    {
        if (await ReadAsync(context, cancellation) is not { } body || Attempts(context.Caller().Tenant, body) is not { } attempts)
        {
            return new GraphError(StatusCodes.Status400BadRequest, "BadRequest", "The what-if evaluation needs a signInIdentity of a user here, a signInContext with applications, and known conditions.");
        }

        var onlyApplied = body["appliedPoliciesOnly"]?.GetValueKind() == JsonValueKind.True;
        var results = context.Caller().Tenant.ConditionalAccess
            .Select(policy => (policy, Reason: attempts.Select(a => a.Against(policy)).Min()))
            .Where(r => !onlyApplied || r.Reason == NotApplied.NotSet)
            .Select(r => Result(r.policy, r.Reason));
        return Results.Json(new JsonObject
        {
            ["value"] = new JsonArray([.. results]),
        });
    }

    private static async Task<JsonObject?> ReadAsync(HttpContext context, CancellationToken cancellation)
    {
        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, documentOptions: GraphJson.Strict, cancellationToken: cancellation) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>One attempt for each application; null when the request is not understood.</summary>
    private static List<SignInAttempt>? Attempts(Tenant tenant, JsonObject body)
    {
        if (body["signInIdentity"] is not JsonObject identity || Text(identity, "@odata.type") != UserSignIn
            || tenant.People.FirstOrDefault(p => p.Id.ToString().Equals(Text(identity, "userId"), StringComparison.OrdinalIgnoreCase)) is not { } person
            || body["signInContext"] is not JsonObject target || Text(target, "@odata.type") != ApplicationContext
            || target["includeApplications"] is not JsonArray { Count: > 0 } applications
            || body["signInConditions"] is not (null or JsonObject))
        {
            return null;
        }

        var conditions = body["signInConditions"] as JsonObject ?? [];
        return [.. applications.Select(application => new SignInAttempt
        {
            Tenant = tenant,
            Person = person,
            Application = application?.ToString() ?? "",
            ClientAppType = Text(conditions, "clientAppType") ?? "browser",
            Platform = Text(conditions, "devicePlatform"),
            SignInRisk = Text(conditions, "signInRiskLevel") ?? SignInAttempt.NoRisk,
            UserRisk = Text(conditions, "userRiskLevel") ?? SignInAttempt.NoRisk,
        })];
    }

    private static JsonObject Result(ConditionalAccessPolicy policy, NotApplied reason)
    {
        var result = ConditionalAccessJson.Of(policy);
        result["policyApplies"] = reason == NotApplied.NotSet;
        result["analysisReasons"] = JsonNamingPolicy.CamelCase.ConvertName(reason.ToString());
        return result;
    }

    private static string? Text(JsonObject entity, string name) => KeyCredentialPatch.Text(entity, name);
}
