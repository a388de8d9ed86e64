using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Identity;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Control;

/// <summary>What <c>/sandbox/*</c> changes in the world.</summary>
internal sealed class WorldControl(SandboxWorld world, SandboxSwitches switches, SandboxClock clock, CallLog calls, GrantStore grants, StartedHosts hosts)
{
    /// <summary>Everything as at the beginning, today: here and in the hosts.</summary>
    public Task StartOverAsync() => hosts.StartOver(() =>
    {
        clock.Reset();
        world.Reset();
        calls.Clear();
    });

    public SwitchValues Switch(SwitchesInput input)
    {
        if (input.GraphPageSize is < 1 or > 999)
        {
            throw new ControlInputException("'graphPageSize' must be from 1 to 999.");
        }

        var before = switches.Values;
        return switches.Values = before with
        {
            NullKeyAccepted = input.NullKeyAccepted ?? before.NullKeyAccepted,
            AcsTakesBase64 = input.AcsTakesBase64 ?? before.AcsTakesBase64,
            EntraReplication = input.EntraReplication is { } entra ? ControlJson.Duration(entra, "entraReplication") : before.EntraReplication,
            AcsPropagation = input.AcsPropagation is { } acs ? ControlJson.Duration(acs, "acsPropagation") : before.AcsPropagation,
            PeopleHaveConsented = input.PeopleHaveConsented ?? before.PeopleHaveConsented,
            EntityTags = input.EntityTags ?? before.EntityTags,
            PoliciesByClientId = input.PoliciesByClientId ?? before.PoliciesByClientId,
            KeyVaultRecovery = input.KeyVaultRecovery is { } recovery ? ControlJson.Duration(recovery, "keyVaultRecovery") : before.KeyVaultRecovery,
            KeyVaultPurgeProtection = input.KeyVaultPurgeProtection ?? before.KeyVaultPurgeProtection,
            GraphPageSize = input.GraphPageSize ?? before.GraphPageSize,
        };
    }

    public bool Change(string tenantName, TenantInput input)
    {
        if (world.FindTenant(tenantName) is not { } tenant)
        {
            return false;
        }

        var applications = input.ApplicationRestrictions is { } ofApplications ? ControlRules.Restrictions(ofApplications) : null;
        var principals = input.ServicePrincipalRestrictions is { } ofPrincipals ? ControlRules.Restrictions(ofPrincipals) : null;
        var policies = input.ConditionalAccess is { } conditional ? ControlRules.Policies(conditional) : null;
        var groups = input.Groups is { } given ? ControlRules.Groups(tenant, given) : null;
        var withheld = input.WithheldPermissions is { } names ? ControlRules.Withheld(Consented(tenant), names) : null;
        world.ChangeTenant(tenant.Id, t => t with
        {
            SecurityDefaults = input.SecurityDefaults ?? t.SecurityDefaults,
            LegacyAuthProtocols = input.LegacyAuthProtocols ?? t.LegacyAuthProtocols,
            ConditionalAccess = policies ?? t.ConditionalAccess,
            Groups = groups ?? t.Groups,
            WithheldPermissions = withheld ?? t.WithheldPermissions,
            AcsRetirement = input.AcsRetirement ?? t.AcsRetirement,
            AppManagement = applications is null && principals is null ? t.AppManagement : new AppManagementPolicy
            {
                IsEnabled = true,
                Applications = applications ?? t.AppManagement.Applications,
                ServicePrincipals = principals ?? t.AppManagement.ServicePrincipals,
            },
        });
        return true;
    }

    public bool ChangePerson(string name, PersonInput input)
    {
        if (world.FindPersonByNameOrId(name) is not { } person)
        {
            return false;
        }

        var active = input.ActiveRoles is { } activeNames ? ControlRules.Roles(activeNames) : null;
        var eligible = input.EligibleRoles is { } eligibleNames ? ControlRules.Roles(eligibleNames) : null;
        var scoped = input.ScopedRoles is { } scopes ? ControlRules.Roles(scopes) : null;
        var scopedEligible = input.ScopedEligibleRoles is { } eligibleScopes ? ControlRules.Roles(eligibleScopes) : null;
        world.ChangePerson(person.Id, p => p with
        {
            ActiveRoles = active ?? p.ActiveRoles,
            EligibleRoles = eligible ?? p.EligibleRoles,
            ScopedRoles = scoped ?? p.ScopedRoles,
            ScopedEligibleRoles = scopedEligible ?? p.ScopedEligibleRoles,
            PerUserMfa = input.PerUserMfa ?? p.PerUserMfa,
        });
        if (input.Revoke)
        {
            grants.Revoke(person.Id);
        }

        return true;
    }

    private IEnumerable<string> Consented(Tenant tenant) => world.FindPrincipal(tenant.Id, WorldIds.Vendor.ServiceApp) is { } service
        ? service.AppRoles.Concat(service.DelegatedPermissions).Select(g => g.Permission)
        : [];
}
