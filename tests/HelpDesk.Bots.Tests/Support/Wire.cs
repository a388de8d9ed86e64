using System.Text.Json.Nodes;

namespace HelpDesk.Bots.Tests.Support;

/// <summary>Raw activities as a channel posts them. A test overlays the fields that it is about.</summary>
internal static class Wire
{
    private static int _lastId;

    public static string Message(string text, string? overlay = null) =>
        Activity("message", Merge(new JsonObject { ["text"] = text, ["textFormat"] = "plain" }, overlay));

    public static string Invoke(string name, string value, string? overlay = null) =>
        Activity("invoke", Merge(new JsonObject { ["name"] = name, ["value"] = JsonNode.Parse(value) }, overlay));

    public static string Activity(string type, string? overlay = null) => Activity(type, Merge([], overlay));

    /// <summary>As the Agents Playground sends it: no token, a service URL on this machine with a path.</summary>
    public static string Playground(string text, string? overlay = null) =>
        Message(text, Merge(new JsonObject { ["serviceUrl"] = "http://localhost:56150/_connector" }, overlay).ToJsonString());

    private static string Activity(string type, JsonObject overlay)
    {
        var activity = new JsonObject
        {
            ["type"] = type,
            ["id"] = $"in-{Interlocked.Increment(ref _lastId)}",
            ["timestamp"] = "2026-11-24T12:00:00.000Z",
            ["channelId"] = "msteams",
            ["serviceUrl"] = FakeChannel.ServiceUrl,
            ["from"] = new JsonObject { ["id"] = "29:megan", ["name"] = "Megan Bowen" },
            ["recipient"] = new JsonObject { ["id"] = $"28:{BotHost.AppId}", ["name"] = "HelpDesk" },
            ["conversation"] = new JsonObject { ["id"] = "a:1", ["conversationType"] = "personal" },
        };
        return Merge(activity, overlay.ToJsonString()).ToJsonString();
    }

    private static JsonObject Merge(JsonObject into, string? overlay)
    {
        foreach (var (name, value) in overlay is null ? [] : JsonNode.Parse(overlay)!.AsObject())
        {
            into[name] = value?.DeepClone();
        }

        return into;
    }
}
