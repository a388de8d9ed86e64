using Microsoft.AspNetCore.Http.HttpResults;

namespace HelpDesk.RenewalService.Problems;

/// <summary>Answers that say no, each with a code that clients may rely on.</summary>
internal static class Problem
{
    public const string RegistrationNotFound = "registrationNotFound";
    public const string RenewalNotFound = "renewalNotFound";
    public const string NotAWatcher = "notAWatcher";
    public const string RenewalActive = "renewalActive";
    public const string RoleMissing = "roleMissing";
    public const string NotRenewable = "notRenewable";
    public const string IdempotencyKeyMissing = "idempotencyKeyMissing";
    public const string CleanUpActive = "cleanUpActive";
    public const string VaultUnavailable = "vaultUnavailable";
    public const string BadRequest = "badRequest";

    public static ProblemHttpResult Of(int status, string code, string detail, params (string Name, object? Value)[] extensions)
    {
        var all = new Dictionary<string, object?> { ["code"] = code };
        foreach (var (name, value) in extensions.Where(e => e.Value is not null))
        {
            all[name] = value;
        }

        return TypedResults.Problem(detail, statusCode: status, extensions: all);
    }

    public static ProblemHttpResult MayNotRenew() => Of(
        StatusCodes.Status403Forbidden,
        RoleMissing,
        "This account may not renew: it is neither Global Administrator, Application Administrator or Cloud Application Administrator nor an owner of the app.");

    public static ProblemHttpResult NoSuchRegistration() =>
        Of(StatusCodes.Status404NotFound, RegistrationNotFound, "There is no such registration in this tenant.");
}
