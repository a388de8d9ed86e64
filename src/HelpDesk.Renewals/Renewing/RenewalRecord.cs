using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;

namespace HelpDesk.Renewals.Renewing;

/// <summary>An effect outside that was announced and not yet confirmed. After a crash it is what has to be looked for.</summary>
public enum Intent
{
    AddPassword,
    WriteKeys,
    RemovePassword,
    Deliver,
    KeepValue,
    Retire,
}

/// <summary>Who caused a transition.</summary>
public sealed record Actor(string Id, string Name)
{
    /// <summary>The service itself: schedules, retries, recovery.</summary>
    public static Actor Service { get; } = new("service", "HelpDesk renewal service");
}

/// <summary>Everything the service knows of one renewal, without the secret.</summary>
public sealed record RenewalRecord
{
    public required Guid Id { get; init; }

    public required Guid RegistrationId { get; init; }

    public required string TenantId { get; init; }

    public required RotationStrategy Strategy { get; init; }

    public required RenewalState State { get; init; }

    public required Actor StartedBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DirectoryTarget? Target { get; init; }

    public Intent? Intent { get; init; }

    public Guid? NewKeyId { get; init; }

    public DateTimeOffset? NewSecretStarts { get; init; }

    public DateTimeOffset? NewSecretExpires { get; init; }

    public Guid? OldKeyId { get; init; }

    public DateTimeOffset? OldSecretExpires { get; init; }

    public bool OldSecretInVault { get; init; }

    /// <summary>What became of the old secret; null while it is in use.</summary>
    public OldSecretFate? OldSecretFate { get; init; }

    /// <summary>A password that this renewal added, that HelpDesk never got and that could not be removed; null once it is gone.</summary>
    public Guid? OrphanKeyId { get; init; }

    public DateTimeOffset? ProofExpectedAt { get; init; }

    public int ProofAttempts { get; init; }

    /// <summary>When the schedule looks at it again; null when nothing is to be done by itself.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public string? Cause { get; init; }

    public RenewalFacts Facts { get; init; } = RenewalFacts.None;

    /// <summary>Set by the store, with each sealed record.</summary>
    public long? EvidenceNumber { get; init; }

    public string? EvidenceHead { get; init; }

    public IReadOnlyList<RenewalStep> Steps { get; init; } = [];

    /// <summary>Counted up by each save, so that of two writers one notices.</summary>
    public int Version { get; init; }

    /// <summary>Whether HelpDesk was ever given the new secret; a password that it never got covers nothing.</summary>
    public bool HasReachedHelpDesk => Steps.Any(s => RenewalTransitions.IsDelivered(s.State));

    /// <summary>Whether a token was obtained with the new secret.</summary>
    public bool IsProven => Steps.Any(s => s.State is RenewalState.Proven);

    public Renewal ToContract() => new()
    {
        Id = Id,
        RegistrationId = RegistrationId,
        TenantId = TenantId,
        Strategy = Strategy,
        State = State,
        StartedById = StartedBy.Id,
        StartedByName = StartedBy.Name,
        StartedAt = StartedAt,
        UpdatedAt = UpdatedAt,
        NewKeyId = NewKeyId,
        NewSecretExpires = NewSecretExpires,
        OldSecretExpires = OldSecretExpires,
        ProofExpectedAt = State is RenewalState.Propagating ? ProofExpectedAt : null,
        OldSecretInVault = OldSecretInVault,
        OldSecretFate = OldSecretFate,
        OrphanKeyId = OrphanKeyId,
        EvidenceNumber = EvidenceNumber,
        EvidenceHead = EvidenceHead,
        Cause = Cause,
        Steps = Steps,
    };
}
