using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using static HelpDesk.Renewals.SignInErrors.NextStep;
using static HelpDesk.Renewals.SignInErrors.SignInErrorKind;

namespace HelpDesk.Renewals.SignInErrors;

/// <summary>The AADSTS codes with which Microsoft refuses a sign-in.</summary>
/// <seealso href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes"/>
public static partial class SignInErrorCodes
{
    private const string Learn = "https://learn.microsoft.com/entra/";

    private static readonly FrozenDictionary<int, SignInError> All = new SignInError[][]
    {
        Of(AccountUnknown, "account", OtherAccount, null, 50034),
        Of(AccountElsewhere, "account", OtherAccount, null, 16000, 50020, 90072),
        Of(AccountLocked, "account", TryLater, "identity/authentication/howto-password-smart-lockout", 50053),
        Of(AccountDisabled, "account", OtherAccount, null, 50057),
        Of(AccountNotAssigned, "account", AfterChange, "identity/enterprise-apps/assign-user-or-group-access-portal", 50105),
        Of(WrongPassword, "account", TryAgain, null, 50126),
        Of(PasswordToChange, "account", AfterChange, null, 50055, 50056),
        Of(SignInAgain, null, TryAgain, null, 50058, 50132, 50133, 50173, 70000, 70008, 700082, 70043),
        Of(StartOver, null, TryAgain, null, 50089, 54005, 700005),
        Of(SecondFactorNeeded, "multiFactor", TryAgain, "identity/authentication/concept-mfa-howitworks", 50074, 50076, 50078),
        Of(SecondFactorToSetUp, "multiFactor", TryAgain, "identity/authentication/concept-mfa-howitworks", 50072, 50079),
        Of(SecondFactorSetUpBlocked, "multiFactor", AfterChange, "id-protection/howto-identity-protection-remediate-unblock", 53004),
        Of(OtherProofNeeded, "conditionalAccess", TryAgain, null, 50158),
        Of(DeviceNotManaged, "conditionalAccess", AfterChange, "identity/conditional-access/concept-conditional-access-grant", 50097, 53000, 53001),
        Of(ClientNotApproved, "conditionalAccess", AfterChange, "identity/conditional-access/concept-conditional-access-grant", 53002),
        Of(BlockedByPolicy, "conditionalAccess", AfterChange, "identity/conditional-access/troubleshoot-conditional-access", 50131, 53003, 530032),
        Of(BlockedAsLegacy, "legacyAuthentication", AfterChange, "fundamentals/security-defaults", 530035),
        Of(BlockedByNetwork, "network", AfterChange, "identity/enterprise-apps/tenant-restrictions", 500021),
        Of(ConsentMissing, "consent", GiveConsent, "identity/enterprise-apps/grant-admin-consent", 65001),
        Of(ConsentDeclined, "consent", GiveConsent, "identity/enterprise-apps/grant-admin-consent", 65004),
        Of(AdminConsentMissing, "consent", GiveConsent, "identity/enterprise-apps/grant-admin-consent", 90094),
        Of(ConsentPending, "consent", AfterChange, "identity/enterprise-apps/admin-consent-workflow-overview", 90095),
        Of(TenantUnknown, "tenant", AfterChange, "fundamentals/how-to-find-tenant", 90002),
        Of(ServiceMissing, "tenant", AfterChange, null, 500011, 650052),
        Of(AppNotInTenant, "consent", AfterChange, null, 700016),
        Of(AppDisabled, "consent", AfterChange, "identity/enterprise-apps/disable-user-sign-in-portal", 7000112),
        Of(ClockWrong, null, AfterChange, null, 500133),
        Of(OwnSetup, "publisher", AskPublisher, null, 50011, 50059, 50194, 50196, 65005, 650056, 650057, 7000114, 900144),
        Of(OwnCredential, "publisher", AskPublisher, null, 70002, 700027, 7000215, 7000218, 7000222),
        Of(ServiceBusy, null, TryLater, null, 50033, 90006, 90024, 90033),
    }.SelectMany(errors => errors).ToFrozenDictionary(error => error.Code);

    public static SignInError? Find(int code) => All.GetValueOrDefault(code);

    /// <summary>
    /// The code in a message or a pasted error page: the first that is known, or else the first. Null if there is none.
    /// </summary>
    public static FoundSignInError? FindIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        FoundSignInError? unknown = null;
        foreach (Match match in Code().Matches(text))
        {
            var code = int.Parse(match.Groups["code"].ValueSpan, CultureInfo.InvariantCulture);
            if (Find(code) is { } known)
            {
                return new(code, known);
            }

            // Other programs have "error codes" too, so one that does not say AADSTS counts only if it is known.
            unknown ??= match.Groups["sure"].Success ? new(code, null) : null;
        }

        return unknown;
    }

    private static SignInError[] Of(SignInErrorKind kind, string? check, NextStep next, string? page, params int[] codes) =>
        [.. codes.Select(code => new SignInError(code, kind, check, next, page is null ? null : new(Learn + page)))];

    // Every repetition has a bound, so that a long text costs no more than its length.
    [GeneratedRegex("""
        ( (?<sure>AADSTS[-:\s]{0,4}|error\?code=) | (error[\s_]{0,2}codes?|Fehlercode)["':=\[\s]{1,12} )
        (?<code>[0-9]{5,7})(?![0-9])
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Code();
}
