using HelpDesk.Renewals.Proofs;
using HelpDesk.Renewals.Renewing;

namespace HelpDesk.Renewals.Checks;

/// <summary>What an organisation has agreed to.</summary>
/// <param name="Refusal">Why the directory gives the service no token; null when it does.</param>
/// <param name="SignedIn">Whether the person has signed in, so that it is about writing in their name.</param>
/// <param name="MayWrite">Whether the sign-in lets the service write credentials; null when it does not say.</param>
/// <param name="Link">Where an administrator agrees.</param>
public sealed record ConsentFacts(Unreadable? Refusal, bool SignedIn, bool? MayWrite, Uri Link);

/// <summary>What the vault holds under the name that HelpDesk reads.</summary>
/// <param name="IsThere">Whether it holds a value.</param>
/// <param name="KeyId">Which of the directory's secrets it is; null for a value that was imported without that.</param>
public sealed record VaultHolding(bool IsThere, Guid? KeyId);

/// <summary>A thing that an admin says is done or in order.</summary>
public sealed record HandConfirmation(string CheckName, string PersonId, string PersonName, DateTimeOffset At);

/// <summary>Keeps what admins have said.</summary>
public interface ICheckConfirmations
{
    Task AddAsync(Guid registrationId, HandConfirmation confirmation, CancellationToken cancellation);

    Task<IReadOnlyList<HandConfirmation>> ListAsync(Guid registrationId, CancellationToken cancellation);
}

/// <summary>What the renewal service knows without the customer's directory.</summary>
public sealed record ServiceFacts
{
    public required DateTimeOffset Now { get; init; }

    public required ConsentFacts Consent { get; init; }

    public required Reading<VaultHolding> Vault { get; init; }

    /// <summary>Whether a trial value could be written.</summary>
    public required Reading<bool> VaultTakesValues { get; init; }

    /// <summary>What SharePoint's access control said to the vault's present secret; null when there is none to ask with.</summary>
    public ProofAnswer? AccessControl { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<RenewalRecord> Renewals { get; init; }

    public required IReadOnlyList<HandConfirmation> Confirmations { get; init; }

    /// <summary>The apps that a sign-in for the renewal goes to: what Conditional Access is asked about.</summary>
    public required IReadOnlyList<string> SignInApps { get; init; }
}
