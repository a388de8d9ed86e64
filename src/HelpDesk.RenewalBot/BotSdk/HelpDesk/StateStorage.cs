using System.Text;
using HelpDesk.Storage.Bot;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>The SDK's storage over the plain state table.</summary>
internal sealed class StateStorage(StateTable table) : IStorage
{
    /// <summary>Whether another turn has saved first.</summary>
    public static bool IsConflict(Exception exception) => exception is StorageConflictException;

    public async Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        var found = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (key, stored) in await table.ReadAsync(keys, cancellationToken))
        {
            found[key] = new StoredState { Json = Encoding.UTF8.GetBytes(stored.Json), ETag = stored.ETag };
        }

        return found;
    }

    public async Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
    {
        var items = changes.ToDictionary(c => c.Key, c => ((string, string?))(Json(c.Value), ETag(c.Value)));
        try
        {
            foreach (var (key, etag) in await table.WriteAsync(items, cancellationToken))
            {
                if (changes[key] is IStoreItem item)
                {
                    item.ETag = etag;
                }
            }
        }
        catch (StateConflictException e)
        {
            throw new StorageConflictException(e.Key);
        }
    }

    public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default) => table.DeleteAsync(keys, cancellationToken);

    private static string Json(object item) =>
        Encoding.UTF8.GetString(item is StoredState state ? state.Json.Span : BotJson.ToUtf8Bytes(item));

    // The table says "must not exist" with null and "whatever is there" with a star.
    private static string? ETag(object item) => (item as IStoreItem)?.ETag switch
    {
        null => ETags.Any,
        ETags.NotStored => null,
        var etag => etag,
    };
}
