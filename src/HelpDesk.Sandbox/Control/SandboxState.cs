using HelpDesk.Sandbox.Graph;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Identity;
using HelpDesk.Sandbox.KeyVault;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Control;

/// <summary>What <c>GET /sandbox/state</c> shows: everything but secrets, property by property, so that none can slip in.</summary>
internal sealed class SandboxState(
    SandboxWorld world, SandboxClock clock, SandboxSwitches switches, FaultList faults, CallLog calls, SignInPolicy signIn, KeyVaultStore keyVault)
{
    public object Read() => new
    {
        clock = new { now = GraphJson.Time(clock.GetUtcNow()), offset = GraphJson.Duration(clock.Offset) },
        tenants = world.Tenants.Select(Of),
        keyVault = keyVault.Secrets.Select(Of),
        switches = Of(switches.Values),
        faults = faults.Waiting,
        calls = calls.Calls,
    };

    public static object Of(SwitchValues values) => new
    {
        values.NullKeyAccepted,
        values.AcsTakesBase64,
        entraReplication = GraphJson.Duration(values.EntraReplication),
        acsPropagation = GraphJson.Duration(values.AcsPropagation),
        values.PeopleHaveConsented,
        values.EntityTags,
        values.PoliciesByClientId,
        keyVaultRecovery = GraphJson.Duration(values.KeyVaultRecovery),
        values.KeyVaultPurgeProtection,
        values.GraphPageSize,
    };

    private object Of(Tenant tenant) => new
    {
        tenant.Id,
        tenant.Name,
        tenant.IsVendor,
        tenant.InitialDomain,
        domains = tenant.Domains.Select(d => d.Name),
        tenant.SharePointHost,
        tenant.SecurityDefaults,
        tenant.WithheldPermissions,
        tenant.AcsRetirement,
        tenant.ConditionalAccess,
        groups = tenant.Groups.Select(g => new
        {
            g.Id,
            g.Name,
            g.Members,
            g.Groups,
            activeRoles = g.ActiveRoles.Select(r => r.Name),
            eligibleRoles = g.EligibleRoles.Select(r => r.Name),
        }),
        deletedPeople = tenant.DeletedPeople.Select(d => new { d.Person.Id, d.Person.Name, d.UserPrincipalName, deletedAt = GraphJson.Time(d.DeletedAt) }),
        people = tenant.People.Select(p => new
        {
            p.Id,
            p.Name,
            p.UserPrincipalName,
            p.TeamsId,
            activeRoles = p.ActiveRoles.Select(r => r.Name),
            eligibleRoles = p.EligibleRoles.Select(r => r.Name),
            scopedRoles = p.ScopedRoles.Select(r => new { role = r.Role.Name, r.Scope }),
            scopedEligibleRoles = p.ScopedEligibleRoles.Select(r => new { role = r.Role.Name, r.Scope }),
            p.PerUserMfa,
            p.HasFederatedLogin,
            blockedByConditionalAccess = signIn.Refuses(p, WorldIds.Vendor.ServiceApp) is not null,
            p.Story,
        }),
        applications = world.Applications.Where(a => a.TenantId == tenant.Id).Select(a => new
        {
            a.Id,
            a.AppId,
            a.DisplayName,
            a.Lock,
            a.AssignedPolicy,
            passwords = a.Passwords.Select(Of),
            keys = a.Keys.Select(Of),
        }),
        servicePrincipals = world.Principals.Where(p => p.TenantId == tenant.Id).Select(p => new
        {
            p.Id,
            p.AppId,
            p.DisplayName,
            p.Type,
            p.IsEnabled,
            p.AssignedPolicy,
            passwords = p.Passwords.Select(Of),
            keys = p.Keys.Select(Of),
        }),
    };

    private static object Of(KeyVaultSecret secret) => new
    {
        secret.Name,
        deletedAt = secret.DeletedAt is { } at ? GraphJson.Time(at) : null,
        versions = secret.Versions.Select(v => new
        {
            v.Id,
            v.Enabled,
            v.ContentType,
            expires = v.Expires is { } end ? GraphJson.Time(end) : null,
            created = GraphJson.Time(v.Created),
            v.Tags,
        }),
    };

    private static object Of(PasswordCredential password) => new
    {
        password.KeyId,
        password.DisplayName,
        start = GraphJson.Time(password.Start),
        end = GraphJson.Time(password.End),
    };

    private static object Of(KeyCredential key) => new
    {
        key.KeyId,
        key.DisplayName,
        key.Type,
        key.Usage,
        start = GraphJson.Time(key.Start),
        end = GraphJson.Time(key.End),
    };
}
