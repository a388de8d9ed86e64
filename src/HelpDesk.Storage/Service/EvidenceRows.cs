namespace HelpDesk.Storage.Service;

/// <summary>A link of a tenant's chain. Never changed.</summary>
public sealed class EvidenceRow
{
    public required string TenantId { get; init; }

    public required long Number { get; init; }

    public required Guid RenewalId { get; init; }

    public required DateTimeOffset SealedAt { get; init; }

    public required Guid KeyId { get; init; }

    public required string Previous { get; init; }

    public required string Head { get; init; }

    public required string Content { get; init; }
}

/// <summary>Which key of the vault seals; one row at most.</summary>
public sealed class EvidenceKeyRow
{
    public const int Only = 1;

    public required int Id { get; init; }

    public required Guid KeyId { get; init; }
}
