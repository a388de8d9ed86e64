using HelpDesk.Renewals.Vaults;

namespace HelpDesk.Renewals.Evidence;

/// <summary>The keys that seal records, kept in the vault. Throws <see cref="VaultException"/>.</summary>
public interface IEvidenceKeys
{
    /// <summary>The one that seals new records; made at its first use.</summary>
    Task<EvidenceKey> CurrentAsync(CancellationToken cancellation);

    /// <summary>Null when the vault does not have it.</summary>
    Task<EvidenceKey?> FindAsync(Guid id, CancellationToken cancellation);
}

/// <summary>A link of a tenant's chain as it is stored.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="RenewalId">The renewal that the record is about.</param>
/// <param name="SealedAt">When it was sealed.</param>
/// <param name="KeyId">Which key sealed it.</param>
/// <param name="Previous">The head before.</param>
/// <param name="Head">Its own head.</param>
/// <param name="Content">The record's JSON.</param>
public sealed record EvidenceLink(long Number, Guid RenewalId, DateTimeOffset SealedAt, Guid KeyId, string Previous, string Head, string Content);

/// <summary>Reads what was sealed. A record is sealed in the same transaction as the transition that it tells of.</summary>
public interface IEvidenceChain
{
    /// <summary>The latest record of a renewal; null when there is none.</summary>
    Task<EvidenceLink?> FindAsync(string tenantId, Guid renewalId, CancellationToken cancellation);

    /// <summary>The chain from its beginning.</summary>
    IAsyncEnumerable<EvidenceLink> ReadAsync(string tenantId, CancellationToken cancellation);

    /// <summary>The head that each renewal of the tenant says it was last sealed with.</summary>
    Task<IReadOnlyDictionary<Guid, string>> HeadsAsync(string tenantId, CancellationToken cancellation);

    /// <summary>The key that seals; the one given becomes it when there is none yet.</summary>
    Task<Guid?> CurrentKeyAsync(Guid? orElse, CancellationToken cancellation);
}
