using HelpDesk.Storage.Bot;
using Newtonsoft.Json;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>
/// The SDK's storage over the plain state table. What dialogs remember comes back as the type that it had, so the type is stored along, and
/// only types that a state can consist of are made from what is stored.
/// </summary>
internal sealed class StateStorage(StateTable table) : IStorage
{
    private static readonly JsonSerializerSettings Settings = new()
    {
        TypeNameHandling = TypeNameHandling.Auto,
        SerializationBinder = new StateTypes(),
        DateParseHandling = DateParseHandling.None,
        NullValueHandling = NullValueHandling.Ignore,
    };

    /// <summary>Whether another turn has saved first.</summary>
    public static bool IsConflict(Exception exception) => exception is StateConflictException;

    public async Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        var found = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (key, stored) in await table.ReadAsync(keys, cancellationToken))
        {
            var item = JsonConvert.DeserializeObject<object>(stored.Json, Settings)!;
            Mark(item, stored.ETag);
            found[key] = item;
        }

        return found;
    }

    public async Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
    {
        var items = changes.ToDictionary(c => c.Key, c => (JsonConvert.SerializeObject(c.Value, typeof(object), Settings), ETag(c.Value)));
        foreach (var (key, etag) in await table.WriteAsync(items, cancellationToken))
        {
            Mark(changes[key], etag);
        }
    }

    public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default) => table.DeleteAsync(keys, cancellationToken);

    private static void Mark(object item, string etag)
    {
        switch (item)
        {
            case IStoreItem versioned:
                versioned.ETag = etag;
                break;
            // A bot state is a dictionary, and bears its version among its values.
            case IDictionary<string, object> state:
                state[nameof(IStoreItem.ETag)] = etag;
                break;
        }
    }

    // The table says "must not exist" with null; this SDK says nothing of the kind.
    private static string? ETag(object item) => item switch
    {
        IStoreItem { ETag: { Length: > 0 } etag } => etag,
        IDictionary<string, object> state when state.TryGetValue(nameof(IStoreItem.ETag), out var etag) => (string)etag,
        IDictionary<string, object> => null,
        _ => "*",
    };
}
