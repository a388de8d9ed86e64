using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Cards;

/// <summary>
/// How cards are written. Options that shall write cards name <c>CardsJson.Default</c> among their resolvers, use camel case, and leave nulls out.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AdaptiveCard))]
[JsonSerializable(typeof(Dictionary<string, object>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
[JsonSerializable(typeof(List<object>))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(object[]))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonArray))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(decimal))]
[JsonSerializable(typeof(Guid))]
[JsonSerializable(typeof(DateTimeOffset))]
public sealed partial class CardsJson : JsonSerializerContext
{
    /// <summary>Bodies are sent as application/json, never put into a page, so only what JSON itself demands is escaped.</summary>
    internal static JsonSerializerOptions Writing => Holder.Options;

    /// <summary>A class of its own, because the order in which the parts of a partial class initialise their statics is not defined.</summary>
    private static class Holder
    {
        public static readonly JsonSerializerOptions Options = Make();

        private static JsonSerializerOptions Make()
        {
            var options = new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
            options.MakeReadOnly();
            return options;
        }
    }
}
