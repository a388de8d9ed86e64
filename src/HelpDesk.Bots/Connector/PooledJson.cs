using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HelpDesk.Bots.Connector;

/// <summary>JSON in a rented buffer.</summary>
internal sealed class PooledJson : IBufferWriter<byte>, IDisposable
{
    private const int FirstSize = 1024;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _written;
    private bool _reusable;

    private PooledJson()
    {
    }

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, _written);

    public static PooledJson Serialize<T>(T value, JsonTypeInfo<T> typeInfo)
    {
        var json = new PooledJson();
        // A writer is a large object to make for each send; one per thread is enough, as writing never awaits.
        var writer = _writer ?? new Utf8JsonWriter(json, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        _writer = null;
        writer.Reset(json);
        JsonSerializer.Serialize(writer, value, typeInfo);
        writer.Flush();
        writer.Reset(Stream.Null);
        _writer = writer;
        return json;
    }

    /// <summary>Says that nobody reads the memory any more. Without it the buffer is left to the garbage collector.</summary>
    public void MayBeReused() => _reusable = true;

    public void Advance(int count) => _written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _buffer.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _buffer.AsSpan(_written);
    }

    public void Dispose()
    {
        if (_reusable)
        {
            _reusable = false;
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            _written = 0;
        }
    }

    private void Ensure(int sizeHint)
    {
        var needed = _written + Math.Max(sizeHint, 1);
        if (needed <= _buffer.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _buffer.Length * 2));
        Memory.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
