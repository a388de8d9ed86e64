using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots;

/// <summary>
/// A state during a turn: what was stored, and the values that the turn has touched. A value becomes an object at its first use, and is
/// written back as it is when the state is saved; untouched values are copied as bytes.
/// </summary>
internal sealed class CachedBotState(string? etag)
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);
    private ReadOnlyMemory<byte> _stored;

    public string? ETag { get; private set; } = etag;

    public static CachedBotState Parse(StoredState item)
    {
        var state = new CachedBotState(item.ETag) { _stored = item.Json };
        var reader = new Utf8JsonReader(item.Json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            state._values[name] = new Unread(item.Json[start..(int)reader.BytesConsumed]);
        }

        return state;
    }

    /// <summary>An empty state that takes the place of whatever version was read.</summary>
    public static CachedBotState Cleared(string? etag) => new(etag ?? ETags.Any) { _stored = "cleared"u8.ToArray() };

    public bool TryGet<T>(string name, [MaybeNullWhen(false)] out T value)
    {
        if (!_values.TryGetValue(name, out var held))
        {
            value = default;
            return false;
        }

        if (held is Unread unread)
        {
            held = JsonSerializer.Deserialize(unread.Json.Span, BotJson.TypeInfo<T>());
            _values[name] = held;
        }

        value = BotJson.Read<T>(held)!;
        return held is not null;
    }

    public void Set(string name, object? value) => _values[name] = value;

    public void Remove(string name) => _values.Remove(name);

    /// <summary>What has to be written, or null when nothing has changed.</summary>
    public StoredState? TakeChange(bool force)
    {
        if (_values.Count == 0 && _stored.IsEmpty && !force)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>(Math.Max(256, _stored.Length + 64));
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in _values)
            {
                Write(writer, name, value);
            }

            writer.WriteEndObject();
        }

        return force || !buffer.WrittenSpan.SequenceEqual(_stored.Span) ? new StoredState { Json = buffer.WrittenMemory, ETag = ETag } : null;
    }

    public void Saved(StoredState item)
    {
        _stored = item.Json;
        ETag = item.ETag;
    }

    private static void Write(Utf8JsonWriter writer, string name, object? value)
    {
        if (value is null)
        {
            return;
        }

        writer.WritePropertyName(name);
        if (value is Unread unread)
        {
            writer.WriteRawValue(unread.Json.Span, skipInputValidation: true);
        }
        else
        {
            JsonSerializer.Serialize(writer, value, BotJson.Options.GetTypeInfo(value.GetType()));
        }
    }

    /// <summary>A value that this turn has not asked for.</summary>
    private sealed record Unread(ReadOnlyMemory<byte> Json);
}
