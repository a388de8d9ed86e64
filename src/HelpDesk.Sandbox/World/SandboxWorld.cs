using System.Collections.Immutable;

namespace HelpDesk.Sandbox.World;

/// <summary>
/// What the local Microsoft 365 holds: tenants with their people, applications and principals. All records are immutable;
/// who changes one replaces it under the lock, so that readers never see half a change.
/// </summary>
public sealed class SandboxWorld
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private ImmutableDictionary<Guid, Tenant> _tenants = ImmutableDictionary<Guid, Tenant>.Empty;
    private ImmutableDictionary<Guid, CredentialHolder> _holders = ImmutableDictionary<Guid, CredentialHolder>.Empty;

    public SandboxWorld(TimeProvider clock)
    {
        _clock = clock;
        Reset();
    }

    /// <summary>Our own registrations. Their secrets live as long as the process: the hosts were started with them.</summary>
    public OwnRegistrations Own { get; } = new();

    /// <summary>Raised after the story was told anew, so that features forget what they remember about the old one.</summary>
    public event EventHandler? WasReset;

    public IReadOnlyList<Tenant> Tenants => [.. _tenants.Values.OrderByDescending(t => t.IsVendor).ThenBy(t => t.Name)];

    public IEnumerable<Tenant> Customers => Tenants.Where(t => !t.IsVendor);

    public IEnumerable<Application> Applications => _holders.Values.OfType<Application>().OrderBy(a => a.Id);

    public IEnumerable<ServicePrincipal> Principals => _holders.Values.OfType<ServicePrincipal>().OrderBy(p => p.Id);

    /// <summary>Starts the story over, at the clock's time.</summary>
    public void Reset()
    {
        var story = new Story(_clock.GetUtcNow(), Own);
        lock (_gate)
        {
            _tenants = story.Tenants.ToImmutableDictionary(t => t.Id);
            _holders = story.Holders.ToImmutableDictionary(h => h.Id);
        }

        WasReset?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>A tenant by its ID or by one of its domains.</summary>
    public Tenant? FindTenant(string idOrDomain) =>
        Guid.TryParse(idOrDomain, out var id)
            ? _tenants.GetValueOrDefault(id)
            : _tenants.Values.FirstOrDefault(t => t.Owns(idOrDomain));

    public Tenant Tenant(Guid id) => _tenants[id];

    public Person? FindPerson(Guid id) => _tenants.Values.SelectMany(t => t.People).FirstOrDefault(p => p.Id == id);

    public Person? FindPersonByTeamsId(string teamsId) => _tenants.Values.SelectMany(t => t.People).FirstOrDefault(p => p.TeamsId == teamsId);

    public Person? FindPersonByName(string userPrincipalName) => _tenants.Values.SelectMany(t => t.People)
        .FirstOrDefault(p => p.UserPrincipalName.Equals(userPrincipalName, StringComparison.OrdinalIgnoreCase));

    public Person? FindPersonByNameOrId(string nameOrId) => Guid.TryParse(nameOrId, out var id) ? FindPerson(id) : FindPersonByName(nameOrId);

    /// <summary>The registration in its home tenant, wherever that is.</summary>
    public Application? FindApplication(Guid appId) => Applications.FirstOrDefault(a => a.AppId == appId);

    public ServicePrincipal? FindPrincipal(Guid tenantId, Guid appId) => Principals.FirstOrDefault(p => p.TenantId == tenantId && p.AppId == appId);

    public T? Find<T>(Guid tenantId, Guid objectId) where T : CredentialHolder =>
        _holders.GetValueOrDefault(objectId) is T holder && holder.TenantId == tenantId ? holder : null;

    /// <summary>Replaces an application or principal by what <paramref name="change"/> makes of it.</summary>
    public T Change<T>(Guid objectId, Func<T, T> change) where T : CredentialHolder
    {
        lock (_gate)
        {
            CredentialHolder changed = change((T)_holders[objectId]);
            changed = changed with { Version = _holders[objectId].Version + 1 };
            _holders = _holders.SetItem(objectId, changed);
            return (T)changed;
        }
    }

    public Tenant ChangeTenant(Guid id, Func<Tenant, Tenant> change)
    {
        lock (_gate)
        {
            var changed = change(_tenants[id]);
            _tenants = _tenants.SetItem(id, changed);
            return changed;
        }
    }

    public Person ChangePerson(Guid id, Func<Person, Person> change)
    {
        lock (_gate)
        {
            var tenant = _tenants.Values.Single(t => t.People.Any(p => p.Id == id));
            _tenants = _tenants.SetItem(tenant.Id, tenant with { People = [.. tenant.People.Select(p => p.Id == id ? change(p) : p)] });
        }

        return FindPerson(id)!;
    }

    /// <summary>Takes an application or principal away.</summary>
    public void Remove(Guid objectId)
    {
        lock (_gate)
        {
            _holders = _holders.Remove(objectId);
        }
    }

    public void AddPerson(Person person) => ChangeTenant(person.TenantId, t => t with { People = [.. t.People, person] });

    /// <summary>Moves somebody to the deleted people, from where only <see cref="PurgePerson"/> takes them away.</summary>
    public void DeletePerson(Guid id, DateTimeOffset at) => ChangeTenant(FindPerson(id)!.TenantId, t => t with
    {
        People = [.. t.People.Where(p => p.Id != id)],
        DeletedPeople = [.. t.DeletedPeople, .. t.People.Where(p => p.Id == id).Select(p => new DeletedPerson(p, at))],
    });

    /// <summary>False when nobody of this ID is among the deleted people.</summary>
    public bool PurgePerson(Guid id)
    {
        if (Tenants.FirstOrDefault(t => t.DeletedPeople.Any(d => d.Person.Id == id)) is not { } tenant)
        {
            return false;
        }

        ChangeTenant(tenant.Id, t => t with { DeletedPeople = [.. t.DeletedPeople.Where(d => d.Person.Id != id)] });
        return true;
    }
}
