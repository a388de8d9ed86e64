using System.Text;
using System.Text.Json;

namespace HelpDesk.Bots.Connector;

/// <summary>Finds the identifier in the answer to a sent activity, which may be of any form, empty, or not JSON at all.</summary>
internal static class ResourceId
{
    public static string? Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var found = reader.ValueTextEquals("id"u8);
                reader.Read();
                if (found)
                {
                    return reader.TokenType switch
                    {
                        JsonTokenType.String => reader.GetString(),
                        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
                        _ => null,
                    };
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // The message was taken; it only cannot be named afterwards.
        }

        return null;
    }
}
