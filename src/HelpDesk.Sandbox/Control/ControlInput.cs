using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Xml;
using HelpDesk.Sandbox.Hosting;

namespace HelpDesk.Sandbox.Control;

/// <summary>The bodies that <c>/sandbox/*</c> takes. A property that nobody knows is an error: a misspelt fault would test nothing.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ClockInput
{
    public required string Advance { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FaultInput
{
    public required FaultKind Kind { get; init; }

    public Area? Area { get; init; }

    public string? Path { get; init; }

    public string? Method { get; init; }

    public string? Delay { get; init; }

    public int? Status { get; init; }

    public JsonNode? RetryAfter { get; init; }

    public JsonNode? Body { get; init; }

    public int Count { get; init; } = 1;
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SwitchesInput
{
    public bool? NullKeyAccepted { get; init; }

    public bool? AcsTakesBase64 { get; init; }

    public string? EntraReplication { get; init; }

    public string? AcsPropagation { get; init; }

    public bool? PeopleHaveConsented { get; init; }

    public int? GraphPageSize { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TenantInput
{
    public bool? SecurityDefaults { get; init; }

    public bool? LegacyAuthProtocols { get; init; }

    public IReadOnlyList<RestrictionInput>? ApplicationRestrictions { get; init; }

    public IReadOnlyList<RestrictionInput>? ServicePrincipalRestrictions { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RestrictionInput
{
    public required string RestrictionType { get; init; }

    public string? MaxLifetime { get; init; }

    public DateTimeOffset? RestrictForAppsCreatedAfterDateTime { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PersonInput
{
    /// <summary>Names of the roles that become the active ones.</summary>
    public IReadOnlyList<string>? ActiveRoles { get; init; }

    public IReadOnlyList<string>? EligibleRoles { get; init; }

    public World.PerUserMfa? PerUserMfa { get; init; }

    /// <summary>Withdraws the person's refresh tokens and sessions, as a password reset does.</summary>
    public bool Revoke { get; init; }
}

/// <summary>Bad input, told to whoever typed it.</summary>
internal sealed class ControlInputException(string message) : Exception(message);

internal static class ControlJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static async Task<T> ReadAsync<T>(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new ControlInputException("Send the body as application/json.");
        }

        try
        {
            return await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Options, context.RequestAborted)
                ?? throw new ControlInputException("The body must be a JSON object.");
        }
        catch (JsonException e)
        {
            throw new ControlInputException($"The body is not what is expected here: {e.Message}");
        }
    }

    public static TimeSpan Duration(string text, string name)
    {
        try
        {
            var duration = XmlConvert.ToTimeSpan(text);
            return duration >= TimeSpan.Zero ? duration : throw new ControlInputException($"'{name}' must not be negative.");
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new ControlInputException($"'{name}' must be an ISO 8601 duration such as PT24H or P75D.");
        }
    }
}
