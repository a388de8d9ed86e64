using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Graph;

/// <summary>The app-management policy of the object, else the tenant's, held against a new credential.</summary>
public static class AppPolicyCheck
{
    /// <summary>Null when the policy allows a password of this lifetime on the object.</summary>
    public static GraphError? RefusesPassword(Tenant tenant, CredentialHolder holder, DateTimeOffset start, DateTimeOffset end) =>
        Find(tenant, holder, "passwordAddition") is not null ? NotAllowed(tenant, "Password")
        : TooLong(Find(tenant, holder, "passwordLifetime"), start, end) is { } longest ? Lifetime(tenant, longest)
        : null;

    /// <summary>The same for a key: a tenant may allow the password and refuse the keys that ACS needs beside it.</summary>
    public static GraphError? RefusesKey(Tenant tenant, CredentialHolder holder, KeyCredential key)
    {
        var isSymmetric = key.Type == KeyCredential.Symmetric;
        if (isSymmetric && Find(tenant, holder, "symmetricKeyAddition") is not null)
        {
            return NotAllowed(tenant, "Symmetric");
        }

        var limit = Find(tenant, holder, isSymmetric ? "symmetricKeyLifetime" : "asymmetricKeyLifetime");
        return TooLong(limit, key.Start, key.End) is { } longest ? Lifetime(tenant, longest) : null;
    }

    private static CredentialRestriction? Find(Tenant tenant, CredentialHolder holder, string type) => InForce(tenant, holder)
        .FirstOrDefault(r => r.IsEnabled && r.RestrictionType == type && !(holder.CreatedAt <= r.ForAppsCreatedAfter));

    private static IReadOnlyList<CredentialRestriction> InForce(Tenant tenant, CredentialHolder holder) => holder.AssignedPolicy is { } own
        ? own.IsEnabled ? own.Restrictions : []
        : tenant.AppManagement switch
        {
            { IsEnabled: false } => [],
            var policy => holder is Application ? policy.Applications : policy.ServicePrincipals,
        };

    private static TimeSpan? TooLong(CredentialRestriction? restriction, DateTimeOffset start, DateTimeOffset end) =>
        end - start > restriction?.MaxLifetime ? restriction.MaxLifetime : null;

    private static GraphError NotAllowed(Tenant tenant, string type) => new(
        StatusCodes.Status400BadRequest,
        "CredentialTypeNotAllowedAsPerAppPolicy",
        $"Credential type '{type}' is not allowed as per the app management policy of tenant {tenant.Id}.");

    private static GraphError Lifetime(Tenant tenant, TimeSpan longest) => new(
        StatusCodes.Status400BadRequest,
        "CredentialInvalidLifetimeAsPerAppPolicy",
        $"Credential lifetime exceeds the maximum of {GraphJson.Duration(longest)} as per the app management policy of tenant {tenant.Id}.",
        new GraphErrorDetail("InvalidKeyEndDate", "EndDate", "The end date lies too late."));
}
