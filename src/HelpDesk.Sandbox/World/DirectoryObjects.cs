namespace HelpDesk.Sandbox.World;

/// <summary>What applications and service principals have in common: an identity and credentials.</summary>
public abstract record CredentialHolder
{
    /// <summary>Object ID.</summary>
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    /// <summary>Client ID.</summary>
    public required Guid AppId { get; init; }

    public required string DisplayName { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public IReadOnlyList<Guid> Owners { get; init; } = [];

    public IReadOnlyList<PasswordCredential> Passwords { get; init; } = [];

    public IReadOnlyList<KeyCredential> Keys { get; init; } = [];

    /// <summary>Takes the place of the tenant's default policy for this object.</summary>
    public AssignedAppPolicy? AssignedPolicy { get; init; }

    /// <summary>Counted up by each change.</summary>
    public int Version { get; init; }

    /// <summary>As Graph writes a version.</summary>
    public string Tag => $"W/\"{Version}\"";
}

/// <summary>An app registration, in its home tenant.</summary>
public sealed record Application : CredentialHolder
{
    public bool IsMultiTenant { get; init; }

    /// <summary>Registered reply addresses. As with Entra the port of <c>http://localhost</c> does not count.</summary>
    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    public IReadOnlyList<string> IdentifierUris { get; init; } = [];

    /// <summary>Delegated scopes that it offers as an API.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    public ServicePrincipalLock? Lock { get; init; }
}

/// <summary>What may not be changed on the principals of an application.</summary>
public sealed record ServicePrincipalLock
{
    public bool IsEnabled { get; init; } = true;

    public bool AllProperties { get; init; }

    public bool CredentialsWithUsageVerify { get; init; }

    public bool CredentialsWithUsageSign { get; init; }

    public bool TokenEncryptionKeyId { get; init; }

    /// <param name="usage">Passwords are used to verify, as <c>Verify</c> keys are.</param>
    public bool Locks(string usage) => IsEnabled && (AllProperties || (usage == "Sign" ? CredentialsWithUsageSign : CredentialsWithUsageVerify));
}

public enum PrincipalType
{
    Application,

    /// <summary>Made by <c>appregnew.aspx</c> before December 2024: no application behind it, unknown to the v2 endpoints.</summary>
    Legacy,
}

/// <summary>What a principal may do at an API: an app role, or a delegated scope consented for the whole tenant.</summary>
public sealed record PermissionGrant(Guid ResourceAppId, string Permission);

public sealed record ServicePrincipal : CredentialHolder
{
    public PrincipalType Type { get; init; }

    public bool IsEnabled { get; init; } = true;

    public required Guid HomeTenantId { get; init; }

    public IReadOnlyList<string> Names { get; init; } = [];

    public IReadOnlyList<PermissionGrant> AppRoles { get; init; } = [];

    public IReadOnlyList<PermissionGrant> DelegatedPermissions { get; init; } = [];
}
