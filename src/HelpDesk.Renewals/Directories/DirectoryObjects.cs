using HelpDesk.Renewals.Secrets;

namespace HelpDesk.Renewals.Directories;

/// <summary>On which resource of the directory credentials are written.</summary>
public enum CredentialHolder
{
    Application,
    ServicePrincipal,
}

/// <summary>The object whose credentials a renewal writes.</summary>
public sealed record DirectoryTarget(CredentialHolder Holder, string ObjectId)
{
    /// <summary>Where the directory has it: <c>applications/{id}</c> or <c>servicePrincipals/{id}</c>.</summary>
    public string Address => $"{CollectionOf(Holder)}/{ObjectId}";

    public static string CollectionOf(CredentialHolder holder) => holder is CredentialHolder.Application ? "applications" : "servicePrincipals";
}

public sealed record PasswordEntry
{
    public required Guid KeyId { get; init; }

    public string? DisplayName { get; init; }

    public DateTimeOffset? Start { get; init; }

    public DateTimeOffset? End { get; init; }

    public bool IsLiveAt(DateTimeOffset now) => End is { } end && end > now;
}

/// <summary>A key credential as it was read. It goes back exactly like this: the directory refuses a changed entry and deletes a missing one.</summary>
public sealed record KeyEntry
{
    public const string Symmetric = "Symmetric";
    public const string Sign = "Sign";
    public const string Verify = "Verify";

    public required Guid KeyId { get; init; }

    public string? Type { get; init; }

    public string? Usage { get; init; }

    public string? DisplayName { get; init; }

    public DateTimeOffset? Start { get; init; }

    public DateTimeOffset? End { get; init; }

    /// <summary>The key as base64, when the directory returned it; null is how a read usually looks.</summary>
    public SecretText? Key { get; init; }

    public string? CustomKeyIdentifier { get; init; }

    /// <summary>Members that this product does not know, kept so that the entry stays unchanged.</summary>
    public IReadOnlyDictionary<string, object>? Other { get; init; }

    public bool IsSymmetric => string.Equals(Type, Symmetric, StringComparison.OrdinalIgnoreCase);

    public bool IsUsedTo(string usage) => string.Equals(Usage, usage, StringComparison.OrdinalIgnoreCase);

    public bool IsLiveAt(DateTimeOffset now) => End is not { } end || end > now;
}

/// <summary>An application or a service principal with its credentials.</summary>
public sealed record DirectoryObject
{
    public required string ObjectId { get; init; }

    public required string ClientId { get; init; }

    public required string DisplayName { get; init; }

    public required IReadOnlyList<PasswordEntry> Passwords { get; init; }

    public required IReadOnlyList<KeyEntry> Keys { get; init; }

    /// <summary>The version that was read, when the directory tells one. Whether it does for these objects is not documented.</summary>
    public string? Tag { get; init; }

    /// <summary>When it was made; app-management policies may apply to newer objects only.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Whether an app registration locks the credentials of its service principals.</summary>
    public bool IsLocked { get; init; }
}

/// <summary>A service principal: what makes an app usable in a tenant.</summary>
public sealed record ServicePrincipalObject
{
    public const string Legacy = "Legacy";

    public required DirectoryObject Object { get; init; }

    /// <summary><c>Application</c>, <c>ManagedIdentity</c> or <c>Legacy</c>.</summary>
    public string? Type { get; init; }

    public bool? AccountEnabled { get; init; }

    /// <summary>The tenant in which the application behind it lives.</summary>
    public string? HomeTenantId { get; init; }

    public bool IsLegacy => string.Equals(Type, Legacy, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What one tenant's directory holds under one client ID.</summary>
public sealed record Principal(ServicePrincipalObject? ServicePrincipal, DirectoryObject? Application)
{
    public bool IsFound => ServicePrincipal is not null || Application is not null;

    /// <summary>The same with other credentials of the object that holds them.</summary>
    public Principal With(DirectoryObject holder) => Application is not null
        ? this with { Application = holder }
        : this with { ServicePrincipal = ServicePrincipal! with { Object = holder } };
}

/// <summary>What <c>addPassword</c> returned, once.</summary>
public sealed record NewPassword
{
    public required Guid KeyId { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    public required SecretText Secret { get; init; }
}

/// <summary>The symmetric pair that an ACS secret needs beside its password.</summary>
public sealed record NewKeyPair(SecretText Secret, DateTimeOffset Start, DateTimeOffset End);
