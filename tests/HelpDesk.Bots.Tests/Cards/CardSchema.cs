using System.Text.Json.Nodes;
using NJsonSchema;

namespace HelpDesk.Bots.Tests.Cards;

/// <summary>The published schema, when a folder <c>shared/schemas</c> lies beside one of the folders that the tests are in.</summary>
internal static class CardSchema
{
    private static readonly Lazy<Task<JsonSchema>> Loaded = new(() => JsonSchema.FromJsonAsync(Read().ToJsonString()));

    public static string? FilePath { get; } = Find();

    /// <summary>Why the tests with the schema cannot run; null when they can.</summary>
    public static string? Missing { get; } =
        FilePath is null ? "shared/schemas/adaptive-card-1.6.0.schema.json was not found in a folder above the tests." : null;

    public static async Task<IReadOnlyList<string>> ErrorsOf(string json)
    {
        var schema = await Loaded.Value;
        return [.. schema.Validate(json).Select(error => error.ToString())];
    }

    public static JsonObject Read() => Repaired(File.ReadAllText(FilePath!));

    /// <summary>
    /// The published file says <c>"required": false</c> of two properties, which no draft since the third allows, and <c>rtl?</c> where it
    /// means that <c>rtl</c> may be left out.
    /// </summary>
    private static JsonObject Repaired(string json)
    {
        var schema = JsonNode.Parse(json.Replace("\"rtl?\"", "\"rtl\"", StringComparison.Ordinal))!.AsObject();
        foreach (var definition in schema["definitions"]!.AsObject())
        {
            foreach (var (_, property) in definition.Value!["properties"]?.AsObject() ?? [])
            {
                if (property is JsonObject described && described["required"] is JsonValue)
                {
                    described.Remove("required");
                }
            }
        }

        return schema;
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "schemas", "adaptive-card-1.6.0.schema.json");
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }
}

/// <summary>A fact that is reported as skipped where the schema is not at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CardSchemaFactAttribute : Xunit.FactAttribute
{
    public CardSchemaFactAttribute() => Skip = CardSchema.Missing;
}

/// <summary>A theory that is reported as skipped where the schema is not at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CardSchemaTheoryAttribute : Xunit.TheoryAttribute
{
    public CardSchemaTheoryAttribute() => Skip = CardSchema.Missing;
}
