namespace HelpDesk.Bots;

/// <summary>Keeps items by key.</summary>
public interface IStorage
{
    /// <summary>The items that exist; a key without an item is not in the answer.</summary>
    Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes each item. An <see cref="IStoreItem"/> is written only if its <see cref="IStoreItem.ETag"/> allows, and has the new one
    /// afterwards.
    /// </summary>
    /// <exception cref="StorageConflictException">Somebody else has written an item since it was read.</exception>
    Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default);

    Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default);
}

/// <summary>An item whose writes are checked against what is stored.</summary>
public interface IStoreItem
{
    /// <summary>
    /// The version that was read, <see cref="ETags.NotStored"/> for an item that must not exist yet, or null or
    /// <see cref="ETags.Any"/> to write whatever is stored.
    /// </summary>
    string? ETag { get; set; }
}

/// <summary>The values of <see cref="IStoreItem.ETag"/> that are not versions.</summary>
public static class ETags
{
    public const string Any = "*";
    public const string NotStored = "-";
}

/// <summary>A bot state as it is stored: UTF-8 JSON, so that a storage need not know what is in it.</summary>
public sealed class StoredState : IStoreItem
{
    public required ReadOnlyMemory<byte> Json { get; init; }

    public string? ETag { get; set; }
}

/// <summary>Somebody else has written the item since it was read. Nothing was written.</summary>
public sealed class StorageConflictException(string key)
    : Exception($"The stored item {key} was changed by another turn since this one read it.")
{
    public string Key { get; } = key;
}
