namespace HelpDesk.Sandbox.World;

/// <summary>The tenant's default app-management policy.</summary>
public sealed record AppManagementPolicy
{
    public bool IsEnabled { get; init; }

    public IReadOnlyList<CredentialRestriction> Applications { get; init; } = [];

    public IReadOnlyList<CredentialRestriction> ServicePrincipals { get; init; } = [];
}

/// <summary>A policy of one application or principal.</summary>
public sealed record AssignedAppPolicy
{
    public Guid Id { get; init; } = Guid.NewGuid();

    public required string DisplayName { get; init; }

    public bool IsEnabled { get; init; } = true;

    public IReadOnlyList<CredentialRestriction> Restrictions { get; init; } = [];
}

/// <summary>One restriction, for example <c>passwordLifetime</c> with a maximum or <c>symmetricKeyAddition</c>.</summary>
public sealed record CredentialRestriction
{
    public required string RestrictionType { get; init; }

    public bool IsEnabled { get; init; } = true;

    public TimeSpan? MaxLifetime { get; init; }

    /// <summary>Objects created earlier are spared.</summary>
    public DateTimeOffset? ForAppsCreatedAfter { get; init; }
}
