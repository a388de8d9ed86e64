using System.Text.Json.Nodes;

namespace HelpDesk.Sandbox.Teams;

/// <summary>Reading JSON that may hold anything: what is not of the wanted kind counts as absent.</summary>
internal static class Json
{
    public static string? AsText(this JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool IsTrue(this JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var truth) && truth;

    public static JsonNode? At(this JsonNode? node, string name) => (node as JsonObject)?[name];

    /// <summary>Whether an element of a card says that it is not shown.</summary>
    public static bool Hidden(this JsonObject element) => element["isVisible"] is JsonValue value && value.TryGetValue<bool>(out var visible) && !visible;

    public static JsonObject Clone(this JsonObject node) => (JsonObject)node.DeepClone();
}
