using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Identity;

/// <summary>What the tenant demands of a person's sign-in, from the same data that Graph shows.</summary>
public sealed class SignInPolicy(SandboxWorld world, SandboxSwitches switches, GrantStore grants)
{
    /// <summary>Why Conditional Access keeps the person from <paramref name="appId"/>, if it does.</summary>
    public EntraError? Refuses(Person person, Guid appId) =>
        Applying(person, appId).Select(GrantDemand.Refusal).OfType<EntraError>().OrderByDescending(e => e == EntraError.ConditionalAccessBlocks).FirstOrDefault();

    public bool DemandsSecondFactor(Person person, Guid appId) =>
        person.PerUserMfa != PerUserMfa.Disabled
        || (world.Tenant(person.TenantId) is { SecurityDefaults: true } tenant && tenant.RolesOf(person).Count > 0)
        || Applying(person, appId).Any(GrantDemand.IsSecondFactor);

    /// <summary>Whether somebody has allowed <paramref name="clientId"/> to act for the person.</summary>
    public bool HasConsented(Guid clientId, Person person) =>
        switches.Values.PeopleHaveConsented
        || world.Tenant(person.TenantId).IsVendor
        || grants.HasConsented(clientId, person)
        // The sign-in client is a known client of the service: one consent screen covers both.
        || (clientId == WorldIds.Vendor.ServiceApp && grants.HasConsented(WorldIds.Vendor.SignInApp, person));

    private IEnumerable<ConditionalAccessPolicy> Applying(Person person, Guid appId)
    {
        var tenant = world.Tenant(person.TenantId);
        var attempt = new SignInAttempt { Tenant = tenant, Person = person, Application = appId.ToString() };
        return tenant.ConditionalAccess.Where(p => p.State == PolicyState.Enabled && attempt.Against(p) == NotApplied.NotSet);
    }
}
