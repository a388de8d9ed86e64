using System.Globalization;
using System.Text.Json;
using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots;

/// <summary>Keeps items in this process, as JSON, so that a reader never shares an object with a writer.</summary>
public sealed class MemoryStorage : IStorage
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Stored> _items = new(StringComparer.Ordinal);
    private long _version;

    public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var found = new Dictionary<string, object>(keys.Length, StringComparer.Ordinal);
        lock (_lock)
        {
            foreach (var key in keys)
            {
                if (_items.TryGetValue(key, out var stored))
                {
                    found[key] = stored.ToItem();
                }
            }
        }

        return Task.FromResult<IDictionary<string, object>>(found);
    }

    public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        lock (_lock)
        {
            foreach (var (key, item) in changes)
            {
                if (item is IStoreItem { ETag: { } expected and not ETags.Any } && expected != CurrentTag(key))
                {
                    return Task.FromException(new StorageConflictException(key));
                }
            }

            foreach (var (key, item) in changes)
            {
                Write(key, item);
            }
        }

        return Task.CompletedTask;
    }

    public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        lock (_lock)
        {
            foreach (var key in keys)
            {
                _items.Remove(key);
            }
        }

        return Task.CompletedTask;
    }

    private string CurrentTag(string key) => _items.TryGetValue(key, out var stored) ? stored.ETag : ETags.NotStored;

    private void Write(string key, object item)
    {
        var tag = (++_version).ToString(CultureInfo.InvariantCulture);
        if (item is IStoreItem storeItem)
        {
            storeItem.ETag = tag;
        }

        _items[key] = item is StoredState state
            ? new Stored(state.Json, null, tag)
            : new Stored(BotJson.ToUtf8Bytes(item), item.GetType(), tag);
    }

    private sealed record Stored(ReadOnlyMemory<byte> Json, Type? Type, string ETag)
    {
        public object ToItem()
        {
            if (Type is null)
            {
                return new StoredState { Json = Json, ETag = ETag };
            }

            var item = JsonSerializer.Deserialize(Json.Span, BotJson.Options.GetTypeInfo(Type))!;
            if (item is IStoreItem storeItem)
            {
                storeItem.ETag = ETag;
            }

            return item;
        }
    }
}
