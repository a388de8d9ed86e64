namespace HelpDesk.Bots;

/// <summary>Services and values of one turn, by key or by type.</summary>
public sealed class TurnContextStateCollection : Dictionary<string, object>, IDisposable
{
    private const int UsualCount = 8;

    public TurnContextStateCollection()
        : base(UsualCount, StringComparer.Ordinal)
    {
    }

    public T? Get<T>(string key)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(key);
        return TryGetValue(key, out var value) ? value as T : null;
    }

    public T? Get<T>()
        where T : class => Get<T>(typeof(T).FullName!);

    public void Add<T>(string key, T value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        base.Add(key, value);
    }

    public void Add<T>(T value)
        where T : class => Add(typeof(T).FullName!, value);

    public void Set<T>(string key, T? value)
        where T : class
    {
        if (value is null)
        {
            Remove(key);
        }
        else
        {
            this[key] = value;
        }
    }

    public void Set<T>(T? value)
        where T : class => Set(typeof(T).FullName!, value);

    /// <summary>Ends the turn's own values. A service that outlives turns must not be harmed by Dispose.</summary>
    public void Dispose()
    {
        foreach (var value in Values)
        {
            (value as IDisposable)?.Dispose();
        }

        Clear();
    }
}
