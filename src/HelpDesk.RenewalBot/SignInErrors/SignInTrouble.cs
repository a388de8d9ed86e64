using System.Globalization;
using System.Text.RegularExpressions;
using HelpDesk.RenewalBot.Service;
using HelpDesk.Renewals.SignInErrors;

namespace HelpDesk.RenewalBot.SignInErrors;

/// <summary>A refused sign-in, from an answer of the service or from what a person has pasted.</summary>
internal sealed partial record SignInTrouble
{
    public required int Code { get; init; }

    /// <summary>Null for a code that this product does not know.</summary>
    public SignInError? Known => SignInErrorCodes.Find(Code);

    public string? CorrelationId { get; init; }

    /// <summary>When Microsoft refused it, as the page says; null when it was just now.</summary>
    public string? At { get; init; }

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
    public static SignInTrouble? In(string? text) => text is not null && SignInErrorCodes.FindIn(text) is { } found
        ? new() { Code = found.Code, CorrelationId = Value(CorrelationIdLine().Match(text)), At = Value(TimeLine().Match(text)) }
        : null;

    private static string? Value(Match match) => match.Success ? match.Groups["value"].Value : null;

    // As Microsoft's page names them, in the two languages. Every repetition has a bound.
    [GeneratedRegex(@"(Correlation|Korrelations)[ -]?ID\W{1,5}(?<value>[0-9a-f-]{36})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex CorrelationIdLine();

    [GeneratedRegex(@"(Timestamp|Zeitstempel)\W{1,5}(?<value>[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}Z?)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TimeLine();
}
