using HelpDesk.Renewals.Directories;

namespace HelpDesk.Renewals.Checks;

/// <summary>Why a fact could not be read; the words for it are in <see cref="CheckTexts"/>.</summary>
/// <param name="Fault">What went wrong.</param>
/// <param name="Code">The other side's own code.</param>
/// <param name="CorrelationId">What the other side's support wants to know.</param>
public sealed record Unreadable(DirectoryFault Fault, string? Code = null, string? CorrelationId = null)
{
    public static Unreadable Of(DirectoryException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return new(failure.Fault, failure.Code, failure.CorrelationId);
    }
}

/// <summary>A fact, or why it could not be read. There is no third: a fact that could not be read is never taken as good.</summary>
public sealed record Reading<T>
{
    private readonly T? _value;

    internal Reading(T? value, Unreadable? why) => (_value, Why) = (value, why);

    /// <summary>Null when the fact was read.</summary>
    public Unreadable? Why { get; }

    public bool IsRead => Why is null;

    public T Value => IsRead ? _value! : throw new InvalidOperationException("The fact could not be read.");

    /// <summary>The fact made into another one, unless it could not be read.</summary>
    public Reading<TOther> Select<TOther>(Func<T, TOther> convert)
    {
        ArgumentNullException.ThrowIfNull(convert);
        return new(IsRead ? convert(_value!) : default, Why);
    }
}

public static class Reading
{
    public static Reading<T> Of<T>(T value) => new(value, null);

    public static Reading<T> Unreadable<T>(Unreadable why) => new(default, why);
}
