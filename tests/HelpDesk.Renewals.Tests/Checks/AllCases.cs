using HelpDesk.Renewals.Checks;

namespace HelpDesk.Renewals.Tests.Checks;

/// <summary>The cases of all checks, by name.</summary>
internal static class AllCases
{
    /// <summary>The checks in the order in which they are listed.</summary>
    public static readonly string[] Checks =
    [
        CheckNames.Principal, CheckNames.Consent, CheckNames.Role, CheckNames.LoginFormat, CheckNames.MultiFactor, CheckNames.LegacyAuthentication,
        CheckNames.ConditionalAccess, CheckNames.AppPolicy, CheckNames.VaultSecret, CheckNames.VaultWritable, CheckNames.RecentRenewal,
        CheckNames.AccessControl, CheckNames.SharePointApps,
    ];

    private static readonly Dictionary<string, CheckCase>[] Tables =
    [
        AppCases.Principal, AppCases.Consent, AccountCases.Role, AccountCases.LoginFormat, AccountCases.MultiFactor, AccountCases.LegacyAuthentication,
        AccountCases.ConditionalAccess, AppCases.AppPolicy, AppCases.VaultSecret, AppCases.VaultWritable, AppCases.RecentRenewal, AppCases.AccessControl,
        AppCases.SharePointApps,
    ];

    public static readonly Dictionary<string, CheckCase> ByName = Tables.SelectMany(t => t).ToDictionary(c => $"{c.Value.Check}: {c.Key}", c => c.Value);
}
