using System.Text.Json;

namespace HelpDesk.Renewals.Contract;

/// <summary>
/// All that is kept of one renewal, for an auditor: who did what to which credential, when, with which checks and which proof. It holds no
/// secret. Times are UTC.
/// </summary>
public sealed record EvidenceRecord
{
    /// <summary>Names this form of the record; another number means other members.</summary>
    public string Format { get; init; } = "helpdesk-renewal-evidence/1";

    public required Guid RenewalId { get; init; }

    public required Guid RegistrationId { get; init; }

    public required string TenantId { get; init; }

    public required string AppName { get; init; }

    public required string ClientId { get; init; }

    public required RotationStrategy Strategy { get; init; }

    /// <summary>The directory object that was written to: <c>applications/{id}</c> or <c>servicePrincipals/{id}</c>; null when none was found.</summary>
    public string? WrittenTo { get; init; }

    public required RenewalState State { get; init; }

    public string? Cause { get; init; }

    public required EvidencePerson ConfirmedBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public Guid? NewKeyId { get; init; }

    public DateTimeOffset? NewSecretExpires { get; init; }

    public Guid? OldKeyId { get; init; }

    public DateTimeOffset? OldSecretExpires { get; init; }

    public OldSecretFate? OldSecretFate { get; init; }

    public Guid? OrphanKeyId { get; init; }

    /// <summary>The object's credentials when the renewal was confirmed.</summary>
    public IReadOnlyList<CredentialFact> CredentialsBefore { get; init => field = value ?? []; } = [];

    /// <summary>The same after the directory's part was done; empty when it was not.</summary>
    public IReadOnlyList<CredentialFact> CredentialsAfter { get; init => field = value ?? []; } = [];

    public IReadOnlyList<CheckFact> Checks { get; init => field = value ?? []; } = [];

    public int ProofAttempts { get; init; }

    public required IReadOnlyList<EvidenceStep> Steps { get; init; }

    public IReadOnlyList<OutsideCall> Calls { get; init => field = value ?? []; } = [];
}

/// <summary>The account whose sign-in carried the renewal.</summary>
/// <param name="Id">Object ID.</param>
/// <param name="Name">Display name.</param>
/// <param name="Login">User principal name.</param>
/// <param name="Role">The role, or the ownership, by which the account may renew.</param>
public sealed record EvidencePerson(string Id, string Name, string? Login, string? Role);

/// <param name="KeyId">The directory's ID of the credential.</param>
/// <param name="Kind"><c>Password</c>, or type and usage of a key: <c>Symmetric Sign</c>.</param>
/// <param name="Starts">Start of its validity.</param>
/// <param name="Ends">End of its validity.</param>
/// <param name="DisplayName">Its name in the directory.</param>
public sealed record CredentialFact(Guid KeyId, string Kind, DateTimeOffset? Starts, DateTimeOffset? Ends, string? DisplayName);

/// <summary>Something that was looked at before anything was written.</summary>
public sealed record CheckFact(string Name, string Finding);

/// <summary>An entry of the journal: a transition, or an effect announced before it happened.</summary>
public sealed record EvidenceStep(int Number, RenewalState State, bool IsTransition, DateTimeOffset At, string ActorId, string ActorName, string Evidence);

/// <summary>A request that left the service.</summary>
/// <param name="At">When it was sent.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Address">Host and path, without any query.</param>
/// <param name="Status">The HTTP status; null when there was no answer.</param>
/// <param name="RequestId">What the other side's support wants to know.</param>
/// <param name="Milliseconds">How long the answer took.</param>
public sealed record OutsideCall(DateTimeOffset At, string Method, string Address, int? Status, string? RequestId, long Milliseconds);

/// <summary>A record as it was sealed: changing it, leaving it out or cutting off what came after it shows.</summary>
public sealed record SealedEvidence
{
    /// <summary>Counts the tenant's sealed records from 1.</summary>
    public required long Number { get; init; }

    /// <summary>The head before this one; empty for the first.</summary>
    public required string Previous { get; init; }

    /// <summary>HMAC-SHA-256, in hexadecimal, over tenant, number, renewal, time, previous head and record. It is shown on the card.</summary>
    public required string Head { get; init; }

    /// <summary>Which of the vault's keys sealed it.</summary>
    public required Guid KeyId { get; init; }

    public required DateTimeOffset SealedAt { get; init; }

    /// <summary>An <see cref="EvidenceRecord"/>, byte for byte as it was sealed.</summary>
    public required JsonElement Record { get; init; }
}

/// <summary>Whether a tenant's sealed records are all there and as they were.</summary>
public sealed record EvidenceVerification
{
    public required bool IsIntact { get; init; }

    /// <summary>How many records there are.</summary>
    public required long Records { get; init; }

    /// <summary>The head of the last one; null when there is none.</summary>
    public string? Head { get; init; }

    /// <summary>What is wrong, in plain words, one sentence for each place.</summary>
    public IReadOnlyList<string> Problems { get; init => field = value ?? []; } = [];
}
