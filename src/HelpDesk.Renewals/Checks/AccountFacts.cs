using HelpDesk.Renewals.Directories;

namespace HelpDesk.Renewals.Checks;

/// <summary>A fact, or why it could not be read. There is no third: a fact that could not be read is never taken as good.</summary>
public sealed record Reading<T>
{
    private readonly T? _value;

    internal Reading(T? value, string? unreadableBecause) => (_value, UnreadableBecause) = (value, unreadableBecause);

    public string? UnreadableBecause { get; }

    public bool IsRead => UnreadableBecause is null;

    public T Value => IsRead ? _value! : throw new InvalidOperationException("The fact could not be read.");
}

public static class Reading
{
    public static Reading<T> Of<T>(T value) => new(value, null);

    public static Reading<T> Unreadable<T>(string because) => new(default, because);
}

/// <summary>A directory role that an account holds or could activate.</summary>
/// <param name="TemplateId">The role's template ID, lower case.</param>
/// <param name="Name">The role's name, as the directory or this product knows it.</param>
/// <param name="IsTenantWide">False for a role over a part of the directory only.</param>
public sealed record RoleHolding(string TemplateId, string Name, bool IsTenantWide = true);

/// <summary>A domain of the tenant.</summary>
public sealed record TenantDomain(string Name, bool IsInitial, bool IsFederated);

public enum PerUserMultiFactor
{
    Disabled,
    Enabled,
    Enforced,
    Unknown,
}

/// <summary>All that the checks look at, read beforehand.</summary>
public sealed record AccountFacts
{
    public required string AccountId { get; init; }

    public required string AccountName { get; init; }

    public required Reading<string> UserPrincipalName { get; init; }

    public required Reading<IReadOnlyList<RoleHolding>> ActiveRoles { get; init; }

    public required Reading<IReadOnlyList<RoleHolding>> EligibleRoles { get; init; }

    /// <summary>Whether the account owns the object whose credentials are written.</summary>
    public required Reading<bool> OwnsApp { get; init; }

    public required Reading<IReadOnlyList<TenantDomain>> Domains { get; init; }

    public required Reading<PerUserMultiFactor> MultiFactor { get; init; }

    public required Reading<bool> SecurityDefaults { get; init; }

    public required Reading<bool> SharePointAllowsLegacyAuthentication { get; init; }

    public required Reading<Principal> Principal { get; init; }
}
