namespace HelpDesk.Sandbox.World;

/// <summary>
/// A role for a part of the directory: <c>/administrativeUnits/{id}</c>, or <c>/{object ID}</c> of one application or
/// principal. Neither tokens nor memberships show it.
/// </summary>
public sealed record ScopedRole(DirectoryRole Role, string Scope)
{
    public bool MayWriteCredentialsOf(CredentialHolder holder) =>
        Role.MayWriteCredentials && Scope.Equals($"/{holder.Id}", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A built-in directory role. In Graph the <c>roleDefinitionId</c> of such a role equals its template ID.</summary>
public sealed record DirectoryRole(Guid TemplateId, string Name)
{
    public static readonly DirectoryRole GlobalAdministrator = new(new("62e90394-69f5-4237-9190-012177145e10"), "Global Administrator");

    public static readonly DirectoryRole ApplicationAdministrator =
        new(new("9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"), "Application Administrator");

    public static readonly DirectoryRole CloudApplicationAdministrator =
        new(new("158c047a-c907-4556-b7ef-446551a6b5f7"), "Cloud Application Administrator");

    public static readonly DirectoryRole GlobalReader = new(new("f2ef992c-3afb-46b9-b7cf-a126ee74c451"), "Global Reader");

    /// <summary>What a token of an ordinary member carries in <c>wids</c>.</summary>
    public static readonly Guid OrdinaryMember = new("b79fbf4d-3ef9-4689-8143-76b194e85509");

    public static IReadOnlyList<DirectoryRole> All { get; } =
        [GlobalAdministrator, ApplicationAdministrator, CloudApplicationAdministrator, GlobalReader];

    /// <summary>Whether Graph lets holders of this role write any application's credentials.</summary>
    public bool MayWriteCredentials => this == GlobalAdministrator || this == ApplicationAdministrator || this == CloudApplicationAdministrator;
}
