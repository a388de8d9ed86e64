using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace HelpDesk.Bots.Hosting;

/// <summary>
/// Text that cannot be text: bytes that are no UTF-8, and escapes of half of a surrogate pair. In members that nobody knows it would go
/// unnoticed until the bot's answer, which repeats them, could not be written.
/// </summary>
internal static class WireText
{
    /// <exception cref="InvalidOperationException">Some text is none.</exception>
    /// <exception cref="JsonException">This is no JSON.</exception>
    public static void Check(in ReadOnlySequence<byte> body)
    {
        var isUtf8 = body.IsSingleSegment && Utf8.IsValid(body.FirstSpan);
        if (isUtf8 && body.FirstSpan.IndexOf("\\u"u8) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && (reader.ValueIsEscaped || !isUtf8))
            {
                reader.GetString();
            }
        }
    }
}
