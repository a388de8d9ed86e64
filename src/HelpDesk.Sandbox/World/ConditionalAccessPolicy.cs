namespace HelpDesk.Sandbox.World;

public enum PolicyState
{
    Enabled,
    Disabled,
    EnabledForReportingButNotEnforced,
}

/// <summary>How the grant controls of one policy go together.</summary>
public enum GrantOperator
{
    Or,
    And,
}

/// <summary>A Conditional Access policy: Graph shows it and the sandbox's own sign-in obeys it.</summary>
public sealed record ConditionalAccessPolicy
{
    public Guid Id { get; init; } = Guid.NewGuid();

    public required string DisplayName { get; init; }

    public PolicyState State { get; init; }

    /// <summary>Object IDs, <c>All</c>, <c>None</c> or <c>GuestsOrExternalUsers</c>.</summary>
    public IReadOnlyList<string> IncludeUsers { get; init; } = [];

    public IReadOnlyList<string> ExcludeUsers { get; init; } = [];

    public IReadOnlyList<string> IncludeGroups { get; init; } = [];

    public IReadOnlyList<string> ExcludeGroups { get; init; } = [];

    /// <summary>Template IDs.</summary>
    public IReadOnlyList<string> IncludeRoles { get; init; } = [];

    public IReadOnlyList<string> ExcludeRoles { get; init; } = [];

    /// <summary>Kinds of guests of any organisation, such as <c>b2bCollaborationGuest</c>.</summary>
    public IReadOnlyList<string> IncludeGuests { get; init; } = [];

    public IReadOnlyList<string> ExcludeGuests { get; init; } = [];

    /// <summary>Client IDs, <c>All</c>, <c>None</c>, <c>Office365</c> or <c>MicrosoftAdminPortals</c>.</summary>
    public IReadOnlyList<string> IncludeApplications { get; init; } = ["All"];

    public IReadOnlyList<string> ExcludeApplications { get; init; } = [];

    /// <summary>Empty means all, as <c>all</c> does.</summary>
    public IReadOnlyList<string> ClientAppTypes { get; init; } = ["all"];

    /// <summary>Empty in the conditions below: the policy has no such condition.</summary>
    public IReadOnlyList<string> IncludePlatforms { get; init; } = [];

    public IReadOnlyList<string> ExcludePlatforms { get; init; } = [];

    /// <summary>IDs of named locations, <c>All</c> or <c>AllTrusted</c>.</summary>
    public IReadOnlyList<string> IncludeLocations { get; init; } = [];

    public IReadOnlyList<string> ExcludeLocations { get; init; } = [];

    public DeviceFilter? Devices { get; init; }

    public IReadOnlyList<string> SignInRiskLevels { get; init; } = [];

    public IReadOnlyList<string> UserRiskLevels { get; init; } = [];

    public GrantOperator Operator { get; init; }

    /// <summary><c>block</c>, <c>mfa</c> and so on: what Graph calls the built-in controls.</summary>
    public IReadOnlyList<string> Controls { get; init; } = [];

    public IReadOnlyList<string> CustomAuthenticationFactors { get; init; } = [];

    public IReadOnlyList<string> TermsOfUse { get; init; } = [];

    public AuthenticationStrength? AuthenticationStrength { get; init; }
}

/// <summary>A rule over the attributes of devices. The sandbox's devices are not registered and have none.</summary>
public sealed record DeviceFilter
{
    /// <summary><c>include</c> or <c>exclude</c>.</summary>
    public required string Mode { get; init; }

    public required string Rule { get; init; }
}

/// <summary>Which combinations of methods satisfy a policy.</summary>
public sealed record AuthenticationStrength
{
    public required Guid Id { get; init; }

    public required string DisplayName { get; init; }

    /// <summary><c>mfa</c> or <c>none</c>.</summary>
    public string RequirementsSatisfied { get; init; } = "mfa";

    public IReadOnlyList<string> AllowedCombinations { get; init; } = [];
}
