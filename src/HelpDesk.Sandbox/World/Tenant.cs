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

    public IReadOnlyList<DeletedPerson> DeletedPeople { get; init; } = [];

    public IReadOnlyList<Group> Groups { get; init; } = [];

    public bool IsVendor { get; init; }

    /// <summary>Host of the tenant's SharePoint, for the vault's and the add-in's use.</summary>
    public required string SharePointHost { get; init; }

    public bool SecurityDefaults { get; init; }

    public bool LegacyAuthProtocols { get; init; } = true;

    public IReadOnlyList<ConditionalAccessPolicy> ConditionalAccess { get; init; } = [];

    public AppManagementPolicy AppManagement { get; init; } = new();

    /// <summary>Graph permissions that the renewal service lacks here because nobody has consented to them.</summary>
    public IReadOnlyList<string> WithheldPermissions { get; init; } = [];

    public AcsRetirement AcsRetirement { get; init; }

    public string InitialDomain => Domains.Single(d => d.IsInitial).Name;

    public bool Owns(string domain) => Domains.Any(d => d.Name.Equals(domain, StringComparison.OrdinalIgnoreCase));

    /// <summary>The groups that the person is in, directly or through another group.</summary>
    public IReadOnlyList<Group> GroupsOf(Person person)
    {
        var found = Groups.Where(g => g.Members.Contains(person.Id)).ToList();
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(Groups.Where(g => g.Groups.Contains(found[i].Id)).Except(found).ToList());
        }

        return found;
    }

    /// <summary>Roles that are active for the whole tenant, the person's own and those of groups.</summary>
    public IReadOnlyList<DirectoryRole> RolesOf(Person person) =>
        [.. person.ActiveRoles.Concat(GroupsOf(person).SelectMany(g => g.ActiveRoles)).Distinct()];

    /// <summary>Whether a role for the whole tenant lets the person write any application's credentials.</summary>
    public bool MayWriteCredentials(Person person) => RolesOf(person).Any(r => r.MayWriteCredentials);

    /// <summary>Whether the person may write the credentials of this object, by a role or as its owner.</summary>
    public bool MayWriteCredentials(Person person, CredentialHolder holder) =>
        MayWriteCredentials(person) || person.ScopedRoles.Any(r => r.MayWriteCredentialsOf(holder)) || holder.Owners.Contains(person.Id);
}
