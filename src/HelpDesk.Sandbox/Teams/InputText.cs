using System.Text.Json.Nodes;

namespace HelpDesk.Sandbox.Teams;

/// <summary>The inputs of an Adaptive Card: how they read, and what a card sends when nobody touches them.</summary>
internal static class InputText
{
    public static IEnumerable<string> Lines(string type, JsonObject input)
    {
        var label = input["label"].AsText();
        var value = input["value"].AsText();
        if (type == "Input.Toggle")
        {
            return [$"[{(value == (input["valueOn"].AsText() ?? "true") ? "x" : " ")}] {input["title"].AsText() ?? label}"];
        }

        if (type == "Input.ChoiceSet")
        {
            var chosen = (value ?? "").Split(',');
            var choices = (input["choices"] as JsonArray ?? [])
                .Select(c => $"  ({(chosen.Contains(c.At("value").AsText()) ? "•" : " ")}) {c.At("title").AsText()}");
            return label is null ? choices : choices.Prepend($"{label}:");
        }

        return [$"{label ?? input["placeholder"].AsText()}: [{value}]"];
    }

    /// <summary>The values that a button sends along. As the clients do, everything is a string and what is empty is left out.</summary>
    public static JsonObject Values(JsonObject card, JsonObject? typed)
    {
        var values = new JsonObject();
        foreach (var input in Inputs(card))
        {
            if (input["id"].AsText() is not { Length: > 0 } id)
            {
                continue;
            }

            var value = typed?[id].AsText() ?? input["value"]?.ToString();
            if (value is null && input["type"].AsText() == "Input.Toggle")
            {
                value = input["valueOff"].AsText() ?? "false";
            }

            if (!string.IsNullOrEmpty(value))
            {
                values[id] = value;
            }
            else if (input["isRequired"].IsTrue())
            {
                throw new InvalidOperationException($"The input '{id}' has to be filled in: {input["errorMessage"].AsText()}");
            }
        }

        return values;
    }

    private static IEnumerable<JsonObject> Inputs(JsonNode? node) => node switch
    {
        JsonObject o when o["type"].AsText()?.StartsWith("Input.", StringComparison.Ordinal) == true => [o],
        JsonObject o => o.SelectMany(property => Inputs(property.Value)),
        JsonArray a => a.SelectMany(Inputs),
        _ => [],
    };
}
