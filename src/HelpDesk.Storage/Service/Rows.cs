using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Renewing;

namespace HelpDesk.Storage.Service;

/// <summary>A registration, what was last seen of it, and what the feed last said.</summary>
public sealed class RegistrationRow
{
    public required Guid Id { get; init; }

    public required string DisplayName { get; set; }

    public required string TenantId { get; set; }

    public required string ClientId { get; set; }

    public string? SiteUrl { get; set; }

    public SignInRoute Route { get; set; }

    public string? AboutPage { get; set; }

    /// <summary>False once the configuration no longer names it.</summary>
    public bool IsInUse { get; set; } = true;

    public RotationStrategy? Strategy { get; set; }

    public DateTimeOffset? CoveredUntil { get; set; }

    public Guid? KeyId { get; set; }

    public DateTimeOffset? LastScannedAt { get; set; }

    /// <summary>Until when what was seen may be believed; null for what was seen before this was kept.</summary>
    public DateTimeOffset? GoodUntil { get; set; }

    public string? UnknownBecause { get; set; }

    /// <summary>Credentials of earlier renewals that are of no use, as a JSON list; null for none.</summary>
    public string? Leftovers { get; set; }

    public int FailedScans { get; set; }

    /// <summary>Null is due at once.</summary>
    public DateTimeOffset? NextScanAt { get; set; }

    public SecretStatus? ToldStatus { get; set; }

    public int? ToldDaysLeft { get; set; }

    public Guid? ToldKeyId { get; set; }

    public string? ToldUnknownBecause { get; set; }

    public string? ToldLeftovers { get; set; }
}

/// <summary>A person who is told about a registration.</summary>
public sealed class WatcherRow
{
    public required Guid RegistrationId { get; init; }

    public required string PersonId { get; init; }

    public required DateTimeOffset Since { get; init; }
}

public sealed class RenewalRow
{
    public required Guid Id { get; init; }

    public required Guid RegistrationId { get; init; }

    public required string TenantId { get; init; }

    public required RotationStrategy Strategy { get; set; }

    public required RenewalState State { get; set; }

    /// <summary>Whether the registration is taken by this one; a unique index allows one.</summary>
    public required bool IsActive { get; set; }

    public required string StartedById { get; set; }

    public required string StartedByName { get; set; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public CredentialHolder? Holder { get; set; }

    public string? HolderObjectId { get; set; }

    public Intent? Intent { get; set; }

    public Guid? NewKeyId { get; set; }

    public DateTimeOffset? NewSecretStarts { get; set; }

    public DateTimeOffset? NewSecretExpires { get; set; }

    public Guid? OldKeyId { get; set; }

    public DateTimeOffset? OldSecretExpires { get; set; }

    public bool OldSecretInVault { get; set; }

    public OldSecretFate? OldSecretFate { get; set; }

    public Guid? OrphanKeyId { get; set; }

    /// <summary><see cref="RenewalFacts"/> as JSON.</summary>
    public string? Facts { get; set; }

    public long? EvidenceNumber { get; set; }

    public string? EvidenceHead { get; set; }

    public DateTimeOffset? ProofExpectedAt { get; set; }

    public int ProofAttempts { get; set; }

    public DateTimeOffset? DueAt { get; set; }

    public string? Cause { get; set; }

    public string? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public int Version { get; set; }
}

/// <summary>An entry of a renewal's journal: a transition, or an effect announced before it happens. Never changed.</summary>
public sealed class RenewalStepRow
{
    public required Guid RenewalId { get; init; }

    /// <summary>The record's version that this entry made.</summary>
    public required int Number { get; init; }

    public required RenewalState State { get; init; }

    public required bool IsTransition { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public required string Evidence { get; init; }
}

/// <summary>One confirmation of a person, which may arrive more than once.</summary>
public sealed class ConfirmationRow
{
    public required Guid RegistrationId { get; init; }

    public required Guid IdempotencyKey { get; init; }

    public required Guid RenewalId { get; init; }

    public required string PersonId { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>A known issue of which an admin has said that it is in order.</summary>
public sealed class CheckConfirmationRow
{
    public required Guid RegistrationId { get; init; }

    public required string CheckName { get; init; }

    public required string PersonId { get; init; }

    public required string PersonName { get; set; }

    public required DateTimeOffset At { get; set; }
}

/// <summary>An entry of the change feed. Never changed.</summary>
public sealed class ChangeRow
{
    public long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    public required ChangeKind Kind { get; init; }

    public required Guid RegistrationId { get; init; }

    /// <summary>The registration and the renewal as they were then, in the contract's JSON.</summary>
    public required string RegistrationJson { get; init; }

    public string? RenewalJson { get; init; }
}

/// <summary>A value of the embedded vault, encrypted before it comes here.</summary>
public sealed class VaultEntryRow
{
    public required Guid RegistrationId { get; init; }

    public required string Name { get; init; }

    public required byte[] Ciphertext { get; set; }

    public Guid? KeyId { get; set; }

    public DateTimeOffset? Expires { get; set; }

    public required DateTimeOffset WrittenAt { get; set; }
}
