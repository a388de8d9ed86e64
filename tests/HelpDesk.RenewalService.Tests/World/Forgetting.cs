using HelpDesk.Sandbox.World;
using HelpDesk.Storage.Service;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.RenewalService.Tests.World;

internal static class Forgetting
{
    /// <summary>Everything that happened is forgotten; the registrations stay and are due.</summary>
    public static async Task<int> EverythingAsync(ServiceContext context, IEnumerable<ConfiguredRegistration> registrations)
    {
        await context.Changes.ExecuteDeleteAsync();
        await context.Confirmations.ExecuteDeleteAsync();
        await context.CheckConfirmations.ExecuteDeleteAsync();
        await context.RenewalSteps.ExecuteDeleteAsync();
        await context.Renewals.ExecuteDeleteAsync();
        await context.Evidence.ExecuteDeleteAsync();
        // The key that seals the evidence stays where this database is the vault: a running host has it in memory. Elsewhere it is gone with the vault.
        await context.EvidenceKeys.ExecuteDeleteAsync();
        await context.VaultEntries.Where(e => e.RegistrationId != Guid.Empty).ExecuteDeleteAsync();
        await context.Watchers.Where(w => w.PersonId != WorldIds.Contoso.Ada.ToString() && w.PersonId != WorldIds.Fabrikam.Hana.ToString()).ExecuteDeleteAsync();
        await context.Registrations.ExecuteDeleteAsync();
        foreach (var registration in registrations)
        {
            context.Registrations.Add(new() { Id = registration.Id, DisplayName = registration.Name, TenantId = registration.Tenant, ClientId = registration.Client, SiteUrl = registration.Site });
        }

        return await context.SaveChangesAsync();
    }
}
