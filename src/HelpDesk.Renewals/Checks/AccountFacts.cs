using HelpDesk.Renewals.ConditionalAccess;
using HelpDesk.Renewals.Directories;

namespace HelpDesk.Renewals.Checks;

/// <summary>Over what a role is held.</summary>
public enum RoleScope
{
    /// <summary>The whole directory.</summary>
    Tenant,

    /// <summary>The app whose secret is renewed, and no other.</summary>
    App,

    /// <summary>Some other part of the directory.</summary>
    Part,
}

/// <summary>By what a role is held.</summary>
public enum RoleSource
{
    /// <summary>The directory does not say.</summary>
    Unknown,
    Direct,
    Group,
}

/// <summary>A directory role that an account holds or could activate.</summary>
/// <param name="TemplateId">The role's template ID, lower case.</param>
/// <param name="Name">The role's name, as the directory or this product knows it.</param>
public sealed record RoleHolding(string TemplateId, string Name)
{
    public RoleScope Scope { get; init; }

    public RoleSource Source { get; init; }
}

/// <summary>Somebody who holds a role that suffices to renew.</summary>
public sealed record RoleHolder(string PersonId, string Name, string? Login, string Role);

/// <summary>A domain of the tenant.</summary>
public sealed record TenantDomain(string Name, bool IsInitial, bool IsFederated);

public enum PerUserMultiFactor
{
    Disabled,
    Enabled,
    Enforced,
    Unknown,
}

/// <summary>The person as the directory knows them.</summary>
public sealed record AccountEntry(string Name, string Login, bool IsGuest);

/// <summary>All that the directory says of one account and of HelpDesk's app, read beforehand.</summary>
public sealed record AccountFacts
{
    public required string AccountId { get; init; }

    public required Reading<AccountEntry> Account { get; init; }

    public required Reading<IReadOnlyList<RoleHolding>> ActiveRoles { get; init; }

    /// <summary>The active roles over the whole directory, however they are held: what Conditional Access counts.</summary>
    public Reading<IReadOnlyList<RoleHolding>> TenantRoles
    {
        get => field ?? ActiveRoles.Select<IReadOnlyList<RoleHolding>>(roles => [.. roles.Where(r => r.Scope is RoleScope.Tenant)]);
        init;
    }

    /// <summary>Why roles over a part of the directory are missing among <see cref="ActiveRoles"/>; null when they are not.</summary>
    public Unreadable? ScopedRolesUnread { get; init; }

    public required Reading<IReadOnlyList<RoleHolding>> EligibleRoles { get; init; }

    /// <summary>Object IDs of the groups that the account is in, directly or through others.</summary>
    public required Reading<IReadOnlyList<string>> Groups { get; init; }

    public required Reading<IReadOnlyList<TenantDomain>> Domains { get; init; }

    public required Reading<PerUserMultiFactor> MultiFactor { get; init; }

    public required Reading<bool> SecurityDefaults { get; init; }

    public required Reading<IReadOnlyList<ConditionalAccessPolicy>> ConditionalAccess { get; init; }

    /// <summary>What the directory's own trial says of the policies; rarely permitted, and only compared.</summary>
    public required Reading<IReadOnlyList<WhatIfAnswer>> WhatIf { get; init; }

    public required Reading<bool> SharePointAllowsLegacyAuthentication { get; init; }

    public required Reading<Principal> Principal { get; init; }

    /// <summary>What app-management policies allow for HelpDesk's app.</summary>
    public required Reading<CredentialRules> Rules { get; init; }

    /// <summary>Whether the account owns the object whose credentials are written.</summary>
    public required Reading<bool> OwnsApp { get; init; }

    /// <summary>Who else could renew; read only when the account is no Global Administrator, who always can.</summary>
    public required Reading<IReadOnlyList<RoleHolder>> OthersWhoMayRenew { get; init; }

    /// <summary>The name that people know, or the ID when the directory does not tell.</summary>
    public string AccountName => Account is { IsRead: true, Value.Name: { Length: > 0 } name } ? name : AccountId;
}
