namespace HelpDesk.Sandbox.World;

/// <summary>A security group of a tenant. One that holds a role is what Entra calls role-assignable.</summary>
public sealed record Group
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>People who are members themselves.</summary>
    public IReadOnlyList<Guid> Members { get; init; } = [];

    /// <summary>Groups whose members are members as well.</summary>
    public IReadOnlyList<Guid> Groups { get; init; } = [];

    /// <summary>Roles that every member holds for the whole tenant.</summary>
    public IReadOnlyList<DirectoryRole> ActiveRoles { get; init; } = [];

    /// <summary>Roles that every member may activate.</summary>
    public IReadOnlyList<DirectoryRole> EligibleRoles { get; init; } = [];

    public bool IsRoleAssignable => ActiveRoles.Count > 0 || EligibleRoles.Count > 0;
}
