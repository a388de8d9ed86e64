using Newtonsoft.Json;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>Reads and writes the SDK's object-typed members and references with this SDK's serializer.</summary>
internal static class Wire
{
    private static readonly JsonSerializerSettings Settings = new() { NullValueHandling = NullValueHandling.Ignore, DateParseHandling = DateParseHandling.None };

    /// <summary>An object of whatever shape as a <typeparamref name="T"/>.</summary>
    public static T? Read<T>(object? value) => value switch
    {
        null => default,
        T typed => typed,
        _ => System.Text.Json.JsonSerializer.Deserialize<T>(Json(value)),
    };

    public static ConversationReference ReadReference(string json) => JsonConvert.DeserializeObject<ConversationReference>(json, Settings)!;

    public static string Write(ConversationReference reference) => Json(reference);

    private static string Json(object value) => value is AdaptiveCard card ? card.ToJson() : JsonConvert.SerializeObject(value, Settings);
}
