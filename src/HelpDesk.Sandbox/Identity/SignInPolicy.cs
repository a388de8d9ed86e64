using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Identity;

/// <summary>What the tenant demands of a person's sign-in, from the same data that Graph shows.</summary>
public sealed class SignInPolicy(SandboxWorld world, SandboxSwitches switches, GrantStore grants)
{
    public bool Blocks(Person person) => Applying(person).Any(p => p.Controls.Contains("block"));

    public bool DemandsSecondFactor(Person person) =>
        person.PerUserMfa != PerUserMfa.Disabled
        || (world.Tenant(person.TenantId) is { SecurityDefaults: true } tenant && tenant.RolesOf(person).Count > 0)
        || Applying(person).Any(p => p.Controls.Contains("mfa"));

    /// <summary>Whether somebody has allowed <paramref name="clientId"/> to act for the person.</summary>
    public bool HasConsented(Guid clientId, Person person) =>
        switches.Values.PeopleHaveConsented
        || world.Tenant(person.TenantId).IsVendor
        || grants.HasConsented(clientId, person)
        // The sign-in client is a known client of the service: one consent screen covers both.
        || (clientId == WorldIds.Vendor.ServiceApp && grants.HasConsented(WorldIds.Vendor.SignInApp, person));

    private IEnumerable<ConditionalAccessPolicy> Applying(Person person) =>
        world.Tenant(person.TenantId).ConditionalAccess.Where(p => p.AppliesTo(person));
}
