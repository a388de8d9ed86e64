using HelpDesk.Renewals.Directories;
using Microsoft.Graph.Models;

namespace HelpDesk.RenewalService.Graph;

/// <summary>What the tenant's app-management policies leave allowed. One that is assigned to the object counts instead of the default.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/applicationauthenticationmethodpolicy"/>
internal static class GraphRules
{
    public static CredentialRules Of(TenantAppManagementPolicy? policy, AppManagementPolicy? assigned, CredentialHolder holder, DateTimeOffset? created)
    {
        // A state that this product does not know may well be in force.
        var inForce = (Configured(policy, assigned, holder) ?? []).Where(r => r.State is not AppManagementRestrictionState.Disabled && MayApply(r, created)).ToList();
        var certain = inForce.Where(r => created is not null || r.RestrictForAppsCreatedAfterDateTime is null).ToList();
        return new()
        {
            PasswordsRefused = Refuses(certain, AppCredentialRestrictionType.PasswordAddition),
            SymmetricKeysRefused = Refuses(certain, AppCredentialRestrictionType.SymmetricKeyAddition),
            PasswordsMayBeRefused = Refuses(inForce, AppCredentialRestrictionType.PasswordAddition),
            SymmetricKeysMayBeRefused = Refuses(inForce, AppCredentialRestrictionType.SymmetricKeyAddition),
            LongestPassword = Shortest(inForce, AppCredentialRestrictionType.PasswordLifetime),
            LongestSymmetricKey = Shortest(inForce, AppCredentialRestrictionType.SymmetricKeyLifetime),
        };
    }

    private static List<PasswordCredentialConfiguration>? Configured(TenantAppManagementPolicy? policy, AppManagementPolicy? assigned, CredentialHolder holder)
    {
        if (assigned is { IsEnabled: not false })
        {
            return assigned.Restrictions?.PasswordCredentials;
        }

        AppManagementConfiguration? restrictions = holder is CredentialHolder.Application ? policy?.ApplicationRestrictions : policy?.ServicePrincipalRestrictions;
        return policy is { IsEnabled: not false } ? restrictions?.PasswordCredentials : null;
    }

    // A restriction bites objects made after its date only. When theirs is not known it may bite: better a shorter secret than none.
    private static bool MayApply(PasswordCredentialConfiguration rule, DateTimeOffset? created) =>
        rule.RestrictForAppsCreatedAfterDateTime is not { } after || created is null || created > after;

    private static bool Refuses(List<PasswordCredentialConfiguration> rules, AppCredentialRestrictionType type) => rules.Exists(r => r.RestrictionType == type);

    private static TimeSpan? Shortest(List<PasswordCredentialConfiguration> rules, AppCredentialRestrictionType type) =>
        rules.Where(r => r.RestrictionType == type && r.MaxLifetime is not null).Min(r => r.MaxLifetime);
}
