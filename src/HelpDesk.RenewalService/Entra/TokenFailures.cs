using HelpDesk.Renewals.Directories;
using Microsoft.Identity.Client;

namespace HelpDesk.RenewalService.Entra;

/// <summary>What a refusal of the token endpoint means for the person who waits for it.</summary>
internal static class TokenFailures
{
    // https://learn.microsoft.com/entra/identity-platform/reference-error-codes
    private static readonly int[] Consent = [65001, 65004, 90094, 90095, 650052];
    private static readonly int[] NotHere = [700016, 7000112, 50105, 90002];
    private static readonly int[] Ours = [7000215, 7000222, 7000218, 700027, 700023, 700024, 900144];

    public static DirectoryException Translate(MsalException e)
    {
        var service = e as MsalServiceException;
        var codes = EntraCodes.Of(service?.ResponseBody);
        var fault = FaultOf(e, codes);
        return new(fault, Explain(fault, codes), e)
        {
            Code = codes.Count > 0 ? $"AADSTS{codes[0]}" : e.ErrorCode,
            CorrelationId = e.CorrelationId ?? service?.CorrelationId,
            Claims = (e as MsalUiRequiredException)?.Claims is { Length: > 0 } claims ? claims : null,
        };
    }

    private static DirectoryFault FaultOf(MsalException e, List<int> codes) => e switch
    {
        _ when codes.Exists(Consent.Contains) => DirectoryFault.ConsentMissing,
        // Not consented at all looks like an unknown or a not assigned app.
        _ when codes.Exists(NotHere.Contains) => DirectoryFault.ConsentMissing,
        _ when codes.Exists(Ours.Contains) => DirectoryFault.Misconfigured,
        MsalUiRequiredException => DirectoryFault.SignInAgain,
        // Nothing is written by asking for a token, so trouble on the way is "not now" and never "unknown".
        { IsRetryable: true } or MsalServiceException { StatusCode: 429 or >= 500 } => DirectoryFault.Throttled,
        MsalServiceException => DirectoryFault.Refused,
        _ => DirectoryFault.Misconfigured,
    };

    private static string Explain(DirectoryFault fault, List<int> codes) => fault switch
    {
        DirectoryFault.ConsentMissing => "An admin of this tenant has not agreed yet that the renewal service may do this.",
        DirectoryFault.Misconfigured => "The renewal service's own credential was refused. Its operator has to look into it.",
        DirectoryFault.Throttled => "The sign-in service is busy or not available; it is worth trying again later.",
        DirectoryFault.SignInAgain when codes.Contains(53003) => "A Conditional Access policy of this tenant does not let this account sign in here.",
        DirectoryFault.SignInAgain when codes.Exists(c => c is 50076 or 50074 or 50079 or 50072) => "This tenant asks for a second factor: sign in again and answer it.",
        DirectoryFault.SignInAgain => "The sign-in is no longer accepted: sign in again.",
        _ => "The sign-in service refused the request.",
    };
}
