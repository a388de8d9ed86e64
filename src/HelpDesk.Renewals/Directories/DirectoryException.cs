namespace HelpDesk.Renewals.Directories;

/// <summary>Why a customer's directory could not be read or written.</summary>
public enum DirectoryFault
{
    /// <summary>The person has to sign in again: expired, revoked, or a further proof of identity is asked for.</summary>
    SignInAgain,

    /// <summary>An admin of the tenant has not agreed to what the service asks for.</summary>
    ConsentMissing,

    /// <summary>Signed in and agreed, but not allowed to do this.</summary>
    Forbidden,

    NotFound,

    /// <summary>An app-management policy of the tenant refuses the credential.</summary>
    RefusedByPolicy,

    /// <summary>Any other refusal of the request.</summary>
    Refused,

    /// <summary>Refused for now; nothing was done.</summary>
    Throttled,

    /// <summary>Somebody else changed the object since it was read; nothing was done.</summary>
    Changed,

    /// <summary>No clear answer: the request may or may not have had its effect.</summary>
    Unknown,

    /// <summary>The service's own registration or credential is at fault.</summary>
    Misconfigured,
}

/// <summary>A customer's directory, or the token endpoint before it, did not do what was asked.</summary>
public sealed class DirectoryException : Exception
{
    public DirectoryException(DirectoryFault fault, string message, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    public DirectoryFault Fault { get; }

    /// <summary>The other side's own code: <c>AADSTS50076</c>, <c>Authorization_RequestDenied</c>.</summary>
    public string? Code { get; init; }

    /// <summary>What the other side's support wants to know.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The claims challenge that the next interactive sign-in has to carry.</summary>
    public string? Claims { get; init; }

    /// <summary>The sentence for people; the same each time the same is wrong.</summary>
    public string Reason => Code is { } code ? $"{Message} ({code})" : Message;

    /// <summary>The sentence for people, with what support needs behind it.</summary>
    public string Explanation => (Code, CorrelationId) switch
    {
        (_, null) => Reason,
        (null, { } id) => $"{Message} (correlation ID {id})",
        ({ } code, { } id) => $"{Message} ({code}, correlation ID {id})",
    };
}
