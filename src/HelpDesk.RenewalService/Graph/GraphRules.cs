using HelpDesk.Renewals.Directories;
using Microsoft.Graph.Models;

namespace HelpDesk.RenewalService.Graph;

/// <summary>What the tenant's default app-management policy leaves allowed.</summary>
internal static class GraphRules
{
    public static CredentialRules Of(TenantAppManagementPolicy? policy, CredentialHolder holder, DateTimeOffset? created)
    {
        AppManagementConfiguration? restrictions = holder is CredentialHolder.Application ? policy?.ApplicationRestrictions : policy?.ServicePrincipalRestrictions;
        if (policy is not { IsEnabled: true } || restrictions?.PasswordCredentials is not { } rules)
        {
            return new();
        }

        var inForce = rules.Where(r => r.State is AppManagementRestrictionState.Enabled && Applies(r, created)).ToList();
        return new()
        {
            PasswordsRefused = inForce.Exists(r => r.RestrictionType is AppCredentialRestrictionType.PasswordAddition),
            SymmetricKeysRefused = inForce.Exists(r => r.RestrictionType is AppCredentialRestrictionType.SymmetricKeyAddition),
            LongestPassword = Shortest(inForce, AppCredentialRestrictionType.PasswordLifetime),
            LongestSymmetricKey = Shortest(inForce, AppCredentialRestrictionType.SymmetricKeyLifetime),
        };
    }

    // A restriction bites objects made after its date only. When theirs is not known it may bite: better a shorter secret than none.
    private static bool Applies(PasswordCredentialConfiguration rule, DateTimeOffset? created) =>
        rule.RestrictForAppsCreatedAfterDateTime is not { } after || created is null || created > after;

    private static TimeSpan? Shortest(List<PasswordCredentialConfiguration> rules, AppCredentialRestrictionType type) =>
        rules.Where(r => r.RestrictionType == type && r.MaxLifetime is not null).Min(r => r.MaxLifetime);
}
