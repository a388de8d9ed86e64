using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HelpDesk.Bots.Tests.Support;

/// <summary>Brings JSON into one form, so that texts with the same meaning are equal.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Names in order, top-level nulls left out, the activity's own times in one notation.</summary>
    public static string Normalize(string json)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        foreach (var name in node.Where(p => p.Value is null).Select(p => p.Key).ToArray())
        {
            node.Remove(name);
        }

        foreach (var name in new[] { "timestamp", "localTimestamp", "expiration" })
        {
            if (node[name] is { } time)
            {
                node[name] = DateTimeOffset.Parse(time.GetValue<string>(), CultureInfo.InvariantCulture).ToString("O");
            }
        }

        return Sorted(node)!.ToJsonString(Indented);
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
