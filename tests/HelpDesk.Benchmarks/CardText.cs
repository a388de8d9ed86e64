using System.Text.Json;
using System.Text.Json.Nodes;

namespace HelpDesk.Benchmarks;

/// <summary>What the card of about four kilobytes says, and the same card as JSON for the endpoint without a library.</summary>
internal static class CardText
{
    public const int Facts = 30;
    private const int SealLength = 235;
    public const string Heading = "HelpDesk's client secret expires in 14 days";
    public const string Value = "Passed: the account may write credentials until further notice, by role and policy.";

    public static string[] Titles { get; } = [.. Enumerable.Range(0, Facts).Select(i => $"Check number {i}")];

    public static string Json { get; } = Make();

    /// <summary>The help card as the product's snapshot has it, with seals of their real length.</summary>
    public static string Help => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "help-card.json")))!
        .ToJsonString(JsonSerializerOptions.Web).Replace("\\u2026", new string('x', SealLength), StringComparison.Ordinal);

    private static string Make() => new JsonObject
    {
        ["type"] = "AdaptiveCard",
        ["version"] = "1.5",
        ["body"] = new JsonArray
        {
            new JsonObject { ["type"] = "TextBlock", ["text"] = Heading, ["wrap"] = true, ["size"] = "Large" },
            new JsonObject
            {
                ["type"] = "FactSet",
                ["facts"] = new JsonArray([.. Titles.Select(t => new JsonObject { ["title"] = t, ["value"] = Value })]),
            },
        },
        ["actions"] = new JsonArray
        {
            new JsonObject { ["type"] = "Action.Execute", ["title"] = "Renew now", ["verb"] = "renew", ["data"] = new JsonObject { ["step"] = 1 } },
        },
    }.ToJsonString(JsonSerializerOptions.Web);
}
