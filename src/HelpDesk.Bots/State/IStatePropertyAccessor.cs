namespace HelpDesk.Bots;

/// <summary>One named value in a state.</summary>
public interface IStatePropertyAccessor<T>
{
    string Name { get; }

    /// <summary>The value. It may be changed in place: saving the state writes it as it is then.</summary>
    Task<T> GetAsync(ITurnContext turnContext, Func<T>? defaultValueFactory = null, CancellationToken cancellationToken = default);

    Task SetAsync(ITurnContext turnContext, T value, CancellationToken cancellationToken = default);

    Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default);
}
