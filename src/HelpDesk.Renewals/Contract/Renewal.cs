using System.Text.Json.Serialization;

namespace HelpDesk.Renewals.Contract;

/// <summary>Where a renewal stands. "Renewed" and "works" are two facts: only <see cref="Proven"/> says that a token was obtained.</summary>
[JsonConverter(typeof(RenewalStateJson))]
public enum RenewalState
{
    Claimed,
    Preflighted,
    Staged,
    Delivered,
    Propagating,
    Proven,
    Retired,
    RolledBack,
    NeedsSignIn,
    NeedsPerson,

    /// <summary>A state that only a newer service knows. Never written, and never taken for a good one.</summary>
    Unknown,
}

/// <summary>What became of the secret that a renewal replaced.</summary>
[JsonConverter(typeof(OldSecretFateJson))]
public enum OldSecretFate
{
    /// <summary>The app had none.</summary>
    NoneThere,

    /// <summary>It expired, and nothing removed it from the directory.</summary>
    LeftToExpire,

    /// <summary>It expired and was removed with a sign-in.</summary>
    Removed,

    /// <summary>A fate that only a newer service knows.</summary>
    Unknown,
}

/// <summary>A renewal as the service knows it. Holds no secret value.</summary>
public sealed record Renewal
{
    public required Guid Id { get; init; }

    public required Guid RegistrationId { get; init; }

    public required string TenantId { get; init; }

    public required RotationStrategy Strategy { get; init; }

    public required RenewalState State { get; init; }

    /// <summary>Object ID of the admin whose sign-in carries the renewal.</summary>
    public required string StartedById { get; init; }

    public required string StartedByName { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public Guid? NewKeyId { get; init; }

    /// <summary>Read back from the directory, never assumed.</summary>
    public DateTimeOffset? NewSecretExpires { get; init; }

    public DateTimeOffset? OldSecretExpires { get; init; }

    /// <summary>When the proof can first succeed; set while <see cref="RenewalState.Propagating"/>.</summary>
    public DateTimeOffset? ProofExpectedAt { get; init; }

    /// <summary>Whether the vault held the old value, so that HelpDesk can go on with it as SecondaryClientSecret.</summary>
    public bool OldSecretInVault { get; init; }

    /// <summary>What became of the old secret; null while it is in use.</summary>
    public OldSecretFate? OldSecretFate { get; init; }

    /// <summary>A password that this renewal added, that HelpDesk never got and that could not be removed; null once it is gone.</summary>
    public Guid? OrphanKeyId { get; init; }

    /// <summary>The place and head of the latest sealed record of this renewal in the tenant's chain; null before the first transition.</summary>
    public long? EvidenceNumber { get; init; }

    public string? EvidenceHead { get; init; }

    /// <summary>What went wrong, in plain words for an admin.</summary>
    public string? Cause { get; init; }

    public required IReadOnlyList<RenewalStep> Steps { get; init; }
}

/// <summary>One recorded transition.</summary>
public sealed record RenewalStep
{
    public required RenewalState State { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>One sentence; key IDs and dates, no secret.</summary>
    public required string Evidence { get; init; }
}
