using System.Text.Json;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>Reads and writes the SDK's object-typed members and references with this SDK's serializer.</summary>
internal static class Wire
{
    public static string Write(ConversationReference reference) =>
        JsonSerializer.Serialize(reference, BotJson.Options.GetTypeInfo(typeof(ConversationReference)));

    public static ConversationReference ReadReference(string json) =>
        (ConversationReference)JsonSerializer.Deserialize(json, BotJson.Options.GetTypeInfo(typeof(ConversationReference)))!;

    public static JsonElement Element(object value) => BotJson.ToElement(value);

    /// <summary>A text member of an object of whatever shape; null when there is none.</summary>
    public static string? Text(object? value, string member) =>
        value is not null
        && BotJson.ToElement(value) is { ValueKind: JsonValueKind.Object } element
        && element.TryGetProperty(member, out var property)
        && property.ValueKind == JsonValueKind.String
            ? property.GetString()
            : null;
}
