using System.Text.Json;

namespace HelpDesk.Sandbox.Control;

/// <summary>A group with its people by login name or ID, and roles by name.</summary>
internal sealed record GroupInput
{
    public Guid? Id { get; init; }

    public required string Name { get; init; }

    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>IDs of groups in the same list.</summary>
    public IReadOnlyList<Guid> Groups { get; init; } = [];

    public IReadOnlyList<string> ActiveRoles { get; init; } = [];

    public IReadOnlyList<string> EligibleRoles { get; init; } = [];
}

internal sealed record ScopedRoleInput
{
    public required string Role { get; init; }

    /// <summary><c>/administrativeUnits/{id}</c> or <c>/{object ID}</c>.</summary>
    public required string Scope { get; init; }
}

internal sealed record NewPersonInput
{
    public required string GivenName { get; init; }

    public required string Surname { get; init; }

    public required string UserPrincipalName { get; init; }

    public IReadOnlyList<string> ActiveRoles { get; init; } = [];

    public IReadOnlyList<string> EligibleRoles { get; init; } = [];
}

/// <summary>What both kinds of credential holder take. A policy that is left out stays, <c>null</c> removes it.</summary>
internal record HolderInput
{
    public PortalPasswordInput? AddPassword { get; init; }

    public JsonElement AppManagementPolicy { get; init; }
}

internal sealed record ApplicationInput : HolderInput
{
    public JsonElement Lock { get; init; }
}

internal sealed record PrincipalInput : HolderInput
{
    public bool? IsEnabled { get; init; }
}

/// <summary>A password as somebody adds it in the portal, beside the bot.</summary>
internal sealed record PortalPasswordInput
{
    public string? DisplayName { get; init; }

    public string Lifetime { get; init; } = "P180D";
}

internal sealed record AppPolicyInput
{
    public string DisplayName { get; init; } = "Custom app management policy";

    public bool IsEnabled { get; init; } = true;

    public IReadOnlyList<RestrictionInput> Restrictions { get; init; } = [];
}
