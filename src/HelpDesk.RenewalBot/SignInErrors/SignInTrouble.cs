using System.Globalization;
using HelpDesk.RenewalBot.Service;
using HelpDesk.Renewals.SignInErrors;

namespace HelpDesk.RenewalBot.SignInErrors;

/// <summary>A refused sign-in, from an answer of the service or from what a person has pasted.</summary>
internal sealed record SignInTrouble
{
    public required int Code { get; init; }

    /// <summary>Null for a code that this product does not know.</summary>
    public SignInError? Known => SignInErrorCodes.Find(Code);

    public string? CorrelationId { get; init; }

    /// <summary>Where an administrator of the organisation agrees.</summary>
    public Uri? ConsentLink { get; init; }

    /// <summary>The secret that was to be renewed.</summary>
    public Guid? RegistrationId { get; init; }

    public string Name => string.Create(CultureInfo.InvariantCulture, $"AADSTS{Code}");

    /// <summary>Null when the problem is not that a sign-in was refused.</summary>
    public static SignInTrouble? Of(ServiceProblem problem, Guid? registrationId) =>
        problem.Error is { } error && SignInErrorCodes.FindIn(error) is { } found
            ? new() { Code = found.Code, CorrelationId = problem.CorrelationId, ConsentLink = problem.ConsentLink, RegistrationId = registrationId }
            : null;

    /// <summary>Null for a text without such a code.</summary>
    public static SignInTrouble? In(string? text) => text is not null && SignInErrorCodes.FindIn(text) is { } found ? new() { Code = found.Code } : null;
}
