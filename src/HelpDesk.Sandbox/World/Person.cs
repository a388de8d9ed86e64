namespace HelpDesk.Sandbox.World;

/// <summary>Per-user multi-factor authentication as Graph spells it.</summary>
public enum PerUserMfa
{
    Disabled,
    Enabled,
    Enforced,
}

/// <summary>Somebody of a tenant. Each is a story: what goes differently when this person renews.</summary>
public sealed record Person
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required string GivenName { get; init; }

    public required string Surname { get; init; }

    public string Name => $"{GivenName} {Surname}";

    public required string UserPrincipalName { get; init; }

    /// <summary>The person's Teams MRI as our bot sees it.</summary>
    public required string TeamsId { get; init; }

    /// <summary>Roles that are active for the whole tenant and assigned to the person, not to a group.</summary>
    public IReadOnlyList<DirectoryRole> ActiveRoles { get; init; } = [];

    /// <summary>Roles that must first be activated in Privileged Identity Management.</summary>
    public IReadOnlyList<DirectoryRole> EligibleRoles { get; init; } = [];

    /// <summary>Roles that are active for a part of the directory only.</summary>
    public IReadOnlyList<ScopedRole> ScopedRoles { get; init; } = [];

    public IReadOnlyList<ScopedRole> ScopedEligibleRoles { get; init; } = [];

    public PerUserMfa PerUserMfa { get; init; }

    /// <summary>Whether the login name's domain sends sign-in to a third party.</summary>
    public bool HasFederatedLogin { get; init; }

    /// <summary>Invited from another organisation.</summary>
    public bool IsGuest { get; init; }

    /// <summary>One sentence for the account list, the console and the documentation.</summary>
    public required string Story { get; init; }

    /// <summary>Whether a role of the person's own lets them write; <see cref="Tenant.MayWriteCredentials(Person)"/> knows all.</summary>
    public bool MayWriteCredentials => ActiveRoles.Any(r => r.MayWriteCredentials);
}
