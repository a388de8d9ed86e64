using System.Text.Json.Nodes;

namespace HelpDesk.Sandbox.Tests.Teams;

/// <summary>Cards as a bot would send them, as raw JSON.</summary>
internal static class TestCards
{
    public static JsonObject Card(params JsonNode[] body) => new() { ["type"] = "AdaptiveCard", ["version"] = "1.5", ["body"] = new JsonArray(body) };

    public static JsonObject Message(JsonObject card) => new()
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = card }),
    };

    public static JsonObject Text(string text) => new() { ["type"] = "TextBlock", ["text"] = text };

    public static JsonObject Execute(string title, string verb) => new()
    {
        ["type"] = "Action.Execute",
        ["title"] = title,
        ["verb"] = verb,
        ["data"] = new JsonObject { ["seal"] = "abc" },
        ["fallback"] = new JsonObject { ["type"] = "Action.Submit", ["title"] = title },
    };

    public static JsonObject WithActions(this JsonObject card, params JsonNode[] actions)
    {
        card["actions"] = new JsonArray(actions);
        return card;
    }
}
