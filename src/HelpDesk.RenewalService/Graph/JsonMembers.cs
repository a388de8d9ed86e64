using System.Text.Json;

namespace HelpDesk.RenewalService.Graph;

/// <summary>Looks into JSON that may be of any shape.</summary>
internal static class JsonMembers
{
    /// <summary>Undefined if there is no such member, or nothing that could have one.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    public static string? Text(this JsonElement element, string name) => element.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Null if it is neither true nor false.</summary>
    public static bool? Truth(this JsonElement element, string name) => element.Member(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
