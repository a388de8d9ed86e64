using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Bot;

/// <summary>A stored value and the ETag that a later write has to name.</summary>
public sealed record StateRecord(string Json, string ETag);

/// <summary>Another turn has written the same item since it was read.</summary>
public sealed class StateConflictException(string key) : Exception($"State item '{key}' was written by another turn since it was read.")
{
    public string Key { get; } = key;
}

/// <summary>Bot state as a plain table of key, JSON and ETag; the SDK's storage interface is adapted to it elsewhere.</summary>
public sealed class StateTable(IDbContextFactory<BotContext> contexts, TimeProvider time)
{
    public async Task<IReadOnlyDictionary<string, StateRecord>> ReadAsync(IReadOnlyCollection<string> keys, CancellationToken ct = default)
    {
        var stored = keys.Distinct().ToDictionary(StoreKey.Of, StringComparer.Ordinal);
        var names = stored.Keys.ToList();
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.StateItems.AsNoTracking()
            .Where(i => names.Contains(i.Key))
            .ToDictionaryAsync(i => stored[i.Key], i => new StateRecord(i.Json, i.ETag), ct);
    }

    /// <summary>
    /// Writes all items or none. A null ETag means "must not exist yet", <c>*</c> means "whatever is there", another value must be
    /// the stored one; else <see cref="StateConflictException"/>.
    /// </summary>
    /// <returns>The new ETag of each key.</returns>
    public async Task<IReadOnlyDictionary<string, string>> WriteAsync(
        IReadOnlyDictionary<string, (string Json, string? ETag)> changes, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        await using var context = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await context.Database.BeginTransactionAsync(ct);
        Dictionary<string, string> tags = [];
        foreach (var (key, (json, etag)) in changes)
        {
            tags[key] = await WriteAsync(context, key, json, etag, ct);
        }

        await transaction.CommitAsync(ct);
        return tags;
    }

    public async Task DeleteAsync(IReadOnlyCollection<string> keys, CancellationToken ct = default)
    {
        var stored = keys.Select(StoreKey.Of).ToList();
        await using var context = await contexts.CreateDbContextAsync(ct);
        await context.StateItems.Where(i => stored.Contains(i.Key)).ExecuteDeleteAsync(ct);
    }

    private async Task<string> WriteAsync(BotContext context, string key, string json, string? etag, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var next = Guid.NewGuid().ToString("N");
        var stored = StoreKey.Of(key);
        if (etag is not null)
        {
            var written = await context.StateItems.Where(i => i.Key == stored && (etag == "*" || i.ETag == etag)).ExecuteUpdateAsync(
                set => set.SetProperty(i => i.Json, json).SetProperty(i => i.ETag, next).SetProperty(i => i.UpdatedAt, now), ct);
            if (written == 1)
            {
                return next;
            }

            if (etag != "*")
            {
                throw new StateConflictException(key);
            }
        }

        context.StateItems.Add(new StateItem { Key = stored, Json = json, ETag = next, UpdatedAt = now });
        return await context.TrySaveChangesAsync(ct) ? next : throw new StateConflictException(key);
    }
}
