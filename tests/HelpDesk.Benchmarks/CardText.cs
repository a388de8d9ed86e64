using System.Text.Json;
using System.Text.Json.Nodes;

namespace HelpDesk.Benchmarks;

/// <summary>An Adaptive Card of about four kilobytes, as JSON.</summary>
internal static class CardText
{
    private const int Facts = 30;

    public static string Json { get; } = Make();

    private static string Make()
    {
        var facts = new JsonArray();
        for (var i = 0; i < Facts; i++)
        {
            facts.Add(new JsonObject { ["title"] = $"Check number {i}", ["value"] = "Passed: the account may write credentials until further notice, by role and policy." });
        }

        return new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["version"] = "1.5",
            ["body"] = new JsonArray
            {
                new JsonObject { ["type"] = "TextBlock", ["text"] = "HelpDesk's client secret expires in 14 days", ["wrap"] = true, ["size"] = "Large" },
                new JsonObject { ["type"] = "FactSet", ["facts"] = facts },
            },
            ["actions"] = new JsonArray
            {
                new JsonObject { ["type"] = "Action.Execute", ["title"] = "Renew now", ["verb"] = "renew", ["data"] = new JsonObject { ["step"] = 1 } },
            },
        }.ToJsonString(JsonSerializerOptions.Web);
    }
}
