using System.Globalization;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Control;

/// <summary>What <c>/sandbox/*</c> does to single objects: people come and go, applications and principals change.</summary>
internal sealed class DirectoryControl(SandboxWorld world, SandboxSwitches switches, SandboxClock clock)
{
    public Guid? AddPerson(string tenantName, NewPersonInput input)
    {
        if (world.FindTenant(tenantName) is not { } tenant)
        {
            return null;
        }

        if (input.UserPrincipalName.Split('@') is not [{ Length: > 0 } name, var domain] || !tenant.Owns(domain))
        {
            throw new ControlInputException($"'userPrincipalName' must be a name at one of {string.Join(", ", tenant.Domains.Select(d => d.Name))}.");
        }

        if (world.FindPersonByName(input.UserPrincipalName) is not null)
        {
            throw new ControlInputException($"There is already somebody called '{input.UserPrincipalName}'.");
        }

        var id = Guid.NewGuid();
        world.AddPerson(new Person
        {
            Id = id,
            TenantId = tenant.Id,
            GivenName = input.GivenName,
            Surname = input.Surname,
            UserPrincipalName = input.UserPrincipalName,
            TeamsId = $"29:1{domain.Split('.')[0]}-{name}-{id:N}",
            ActiveRoles = ControlRules.Roles(input.ActiveRoles),
            EligibleRoles = ControlRules.Roles(input.EligibleRoles),
            Story = "Added while the sandbox ran.",
        });
        return id;
    }

    /// <summary>Deletes somebody as Entra does: they can be restored for thirty days.</summary>
    public bool DeletePerson(string name)
    {
        if (world.FindPersonByNameOrId(name) is not { } person)
        {
            return false;
        }

        world.DeletePerson(person.Id, clock.GetUtcNow());
        return true;
    }

    /// <summary>Takes a deleted person away for good.</summary>
    public bool Purge(Guid id) => world.PurgePerson(id);

    /// <summary>The key ID of the password that was added, if one was.</summary>
    public Guid? Change(Application application, ApplicationInput input)
    {
        var locked = ControlJson.Replaced(input.Lock, "lock", application.Lock);
        return Change<Application>(application.Id, input, a => a with { Lock = locked });
    }

    public Guid? Change(ServicePrincipal principal, PrincipalInput input) =>
        Change<ServicePrincipal>(principal.Id, input, p => p with { IsEnabled = input.IsEnabled ?? p.IsEnabled });

    public T? Find<T>(Guid id) where T : CredentialHolder => world.Applications.Concat<CredentialHolder>(world.Principals).OfType<T>().FirstOrDefault(h => h.Id == id);

    public bool RemovePrincipal(Guid id)
    {
        if (Find<ServicePrincipal>(id) is null)
        {
            return false;
        }

        world.Remove(id);
        return true;
    }

    private Guid? Change<T>(Guid id, HolderInput input, Func<T, T> change) where T : CredentialHolder
    {
        var password = input.AddPassword is { } asked ? ToPassword(asked) : null;
        var changesPolicy = ControlJson.Replaces<AppPolicyInput>(input.AppManagementPolicy, "appManagementPolicy", out var policy);
        var assigned = policy is null ? null : ToPolicy(policy);
        world.Change<T>(id, holder =>
        {
            var changed = change(holder);
            return changed with
            {
                Passwords = password is null ? changed.Passwords : [.. changed.Passwords, password],
                AssignedPolicy = changesPolicy ? assigned : changed.AssignedPolicy,
            };
        });
        return password?.KeyId;
    }

    private PasswordCredential ToPassword(PortalPasswordInput input)
    {
        var now = clock.GetUtcNow();
        var lifetime = ControlJson.Duration(input.Lifetime, "lifetime");
        if (lifetime == TimeSpan.Zero || lifetime > DateTimeOffset.MaxValue - now)
        {
            throw new ControlInputException("'lifetime' must be longer than nothing and end within the calendar.");
        }

        return new PasswordCredential
        {
            KeyId = Guid.NewGuid(),
            DisplayName = input.DisplayName ?? $"Password uploaded on {now.ToString("ddd MMM dd yyyy", CultureInfo.InvariantCulture)}",
            Start = now,
            End = now + lifetime,
            Secret = SecretValue.Create(),
            WrittenAt = now,
            ReplicatedAt = TimeProvider.System.GetUtcNow() + switches.Values.EntraReplication,
        };
    }

    private static AssignedAppPolicy ToPolicy(AppPolicyInput input) => new()
    {
        DisplayName = input.DisplayName,
        IsEnabled = input.IsEnabled,
        Restrictions = ControlRules.Restrictions(input.Restrictions),
    };
}
