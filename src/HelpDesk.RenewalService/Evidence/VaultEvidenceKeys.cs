using System.Collections.Concurrent;
using HelpDesk.Renewals.Evidence;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.RenewalService.Evidence;

/// <summary>
/// Keeps the sealing keys in the vault, beside the secrets of no registration. Which one seals is a row of the database, so that of two processes
/// that start at once both take the same.
/// </summary>
internal sealed class VaultEvidenceKeys(ISecretVault vault, Lazy<IEvidenceChain> chain) : IEvidenceKeys, IDisposable
{
    private readonly ConcurrentDictionary<Guid, EvidenceKey> _known = [];
    private readonly SemaphoreSlim _gate = new(1);
    private EvidenceKey? _current;

    public async Task<EvidenceKey> CurrentAsync(CancellationToken cancellation)
    {
        if (_current is not null)
        {
            return _current;
        }

        await _gate.WaitAsync(cancellation);
        try
        {
            return _current ??= await OpenAsync(cancellation);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task<EvidenceKey?> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (_known.TryGetValue(id, out var known))
        {
            return known;
        }

        return await vault.ReadAsync(Guid.Empty, NameOf(id), cancellation) is { } stored ? _known.GetOrAdd(id, new EvidenceKey(id, stored.Secret)) : null;
    }

    public void Dispose() => _gate.Dispose();

    private async Task<EvidenceKey> OpenAsync(CancellationToken cancellation)
    {
        var current = await chain.Value.CurrentKeyAsync(null, cancellation) ?? await MakeAsync(cancellation);
        return await FindAsync(current, cancellation)
            ?? throw new VaultException($"The vault does not have the key {current} that seals the evidence of renewals. Restore it, or the vault, from a backup.");
    }

    private async Task<Guid> MakeAsync(CancellationToken cancellation)
    {
        var mine = Guid.NewGuid();
        await vault.WriteAsync(Guid.Empty, NameOf(mine), new(EvidenceKey.NewValue(), mine, null), cancellation);
        var current = (await chain.Value.CurrentKeyAsync(mine, cancellation))!.Value;
        if (current != mine)
        {
            await vault.RemoveAsync(Guid.Empty, NameOf(mine), cancellation);
        }

        return current;
    }

    private static string NameOf(Guid id) => $"EvidenceKey-{id:N}";
}
