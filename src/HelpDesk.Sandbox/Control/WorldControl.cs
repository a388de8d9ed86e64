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
            GraphPageSize = input.GraphPageSize ?? before.GraphPageSize,
        };
    }

    public bool Change(string tenantName, TenantInput input)
    {
        if (world.FindTenant(tenantName) is not { } tenant)
        {
            return false;
        }

        var applications = input.ApplicationRestrictions?.Select(ToRestriction).ToList();
        var principals = input.ServicePrincipalRestrictions?.Select(ToRestriction).ToList();
        world.ChangeTenant(tenant.Id, t => t with
        {
            SecurityDefaults = input.SecurityDefaults ?? t.SecurityDefaults,
            LegacyAuthProtocols = input.LegacyAuthProtocols ?? t.LegacyAuthProtocols,
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
        var person = Guid.TryParse(name, out var id) ? world.FindPerson(id) : world.FindPersonByName(name);
        if (person is null)
        {
            return false;
        }

        var active = input.ActiveRoles?.Select(ToRole).ToList();
        var eligible = input.EligibleRoles?.Select(ToRole).ToList();
        world.ChangePerson(person.Id, p => p with
        {
            ActiveRoles = active ?? p.ActiveRoles,
            EligibleRoles = eligible ?? p.EligibleRoles,
            PerUserMfa = input.PerUserMfa ?? p.PerUserMfa,
        });
        if (input.Revoke)
        {
            grants.Revoke(person.Id);
        }

        return true;
    }

    private static DirectoryRole ToRole(string name) =>
        DirectoryRole.All.FirstOrDefault(r => r.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ControlInputException($"There is no role '{name}'. Known are {string.Join(", ", DirectoryRole.All.Select(r => r.Name))}.");

    private static CredentialRestriction ToRestriction(RestrictionInput input) => new()
    {
        RestrictionType = input.RestrictionType,
        MaxLifetime = input.MaxLifetime is { } longest ? ControlJson.Duration(longest, "maxLifetime") : null,
        ForAppsCreatedAfter = input.RestrictForAppsCreatedAfterDateTime,
    };
}
