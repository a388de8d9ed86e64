using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Proofs;
using HelpDesk.Renewals.Renewing;
using HelpDesk.Renewals.Vaults;
using HelpDesk.Renewals.Watching;

namespace HelpDesk.Renewals.Tests.Renewing;

internal sealed class MemoryRenewals : IRenewals
{
    private string? _owner;

    public bool IsLeased => _owner is not null;

    public required RenewalRecord Current { get; set; }

    /// <summary>Renewals that are over, newest first.</summary>
    public List<RenewalRecord> Earlier { get; } = [];

    public List<JournalEntry> Journal { get; } = [];

    /// <summary>Called with every save, as if a database took its time.</summary>
    public Action? Saving { get; set; }

    public Task<Claim> ClaimAsync(ClaimRequest request, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<RenewalRecord?> FindConfirmedAsync(string tenantId, Guid registrationId, string personId, Guid idempotencyKey, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<RenewalRecord?> FindAsync(string tenantId, Guid id, CancellationToken cancellation) => Task.FromResult<RenewalRecord?>(Current);

    public Task<IReadOnlyList<RenewalRecord>> ListAsync(string tenantId, Guid registrationId, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<RenewalRecord>>([Current, .. Earlier]);

    public Task<RenewalRecord?> LeaseAsync(Guid id, string owner, TimeSpan duration, CancellationToken cancellation)
    {
        if (_owner is not null)
        {
            return Task.FromResult<RenewalRecord?>(null);
        }

        _owner = owner;
        return Task.FromResult<RenewalRecord?>(Current);
    }

    public Task KeepLeaseAsync(Guid id, string owner, TimeSpan duration, CancellationToken cancellation) =>
        owner == _owner ? Task.CompletedTask : throw new LeaseLostException(id);

    public Task ReleaseAsync(Guid id, string owner, CancellationToken cancellation)
    {
        _owner = null;
        return Task.CompletedTask;
    }

    public Task<RenewalRecord> SaveAsync(RenewalRecord record, JournalEntry? entry, string owner, TimeSpan lease, CancellationToken cancellation)
    {
        if (record.Version != Current.Version || owner != _owner)
        {
            throw new LeaseLostException(record.Id);
        }

        Saving?.Invoke();
        Journal.Add(entry!);
        Current = record with
        {
            Version = record.Version + 1,
            Steps = entry!.IsTransition ? [.. record.Steps, new RenewalStep { State = entry.State, At = record.UpdatedAt, Evidence = entry.Evidence }] : record.Steps,
        };
        return Task.FromResult(Current);
    }

    public Task<Guid?> LeaseForCleanUpAsync(string tenantId, Guid registrationId, string owner, TimeSpan duration, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task TellRemovalAsync(Guid registrationId, Guid keyId, Removal removal, Actor by, CancellationToken cancellation)
    {
        for (var i = 0; i < Earlier.Count; i++)
        {
            Earlier[i] = Earlier[i].OldKeyId == keyId ? Earlier[i] with { OldSecretFate = OldSecretFate.Removed }
                : Earlier[i].OrphanKeyId == keyId ? Earlier[i] with { OrphanKeyId = null }
                : Earlier[i];
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Guid>> DueAsync(int take, CancellationToken cancellation) => throw new NotSupportedException();
}

internal sealed class OneRegistration : IRegistrations
{
    public Registration? Registration { get; set; } = Sample.Registration;

    public Task<Registration?> FindAsync(string tenantId, Guid id, CancellationToken cancellation) => Task.FromResult(Registration);

    public Task UpsertAsync(Registration registration, IReadOnlyCollection<string> watchers, CancellationToken cancellation) => throw new NotSupportedException();

    public Task KeepOnlyAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> TenantsAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<RegistrationStatus>> ListAsync(string tenantId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<RegistrationStatus>> ListWatchedAsync(string tenantId, string personId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<RegistrationStatus?> StatusAsync(string tenantId, Guid id, CancellationToken cancellation) => throw new NotSupportedException();

    public Task WatchAsync(string tenantId, string personId, Guid? registrationId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task MakeAllDueAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<DueScan>> DueAsync(int take, CancellationToken cancellation) => throw new NotSupportedException();

    public List<Scan> Scans { get; } = [];

    public Task RecordAsync(Guid id, Scan scan, CancellationToken cancellation)
    {
        Scans.Add(scan);
        return Task.CompletedTask;
    }
}

internal sealed class MemoryVault : ISecretVault
{
    public Dictionary<string, VaultSecret> Values { get; } = [];

    public Func<string, string, Exception?> Fault { get; set; } = (_, _) => null;

    /// <summary>Sees what is sent, whether or not it arrives.</summary>
    public Action<string, VaultSecret> Writing { get; set; } = (_, _) => { };

    public Task<VaultSecret?> ReadAsync(Guid registrationId, string name, CancellationToken cancellation) =>
        Fault("read", name) is { } e ? Task.FromException<VaultSecret?>(e) : Task.FromResult(Values.GetValueOrDefault(name));

    public Task WriteAsync(Guid registrationId, string name, VaultSecret secret, CancellationToken cancellation)
    {
        Writing(name, secret);
        if (Fault("write", name) is { } e)
        {
            return Task.FromException(e);
        }

        Values[name] = secret;
        return Task.CompletedTask;
    }

    public Task RemoveAsync(Guid registrationId, string name, VaultSecret? only, CancellationToken cancellation)
    {
        if (Fault("remove", name) is { } e)
        {
            return Task.FromException(e);
        }

        if (only is null || Values.GetValueOrDefault(name)?.IsOfSame(only) is true)
        {
            Values.Remove(name);
        }

        return Task.CompletedTask;
    }

    public Task TryOutAsync(CancellationToken cancellation) => Fault("try", "") is { } e ? Task.FromException(e) : Task.CompletedTask;
}

internal sealed class PlannedProof : ITokenProof
{
    public ProofVerdict Verdict { get; set; } = ProofVerdict.TokenIssued;

    public List<ProofRequest> Requests { get; } = [];

    public Task<ProofAnswer> TryAsync(ProofRequest request, CancellationToken cancellation)
    {
        Requests.Add(request);
        return Task.FromResult(new ProofAnswer(Verdict, $"Answered {Verdict}."));
    }
}

/// <summary>Nothing leaves the process, so there is nothing to hear.</summary>
internal sealed class NoCalls : IOutsideCalls, IOutsideCallListener
{
    public IOutsideCallListener Listen() => this;

    public IReadOnlyList<OutsideCall> Take() => [];

    public void Dispose()
    {
    }
}
