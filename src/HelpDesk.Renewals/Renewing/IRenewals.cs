using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Renewing;

/// <summary>A person's confirmation that a secret shall be renewed.</summary>
public sealed record ClaimRequest
{
    public required Guid RegistrationId { get; init; }

    public required string TenantId { get; init; }

    public required RotationStrategy Strategy { get; init; }

    public required Actor Person { get; init; }

    /// <summary>The person's user principal name.</summary>
    public string? Login { get; init; }

    /// <summary>By which role, or as whose owner, the person may renew.</summary>
    public string? Role { get; init; }

    /// <summary>The same for each repetition of one confirmation.</summary>
    public required Guid IdempotencyKey { get; init; }
}

public enum ClaimOutcome
{
    /// <summary>A new renewal, or one that waited for a sign-in and goes on with this one: it has to be run.</summary>
    Taken,

    /// <summary>The same confirmation again: what became of it so far.</summary>
    Repeated,

    /// <summary>Another renewal of this registration is running.</summary>
    Busy,

    /// <summary>Somebody is cleaning up after the renewal that is named.</summary>
    CleaningUp,
}

public sealed record Claim(ClaimOutcome Outcome, RenewalRecord Renewal);

/// <summary>An entry of the journal.</summary>
/// <param name="State">The state it leads to, or stays in.</param>
/// <param name="IsTransition">False for an announced effect.</param>
/// <param name="By">Who caused it.</param>
/// <param name="Evidence">One sentence; key IDs and dates, no secret.</param>
public sealed record JournalEntry(RenewalState State, bool IsTransition, Actor By, string Evidence);

/// <summary>How far the removal of a credential is.</summary>
public enum Removal
{
    /// <summary>It is tried next.</summary>
    Intended,

    Done,

    /// <summary>Somebody else was faster.</summary>
    FoundGone,
}

/// <summary>Keeps renewals. One per registration is active; who comes second gets a result, not an exception.</summary>
public interface IRenewals
{
    Task<Claim> ClaimAsync(ClaimRequest request, CancellationToken cancellation);

    /// <summary>What became of a confirmation that this person sent before; null when it is new.</summary>
    Task<RenewalRecord?> FindConfirmedAsync(string tenantId, Guid registrationId, string personId, Guid idempotencyKey, CancellationToken cancellation);

    Task<RenewalRecord?> FindAsync(string tenantId, Guid id, CancellationToken cancellation);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<RenewalRecord>> ListAsync(string tenantId, Guid registrationId, CancellationToken cancellation);

    /// <summary>
    /// Takes the renewal for this process until the lease ends or is given back; null when another process works on it or it changed meanwhile.
    /// </summary>
    Task<RenewalRecord?> LeaseAsync(Guid id, string owner, TimeSpan duration, CancellationToken cancellation);

    /// <summary>Lets the lease last this long from now on. Throws <see cref="LeaseLostException"/> when another process has it.</summary>
    Task KeepLeaseAsync(Guid id, string owner, TimeSpan duration, CancellationToken cancellation);

    Task ReleaseAsync(Guid id, string owner, CancellationToken cancellation);

    /// <summary>
    /// Saves the record with its journal entry, and for a transition tells the change feed, all or nothing. Throws
    /// <see cref="LeaseLostException"/> when another process took over: whoever gets it must stop at once.
    /// </summary>
    Task<RenewalRecord> SaveAsync(RenewalRecord record, JournalEntry? entry, string owner, TimeSpan lease, CancellationToken cancellation);

    /// <summary>
    /// Keeps with the renewals that left this credential behind, as their old secret or as a new one that was of no use, how far its
    /// removal from the directory is, and tells the change feed once it is gone.
    /// </summary>
    Task TellRemovalAsync(Guid registrationId, Guid keyId, Removal removal, Actor by, CancellationToken cancellation);

    /// <summary>
    /// Takes the registration's latest renewal for a clean-up, so that no other begins meanwhile; null while one writes or is worked on, or when
    /// there is none. It is given back with <see cref="ReleaseAsync"/>.
    /// </summary>
    Task<Guid?> LeaseForCleanUpAsync(string tenantId, Guid registrationId, string owner, TimeSpan duration, CancellationToken cancellation);

    /// <summary>Renewals whose time has come and that nobody works on.</summary>
    Task<IReadOnlyList<Guid>> DueAsync(int take, CancellationToken cancellation);
}

/// <summary>Another process works on this renewal now.</summary>
public sealed class LeaseLostException(Guid renewalId) : Exception($"Renewal {renewalId} is worked on by another process.");
