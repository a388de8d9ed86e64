using System.Text.Json;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>Reads and writes the SDK's object-typed members and references with this SDK's serializer.</summary>
internal static class Wire
{
    /// <summary>An object of whatever shape as a <typeparamref name="T"/>.</summary>
    public static T? Read<T>(object? value) => BotJson.Read<T>(value);

    public static ConversationReference ReadReference(string json) =>
        (ConversationReference)JsonSerializer.Deserialize(json, BotJson.Options.GetTypeInfo(typeof(ConversationReference)))!;

    public static string Write(ConversationReference reference) =>
        JsonSerializer.Serialize(reference, BotJson.Options.GetTypeInfo(typeof(ConversationReference)));
}
