namespace HelpDesk.Sandbox.World;

public enum PolicyState
{
    Enabled,
    Disabled,
    EnabledForReportingButNotEnforced,
}

/// <summary>The part of a Conditional Access policy that the sandbox's sign-in evaluates and Graph shows.</summary>
public sealed record ConditionalAccessPolicy
{
    public required Guid Id { get; init; }

    public required string DisplayName { get; init; }

    public PolicyState State { get; init; }

    /// <summary>Object IDs, or <c>All</c>.</summary>
    public IReadOnlyList<string> IncludeUsers { get; init; } = [];

    public IReadOnlyList<string> ExcludeUsers { get; init; } = [];

    public IReadOnlyList<string> IncludeRoles { get; init; } = [];

    public IReadOnlyList<string> ClientAppTypes { get; init; } = ["all"];

    /// <summary><c>block</c>, <c>mfa</c> and so on.</summary>
    public IReadOnlyList<string> Controls { get; init; } = [];

    /// <summary>Whether it applies to an interactive browser sign-in of the person. An exclusion beats an inclusion.</summary>
    public bool AppliesTo(Person person)
    {
        var id = person.Id.ToString();
        return State == PolicyState.Enabled
            && (ClientAppTypes.Contains("all") || ClientAppTypes.Contains("browser"))
            && !ExcludeUsers.Contains(id, StringComparer.OrdinalIgnoreCase)
            && (IncludeUsers.Contains("All")
                || IncludeUsers.Contains(id, StringComparer.OrdinalIgnoreCase)
                || person.ActiveRoles.Any(r => IncludeRoles.Contains(r.TemplateId.ToString(), StringComparer.OrdinalIgnoreCase)));
    }
}

/// <summary>The tenant's default app-management policy.</summary>
public sealed record AppManagementPolicy
{
    public bool IsEnabled { get; init; }

    public IReadOnlyList<CredentialRestriction> Applications { get; init; } = [];

    public IReadOnlyList<CredentialRestriction> ServicePrincipals { get; init; } = [];
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
