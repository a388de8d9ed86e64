namespace HelpDesk.Renewals.ConditionalAccess;

public enum PolicyState
{
    Enabled,
    ReportOnly,
    Disabled,

    /// <summary>A state that this product does not know: the policy may be in force.</summary>
    Unknown,
}

/// <summary>A Conditional Access policy as the directory has it. Values that this product does not know are kept in their lists.</summary>
public sealed record ConditionalAccessPolicy
{
    public required string Id { get; init; }

    public required string DisplayName { get; init; }

    public required PolicyState State { get; init; }

    public PolicyUsers Users { get; init; } = new();

    public PolicyApplications Applications { get; init; } = new();

    /// <summary>The kinds of client that it covers; empty for every kind.</summary>
    public IReadOnlyList<string> ClientAppTypes { get; init; } = [];

    /// <summary>The conditions that are set and that nobody can decide before the sign-in happens.</summary>
    public PolicyConditions Conditions { get; init; }

    /// <summary>What it demands; null if it only limits the session.</summary>
    public GrantControls? Grant { get; init; }

    /// <summary>Whether a part could not be read, so that nothing certain can be said of it.</summary>
    public bool HasUnknownParts { get; init; }
}

/// <summary>Whom a policy covers.</summary>
public sealed record PolicyUsers
{
    public IReadOnlyList<string> IncludeUsers { get; init; } = [];

    public IReadOnlyList<string> ExcludeUsers { get; init; } = [];

    public IReadOnlyList<string> IncludeGroups { get; init; } = [];

    public IReadOnlyList<string> ExcludeGroups { get; init; } = [];

    public IReadOnlyList<string> IncludeRoles { get; init; } = [];

    public IReadOnlyList<string> ExcludeRoles { get; init; } = [];

    /// <summary>Whether some kinds of guests are included; which kinds, and from where, is not looked at.</summary>
    public bool IncludesSomeGuests { get; init; }

    public bool ExcludesSomeGuests { get; init; }
}

/// <summary>What a policy covers.</summary>
public sealed record PolicyApplications
{
    public IReadOnlyList<string> Include { get; init; } = [];

    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Actions such as registering security information, none of which is a sign-in to an app.</summary>
    public IReadOnlyList<string> UserActions { get; init; } = [];

    /// <summary>What an app may ask for in the middle of a session, so never when a person signs in to it.</summary>
    public IReadOnlyList<string> AuthenticationContexts { get; init; } = [];

    /// <summary>Whether a rule over the apps' attributes includes or excludes further ones.</summary>
    public bool HasFilter { get; init; }
}

/// <summary>Conditions that depend on where, on what and how somebody signs in.</summary>
[Flags]
public enum PolicyConditions
{
    None = 0,
    Locations = 1,
    Platforms = 2,
    Devices = 4,
    SignInRisk = 8,
    UserRisk = 16,
    InsiderRisk = 32,
    AuthenticationFlows = 64,
}
