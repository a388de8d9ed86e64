using HelpDesk.Renewals.Directories;
using Microsoft.Graph.Models;

namespace HelpDesk.RenewalService.Graph;

/// <summary>What the tenant's app-management policies leave allowed. One that is assigned to the object counts instead of the default.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/applicationauthenticationmethodpolicy"/>
internal static class GraphRules
{
    private static readonly AppCredentialRestrictionType[] Ours =
    [
        AppCredentialRestrictionType.PasswordAddition,
        AppCredentialRestrictionType.PasswordLifetime,
        AppCredentialRestrictionType.SymmetricKeyAddition,
        AppCredentialRestrictionType.SymmetricKeyLifetime,
    ];

    public static CredentialRules Of(TenantAppManagementPolicy? policy, AppManagementPolicy? assigned, CredentialHolder holder, DateTimeOffset? created)
    {
        if (Configured(policy, assigned, holder) is not { } rules)
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
            DependsOnAge = created is null && inForce.Exists(r => r.RestrictForAppsCreatedAfterDateTime is not null && r.RestrictionType is { } type && Ours.Contains(type)),
        };
    }

    private static List<PasswordCredentialConfiguration>? Configured(TenantAppManagementPolicy? policy, AppManagementPolicy? assigned, CredentialHolder holder)
    {
        if (assigned is { IsEnabled: true })
        {
            return assigned.Restrictions?.PasswordCredentials;
        }

        AppManagementConfiguration? restrictions = holder is CredentialHolder.Application ? policy?.ApplicationRestrictions : policy?.ServicePrincipalRestrictions;
        return policy is { IsEnabled: true } ? restrictions?.PasswordCredentials : null;
    }

    // A restriction bites objects made after its date only. When theirs is not known it may bite: better a shorter secret than none.
    private static bool Applies(PasswordCredentialConfiguration rule, DateTimeOffset? created) =>
        rule.RestrictForAppsCreatedAfterDateTime is not { } after || created is null || created > after;

    private static TimeSpan? Shortest(List<PasswordCredentialConfiguration> rules, AppCredentialRestrictionType type) =>
        rules.Where(r => r.RestrictionType == type && r.MaxLifetime is not null).Min(r => r.MaxLifetime);
}
