using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Secrets;

namespace HelpDesk.Renewals.Proofs;

/// <summary>A request for a real token with a new secret.</summary>
public sealed record ProofRequest
{
    public required RotationStrategy Strategy { get; init; }

    public required string TenantId { get; init; }

    public required string ClientId { get; init; }

    /// <summary>The SharePoint site that an ACS token is for.</summary>
    public string? SiteUrl { get; init; }

    public required SecretText Secret { get; init; }
}

public enum ProofVerdict
{
    /// <summary>A token was issued.</summary>
    TokenIssued,

    /// <summary>The secret is not accepted, or not yet.</summary>
    SecretRefused,

    /// <summary>The answer says nothing of the secret: the app is disabled, the endpoint is retired, the tenant is unknown.</summary>
    SaysNothing,

    /// <summary>No answer.</summary>
    Unreachable,
}

/// <param name="Verdict">What the attempt says of the secret.</param>
/// <param name="Evidence">One sentence without any secret.</param>
public sealed record ProofAnswer(ProofVerdict Verdict, string Evidence);

/// <summary>Asks for a token as HelpDesk would. Does not throw for what the other side answers or fails to answer.</summary>
public interface ITokenProof
{
    Task<ProofAnswer> TryAsync(ProofRequest request, CancellationToken cancellation);
}
