using System.Security.Cryptography;
using System.Text.Json;
using HelpDesk.RenewalBot.BotSdk;
using HelpDesk.RenewalBot.Cards;

namespace HelpDesk.RenewalBot.Conversations;

/// <summary>Tells whether two cards look and do the same. The buttons' seals are new each time and do not count.</summary>
internal static class CardContent
{
    public static string Digest(AdaptiveCard card)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            Write(Wire.Read<JsonElement>(card), writer);
        }

        return Convert.ToHexString(SHA256.HashData(text.GetBuffer().AsSpan(0, (int)text.Length)));
    }

    private static void Write(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject().Where(p => p.Name != Buttons.SealMember))
                {
                    writer.WritePropertyName(property.Name);
                    Write(property.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
