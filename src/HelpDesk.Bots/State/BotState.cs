namespace HelpDesk.Bots;

/// <summary>
/// Named values that belong to a conversation, a person or the like. Loaded at the first use in a turn, written by
/// <see cref="SaveChangesAsync"/> if anything has changed.
/// </summary>
public abstract class BotState(IStorage storage, string contextServiceKey)
{
    public IStatePropertyAccessor<T> CreateProperty<T>(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new Accessor<T>(this, name);
    }

    public async Task LoadAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default) =>
        await LoadedAsync(turnContext, force, cancellationToken);

    /// <summary>Writes the state if it has changed, or in any case when <paramref name="force"/> is set.</summary>
    /// <exception cref="StorageConflictException">Another turn has written the state since this one read it.</exception>
    public async Task SaveChangesAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (turnContext.TurnState.Get<CachedBotState>(contextServiceKey) is not { } cached)
        {
            return;
        }

        if (cached.TakeChange(force) is { } change)
        {
            await storage.WriteAsync(new Dictionary<string, object>(1, StringComparer.Ordinal) { [GetStorageKey(turnContext)] = change }, cancellationToken);
            cached.Saved(change);
        }
    }

    /// <summary>Empties the state for the rest of the turn; saving then writes it empty.</summary>
    public Task ClearStateAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var etag = turnContext.TurnState.Get<CachedBotState>(contextServiceKey)?.ETag;
        turnContext.TurnState.Set(contextServiceKey, CachedBotState.Cleared(etag));
        return Task.CompletedTask;
    }

    public async Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        turnContext.TurnState.Remove(contextServiceKey);
        await storage.DeleteAsync([GetStorageKey(turnContext)], cancellationToken);
    }

    protected abstract string GetStorageKey(ITurnContext turnContext);

    private ValueTask<CachedBotState> LoadedAsync(ITurnContext turnContext, bool force, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        return !force && turnContext.TurnState.Get<CachedBotState>(contextServiceKey) is { } cached
            ? ValueTask.FromResult(cached)
            : ReadAsync(turnContext, cancellationToken);
    }

    private async ValueTask<CachedBotState> ReadAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var key = GetStorageKey(turnContext);
        var items = await storage.ReadAsync([key], cancellationToken);
        var cached = items.TryGetValue(key, out var item) ? CachedBotState.Parse((StoredState)item) : new CachedBotState(ETags.NotStored);
        turnContext.TurnState.Set(contextServiceKey, cached);
        return cached;
    }

    private sealed class Accessor<T>(BotState state, string name) : IStatePropertyAccessor<T>
    {
        public string Name => name;

        public async Task<T> GetAsync(ITurnContext turnContext, Func<T>? defaultValueFactory, CancellationToken cancellationToken)
        {
            var cached = await state.LoadedAsync(turnContext, force: false, cancellationToken);
            if (cached.TryGet<T>(name, out var value))
            {
                return value;
            }

            if (defaultValueFactory is null)
            {
                return default!;
            }

            value = defaultValueFactory();
            cached.Set(name, value);
            return value;
        }

        public async Task SetAsync(ITurnContext turnContext, T value, CancellationToken cancellationToken)
        {
            var cached = await state.LoadedAsync(turnContext, force: false, cancellationToken);
            cached.Set(name, value);
        }

        public async Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken)
        {
            var cached = await state.LoadedAsync(turnContext, force: false, cancellationToken);
            cached.Remove(name);
        }
    }
}

/// <summary>Values of one conversation, whoever speaks in it.</summary>
public sealed class ConversationState(IStorage storage) : BotState(storage, nameof(ConversationState))
{
    protected override string GetStorageKey(ITurnContext turnContext)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        return $"{turnContext.Activity.ChannelId}/conversations/{turnContext.Activity.Conversation.Id}";
    }
}

/// <summary>Values of one person, in whatever conversation they speak.</summary>
public sealed class UserState(IStorage storage) : BotState(storage, nameof(UserState))
{
    protected override string GetStorageKey(ITurnContext turnContext)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        return $"{turnContext.Activity.ChannelId}/users/{turnContext.Activity.From.Id}";
    }
}
