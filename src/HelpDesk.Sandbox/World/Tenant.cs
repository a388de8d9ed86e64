namespace HelpDesk.Sandbox.World;

public sealed record VerifiedDomain(string Name, bool IsInitial = false, bool IsDefault = false, bool IsFederated = false);

/// <summary>A directory with its people and its policies. Applications and principals are in <see cref="SandboxWorld"/>.</summary>
public sealed record Tenant
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<VerifiedDomain> Domains { get; init; }

    /// <summary>The first one chats when nobody is named.</summary>
    public required IReadOnlyList<Person> People { get; init; }

    public bool IsVendor { get; init; }

    /// <summary>Host of the tenant's SharePoint, for the vault's and the add-in's use.</summary>
    public required string SharePointHost { get; init; }

    public bool SecurityDefaults { get; init; }

    public bool LegacyAuthProtocols { get; init; } = true;

    public IReadOnlyList<ConditionalAccessPolicy> ConditionalAccess { get; init; } = [];

    public AppManagementPolicy AppManagement { get; init; } = new();

    public string InitialDomain => Domains.Single(d => d.IsInitial).Name;

    public bool Owns(string domain) => Domains.Any(d => d.Name.Equals(domain, StringComparison.OrdinalIgnoreCase));
}
