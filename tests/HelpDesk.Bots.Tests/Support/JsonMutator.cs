using System.Text;
using System.Text.Json.Nodes;

namespace HelpDesk.Bots.Tests.Support;

/// <summary>Spoils JSON: in its text, where it mostly is none any more, and in its structure, where it remains JSON.</summary>
internal sealed class JsonMutator(Random random)
{
    private static readonly string[] Scraps =
        ["null", "{}", "[]", "\"\"", "1e400", "-0", "true", "\\ud800", "\"\\ud800\"", "[[[[", "}", ",", "\\u0000", "\"id\":", "\"text\":\"x\",", "\ufeff", "\u202e"];

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e308", "123456789012345678901234567890", "\"\"", "\" \"", "\"\\u0000\"", "\"\\u202e\\ud83d\\ude80\"", "\"../..\"",
        "\"2026-13-45T99:99:99Z\"", "\"9999-12-31T23:59:59.9999999+14:00\"", "{}", "[]", "[null]", "[[]]", "{\"\":\"\"}", "{\"id\":null}", "{\"id\":\"x\"}",
        "{\"$type\":\"System.Object\"}", "[{\"id\":\"a\"},{\"id\":\"a\"}]", "\"application/vnd.microsoft.card.adaptive\"", "\"signin/verifyState\"",
        "\"invoke\"", "\"message\"", "\"expectReplies\"", "\"emulator\"", "\"1\"", "\"yes\"", "\"cancel\"",
    ];

    public string Mutate(string json)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        for (var n = random.Next(4); n > 0; n--)
        {
            Restructure(node);
        }

        var text = new StringBuilder(node.ToJsonString());
        for (var n = random.Next(4) - 1; n > 0; n--)
        {
            Deface(text);
        }

        return text.ToString();
    }

    private void Restructure(JsonObject root)
    {
        var parent = Somewhere(root);
        var name = parent.Select(p => p.Key).ElementAtOrDefault(random.Next(parent.Count + 1));
        switch (random.Next(5))
        {
            case 0 when name is not null:
                parent.Remove(name);
                break;
            case 1 when name is not null:
                var moved = parent[name]?.DeepClone();
                parent.Remove(name);
                Somewhere(root)[name] = moved;
                break;
            case 2 when name is not null:
                parent[name] = new JsonArray(parent[name]?.DeepClone(), parent[name]?.DeepClone());
                break;
            case 3 when name is not null:
                parent[name] = Nested(random.Next(1, 80));
                break;
            default:
                parent[name ?? "extra"] = JsonNode.Parse(Values[random.Next(Values.Length)]);
                break;
        }
    }

    private JsonObject Somewhere(JsonObject root)
    {
        var at = root;
        while (random.Next(3) > 0)
        {
            var inner = at.Select(p => p.Value is JsonArray { Count: > 0 } list ? list[random.Next(list.Count)] : p.Value).OfType<JsonObject>().ToArray();
            if (inner.Length == 0)
            {
                break;
            }

            at = inner[random.Next(inner.Length)];
        }

        return at;
    }

    private static JsonNode Nested(int depth)
    {
        JsonNode node = new JsonObject();
        for (var i = 0; i < depth; i++)
        {
            node = new JsonArray(node);
        }

        return node;
    }

    private void Deface(StringBuilder text)
    {
        var at = random.Next(text.Length);
        switch (random.Next(3))
        {
            case 0:
                text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
                break;
            case 1:
                text.Insert(at, Scraps[random.Next(Scraps.Length)]);
                break;
            default:
                text[at] = (char)random.Next(1, 0x2FF);
                break;
        }

        if (text.Length == 0)
        {
            text.Append(' ');
        }
    }
}
