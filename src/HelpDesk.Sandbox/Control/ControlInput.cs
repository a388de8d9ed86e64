using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Xml;
using HelpDesk.Sandbox.Hosting;

namespace HelpDesk.Sandbox.Control;

/// <summary>The bodies that <c>/sandbox/*</c> takes. A property that nobody knows is an error: a misspelt fault would test nothing.</summary>
internal sealed record ClockInput
{
    public required string Advance { get; init; }
}

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

    public int Skip { get; init; }

    public int Count { get; init; } = 1;
}

internal sealed record SwitchesInput
{
    public bool? NullKeyAccepted { get; init; }

    public bool? AcsTakesBase64 { get; init; }

    public string? EntraReplication { get; init; }

    public string? AcsPropagation { get; init; }

    public bool? PeopleHaveConsented { get; init; }

    public bool? EntityTags { get; init; }

    public bool? PoliciesByClientId { get; init; }

    public string? KeyVaultRecovery { get; init; }

    public bool? KeyVaultPurgeProtection { get; init; }

    public int? GraphPageSize { get; init; }
}

internal sealed record TenantInput
{
    public bool? SecurityDefaults { get; init; }

    public bool? LegacyAuthProtocols { get; init; }

    public IReadOnlyList<RestrictionInput>? ApplicationRestrictions { get; init; }

    public IReadOnlyList<RestrictionInput>? ServicePrincipalRestrictions { get; init; }

    public IReadOnlyList<World.ConditionalAccessPolicy>? ConditionalAccess { get; init; }

    public IReadOnlyList<GroupInput>? Groups { get; init; }

    public IReadOnlyList<string>? WithheldPermissions { get; init; }

    public World.AcsRetirement? AcsRetirement { get; init; }
}

internal sealed record RestrictionInput
{
    public required string RestrictionType { get; init; }

    public string? MaxLifetime { get; init; }

    public DateTimeOffset? RestrictForAppsCreatedAfterDateTime { get; init; }
}

internal sealed record PersonInput
{
    /// <summary>Names of the roles that become the active ones.</summary>
    public IReadOnlyList<string>? ActiveRoles { get; init; }

    public IReadOnlyList<string>? EligibleRoles { get; init; }

    public IReadOnlyList<ScopedRoleInput>? ScopedRoles { get; init; }

    public IReadOnlyList<ScopedRoleInput>? ScopedEligibleRoles { get; init; }

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

    /// <summary>For what comes in: every member must be known, and null only where it means something.</summary>
    private static readonly JsonSerializerOptions Strict = new(Options)
    {
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static async Task<T> ReadAsync<T>(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new ControlInputException("Send the body as application/json.");
        }

        try
        {
            return await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Strict, context.RequestAborted)
                ?? throw new ControlInputException("The body must be a JSON object.");
        }
        catch (JsonException e)
        {
            throw new ControlInputException($"The body is not what is expected here: {e.Message}");
        }
    }

    /// <summary>Whether a member was given at all; <c>null</c> is given, and takes away.</summary>
    public static bool Replaces<T>(JsonElement given, string name, out T? value) where T : class
    {
        value = null;
        try
        {
            value = given.ValueKind == JsonValueKind.Undefined ? null : given.Deserialize<T>(Strict);
            return given.ValueKind != JsonValueKind.Undefined;
        }
        catch (JsonException e)
        {
            throw new ControlInputException($"'{name}' is not what is expected here: {e.Message}");
        }
    }

    /// <summary>What was given, or what was there before.</summary>
    public static T? Replaced<T>(JsonElement given, string name, T? before) where T : class => Replaces<T>(given, name, out var value) ? value : before;

    /// <summary>The entries of a list, none of which may be null.</summary>
    public static IReadOnlyList<T> Entries<T>(IReadOnlyList<T> list, string name) where T : class =>
        list.Any(e => e is null) ? throw new ControlInputException($"'{name}' must not contain null.") : list;

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
