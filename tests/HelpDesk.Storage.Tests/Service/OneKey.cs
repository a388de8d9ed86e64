using HelpDesk.Renewals.Evidence;

namespace HelpDesk.Storage.Tests.Service;

/// <summary>A vault with one sealing key.</summary>
internal sealed class OneKey : IEvidenceKeys
{
    private readonly EvidenceKey _key = New();

    /// <summary>What whoever has only the database would have to make up.</summary>
    public static EvidenceKey New() => new(Guid.NewGuid(), EvidenceKey.NewValue());

    public Task<EvidenceKey> CurrentAsync(CancellationToken cancellation) => Task.FromResult(_key);

    public Task<EvidenceKey?> FindAsync(Guid id, CancellationToken cancellation) => Task.FromResult(id == _key.Id ? _key : null);
}
