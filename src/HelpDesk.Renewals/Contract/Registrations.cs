using System.Text.Json.Serialization;

namespace HelpDesk.Renewals.Contract;

/// <summary>What the policy says of a registration's secret. <see cref="Unknown"/> is never shown as healthy.</summary>
[JsonConverter(typeof(SecretStatusJson))]
public enum SecretStatus
{
    Unknown,
    Healthy,
    Due,
    Urgent,
    Expired,
}

/// <summary>How a secret is renewed; which one applies is decided by what the directory holds.</summary>
public enum RotationStrategy
{
    /// <summary>An ordinary app registration: <c>addPassword</c>, old and new secret overlap.</summary>
    EntraApplication,

    /// <summary>An add-in registered since December 2024: an application that also needs the symmetric key pair.</summary>
    AcsApplication,

    /// <summary>An add-in registered before: a service principal of type <c>Legacy</c> without an application.</summary>
    AcsLegacyPrincipal,
}

/// <summary>Why a credential of an earlier renewal is of no use any more.</summary>
[JsonConverter(typeof(LeftoverKindJson))]
public enum LeftoverKind
{
    /// <summary>A renewal that failed added it, and HelpDesk never got its value.</summary>
    Orphan,

    /// <summary>It expired, long enough ago to be removed.</summary>
    Expired,

    /// <summary>A kind that only a newer service knows.</summary>
    Unknown,
}

/// <summary>A credential that an earlier renewal left in the directory. Whoever signs in to renew or to clean up removes it.</summary>
public sealed record Leftover
{
    public required Guid KeyId { get; init; }

    public required LeftoverKind Kind { get; init; }

    /// <summary>When it ends or ended, UTC.</summary>
    public DateTimeOffset? Ends { get; init; }
}

/// <summary>What a clean-up did.</summary>
public sealed record CleanUpResult
{
    public IReadOnlyList<Leftover> Removed { get; init => field = value ?? []; } = [];

    /// <summary>What has to stay for now, because the vault may still offer it to HelpDesk.</summary>
    public IReadOnlyList<Leftover> Kept { get; init => field = value ?? []; } = [];
}

/// <summary>One HelpDesk installation in one tenant, and what is known of its secret.</summary>
public sealed record RegistrationStatus
{
    public required Guid Id { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>The customer's directory (tenant) ID, lower case.</summary>
    public required string TenantId { get; init; }

    /// <summary>The client ID under which HelpDesk reaches SharePoint.</summary>
    public required string ClientId { get; init; }

    public string? SiteUrl { get; init; }

    /// <summary>Null until the principal has been found in the directory.</summary>
    public RotationStrategy? Strategy { get; init; }

    public required SecretStatus Status { get; init; }

    /// <summary>End of the latest password credential that is known to work, UTC: a renewed one counts once it is proven.</summary>
    public DateTimeOffset? CoveredUntil { get; init; }

    /// <summary>Whole days until <see cref="CoveredUntil"/>, rounded up; negative once expired.</summary>
    public int? DaysLeft { get; init; }

    /// <summary>The key ID of that password credential: a notice is about this secret.</summary>
    public Guid? KeyId { get; init; }

    public DateTimeOffset? LastScannedAt { get; init; }

    /// <summary>Why the status is <see cref="SecretStatus.Unknown"/>, in plain words.</summary>
    public string? UnknownBecause { get; init; }

    /// <summary>Credentials of earlier renewals that are of no use any more, as they were last seen.</summary>
    public IReadOnlyList<Leftover> Leftovers { get; init => field = value ?? []; } = [];

    /// <summary>The latest renewal, whatever became of it.</summary>
    public Renewal? LatestRenewal { get; init; }

    /// <summary>Whether no later renewal than this one is known.</summary>
    public bool IsLatest(Renewal renewal)
    {
        ArgumentNullException.ThrowIfNull(renewal);
        return LatestRenewal is null || LatestRenewal.Id == renewal.Id;
    }
}

/// <summary>An app in the tenant that may be HelpDesk; an admin confirms which one it is.</summary>
public sealed record Candidate
{
    public required string ClientId { get; init; }

    public required string DisplayName { get; init; }

    public RotationStrategy? Strategy { get; init; }

    /// <summary>Why it cannot be renewed in this tenant, in plain words; null when it can.</summary>
    public string? RefusedBecause { get; init; }

    public DateTimeOffset? CoveredUntil { get; init; }
}
