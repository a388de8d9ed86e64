using System.Diagnostics.CodeAnalysis;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Service;

/// <summary>Why the renewal service did not do what was asked.</summary>
internal enum ServiceFailure
{
    /// <summary>The person is not known to watch anything in this tenant.</summary>
    NotAWatcher,

    /// <summary>The admin's token is not one that the service accepts.</summary>
    SignInRefused,

    /// <summary>The sign-in is fine, but this person may not do this.</summary>
    NotAllowed,

    NotFound,

    /// <summary>Another renewal of the same secret is under way.</summary>
    RenewalActive,

    /// <summary>Refused for a reason that the service tells in words.</summary>
    Rejected,

    /// <summary>No usable answer: down, too slow, or broken.</summary>
    Unavailable,
}

/// <summary>A refusal in the service's own terms.</summary>
internal sealed record ServiceProblem
{
    public required ServiceFailure Failure { get; init; }

    /// <summary>The service's stable code; empty when there was none.</summary>
    public string Code { get; init; } = "";

    /// <summary>Plain words for an admin; null when there were none.</summary>
    public string? Detail { get; init; }

    /// <summary>The directory's own code, such as <c>AADSTS53003</c>.</summary>
    public string? Error { get; init; }

    /// <summary>What the directory's support wants to know.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Where an administrator agrees to what the service asks for, when that is what is missing.</summary>
    public Uri? ConsentLink { get; init; }

    /// <summary>The renewal that is under way, with <see cref="ServiceFailure.RenewalActive"/>.</summary>
    public Renewal? Active { get; init; }
}

/// <summary>Either the answer or the reason why there is none.</summary>
internal sealed record ServiceResult<T>
    where T : class
{
    public T? Value { get; init; }

    public ServiceProblem? Problem { get; init; }

    public bool Succeeded([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out ServiceProblem? problem)
    {
        (value, problem) = (Value, Problem);
        return value is not null;
    }
}
