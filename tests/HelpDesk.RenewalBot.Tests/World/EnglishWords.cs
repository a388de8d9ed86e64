using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HelpDesk.RenewalBot.Tests.World;

/// <summary>Finds English in what ought to be German.</summary>
internal static partial class EnglishWords
{
    private static readonly string[] Shown = ["text", "title", "value", "speak", "fallbackText", "altText", "label", "summary", "subtitle"];

    /// <summary>Words of the product's texts that are no German words too. Names of products and of roles stay as they are.</summary>
    public static IReadOnlyList<string> In(string text) => [.. English().Matches(text.Replace("HelpDesk Renewal", "", StringComparison.Ordinal)).Select(m => m.Value)];

    /// <summary>Every text of a message that a person may read or hear; the data of buttons is none.</summary>
    public static IEnumerable<string> ReadTo(JsonNode? node) => node switch
    {
        JsonObject part => part.Where(m => m.Key != "data").SelectMany(m => Shown.Contains(m.Key) && m.Value is JsonValue said ? [said.ToString()] : ReadTo(m.Value)),
        JsonArray parts => parts.SelectMany(ReadTo),
        _ => [],
    };

    [GeneratedRegex(
        @"\b(the|this|that|it|is|are|has|have|not|no|you|your|and|or|of|to|for|with|by|what|who|which|please|can|could|secrets?|renew(al|als|ed|ing|s)?"
        + @"|check(s|ed|ing)?|sign(ed|s)?|accounts?|cancel|continue|help|history|start(ed|ing)|valid|until|expire[sd]?|days?|left|done|nothing|role|directory"
        + @"|registration|open|evidence|refresh|use|another|again|back|next|now|here|more|one|things?|was seen|passed|proven|propagating|button|people|page)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex English();
}
