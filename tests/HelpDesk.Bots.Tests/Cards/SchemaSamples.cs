using System.Text.Json.Nodes;

namespace HelpDesk.Bots.Tests.Cards;

/// <summary>A property of the schema with a value that it may have, in a card that has nothing else.</summary>
/// <param name="Definition">The part that has the property.</param>
/// <param name="Property">Its name.</param>
/// <param name="Value">The value; null for JSON's null.</param>
/// <param name="Path">From the card to the part; an empty name is the first item of a list.</param>
/// <param name="Card">The whole card.</param>
internal sealed record SchemaSample(string Definition, string Property, JsonNode? Value, IReadOnlyList<string> Path, JsonObject Card)
{
    public override string ToString() => $"{Definition}.{Property}={Value?.ToJsonString() ?? "null"}";
}

/// <summary>Walks the schema from the card inwards and leaves out what is newer than 1.5.</summary>
internal sealed class SchemaSamples(JsonObject schema)
{
    private const string CardName = "AdaptiveCard";
    private static readonly Version Newest = new(1, 5);

    private readonly JsonObject _definitions = schema["definitions"]!.AsObject();
    private readonly List<SchemaSample> _samples = [];
    private readonly HashSet<string> _visited = [];
    private readonly Dictionary<string, (string Name, JsonObject Described)[]> _properties = [];

    public static IReadOnlyList<SchemaSample> Of(JsonObject schema)
    {
        var samples = new SchemaSamples(schema);
        samples.Visit(CardName, [], part => part);
        return samples._samples;
    }

    /// <param name="name">The definition.</param>
    /// <param name="path">Where its parts are in the card.</param>
    /// <param name="wrap">Puts a part of it into a card.</param>
    private void Visit(string name, IReadOnlyList<string> path, Func<JsonObject, JsonObject> wrap)
    {
        if (!_visited.Add(name))
        {
            return;
        }

        JsonObject With(string property, JsonNode? value)
        {
            var part = Minimal(name);
            part[property] = value?.DeepClone();
            return part;
        }

        foreach (var (property, described) in Properties(name))
        {
            foreach (var value in Values(property, described).DistinctBy(v => v?.ToJsonString()))
            {
                _samples.Add(new SchemaSample(name, property, value, path, wrap(With(property, value))));
            }
        }

        foreach (var (property, described) in Properties(name))
        {
            foreach (var (inner, isList) in Inner(described, isList: false))
            {
                Visit(
                    inner,
                    [.. path, property, .. isList ? [""] : Array.Empty<string>()],
                    part => wrap(With(property, isList ? new JsonArray(part) : part)));
            }
        }
    }

    /// <summary>The definitions with properties that a value may have, or its items.</summary>
    private IEnumerable<(string Name, bool IsList)> Inner(JsonObject described, bool isList)
    {
        if (Reference(described) is { } name)
        {
            return Object(name)["properties"] is JsonObject ? [(name, isList)] : Inner(_definitions[name]!.AsObject(), isList);
        }

        return described["items"] is JsonObject items
            ? Inner(items, isList: true)
            : Alternatives(described).SelectMany(alternative => Inner(alternative, isList));
    }

    private IEnumerable<JsonNode?> Values(string property, JsonObject described)
    {
        if (Reference(described) is { } name)
        {
            return Object(name)["properties"] is JsonObject ? [Minimal(name)] : Values(property, _definitions[name]!.AsObject());
        }

        if (Alternatives(described).ToArray() is { Length: > 0 } alternatives)
        {
            return alternatives.SelectMany(alternative => Values(property, alternative));
        }

        if (described["enum"] is JsonArray values)
        {
            return values.Select(v => v!.DeepClone());
        }

        if (described["examples"] is JsonArray examples)
        {
            return examples.Select(e => e!.DeepClone());
        }

        return (string?)described["type"] switch
        {
            "string" when property is "width" or "height" => [JsonValue.Create("50px")],
            "string" when (string?)described["format"] is not null => [JsonValue.Create("https://example.com/a?b=c")],
            "string" => [JsonValue.Create("text")],
            "number" => [JsonValue.Create(7)],
            "boolean" => [JsonValue.Create(!((bool?)described["default"] ?? false))],
            "array" => Values(property, described["items"]!.AsObject()).Take(1).Select(v => new JsonArray(v?.DeepClone())),
            "object" => [new JsonObject { ["key"] = "1.2" }],
            "null" => [null],
            // A pattern only repeats an enum in other cases.
            _ => [],
        };
    }

    /// <summary>A part with only what it must have.</summary>
    private JsonObject Minimal(string name)
    {
        var part = new JsonObject();
        var isOneOfSeveral = name == CardName || _definitions.Any(d => d.Key.StartsWith("ImplementationsOf.", StringComparison.Ordinal)
            && Alternatives(d.Value!.AsObject()).Any(a => Reference(a) == name));
        if (isOneOfSeveral)
        {
            part["type"] = name;
        }

        var properties = Properties(name).ToDictionary(p => p.Name, p => p.Described);
        foreach (var required in Required(name).Where(r => r != "type"))
        {
            part[required] = Values(required, properties[required]).First()?.DeepClone();
        }

        return part;
    }

    private IEnumerable<string> Required(string name) =>
        (Object(name)["required"]?.AsArray().Select(r => (string)r!) ?? []).Concat(Parents(name).SelectMany(Required)).Distinct();

    private (string Name, JsonObject Described)[] Properties(string name)
    {
        if (!_properties.TryGetValue(name, out var properties))
        {
            var all =
                from property in Object(name)["properties"]!.AsObject()
                let described = Described(name, property.Key)
                where !IsNewer(described) && !IsItsOwnName(property.Key, described)
                select (property.Key, described);
            _properties[name] = properties = [.. all];
        }

        return properties;
    }

    /// <summary>An empty description means that of the definition that it extends.</summary>
    private JsonObject Described(string name, string property) =>
        Object(name)["properties"]?[property] is JsonObject { Count: > 0 } own
            ? own
            : Parents(name).Select(parent => Described(parent, property)).FirstOrDefault(d => d.Count > 0) ?? [];

    private IEnumerable<string> Parents(string name) => Object(name)["allOf"]?.AsArray().Select(p => Reference(p!.AsObject())!) ?? [];

    private bool IsNewer(JsonObject described) =>
        IsNewerThan(described) || (Reference(described) is { } name && IsNewerThan(_definitions[name]!.AsObject()));

    private static bool IsNewerThan(JsonObject described) => (string?)described["version"] is { } version && Version.Parse(version) > Newest;

    private static bool IsItsOwnName(string property, JsonObject described) => property == "type" && described["enum"] is JsonArray { Count: 1 };

    /// <summary>What may also be written as text alone has its properties one level further in.</summary>
    private JsonObject Object(string name)
    {
        var definition = _definitions[name]!.AsObject();
        return Alternatives(definition).FirstOrDefault(a => a["properties"] is not null) ?? definition;
    }

    private static IEnumerable<JsonObject> Alternatives(JsonObject described) => described["anyOf"]?.AsArray().Select(a => a!.AsObject()) ?? [];

    private static string? Reference(JsonObject described) =>
        ((string?)described["$ref"] ?? (string?)described["allOf"]?[0]?["$ref"])?["#/definitions/".Length..];
}
