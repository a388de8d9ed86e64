using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots.Authentication;

/// <summary>The sign-in state's JSON: unlike everything else on the wire, its names are PascalCase.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(TokenExchangeState))]
internal sealed partial class TokenStateJson : JsonSerializerContext
{
    public static string Encode(TokenExchangeState state) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(state, Default.TokenExchangeState));
}
