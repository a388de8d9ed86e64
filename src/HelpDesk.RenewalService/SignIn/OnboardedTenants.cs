using System.Collections.Frozen;

namespace HelpDesk.RenewalService.SignIn;

/// <summary>The tenants whose people the service listens to. Empty until the registrations have been read: until then nobody is.</summary>
internal sealed class OnboardedTenants
{
    private volatile FrozenSet<string> _tenants = FrozenSet<string>.Empty;

    public bool Contains(string? tenantId) => tenantId is not null && _tenants.Contains(tenantId);

    public void Set(IEnumerable<string> tenantIds) => _tenants = tenantIds.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
