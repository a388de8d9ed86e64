using HelpDesk.Renewals.Checks;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Service;

/// <summary>What admins have said of the known issues. A later word of the same person replaces the earlier one.</summary>
public sealed class CheckConfirmations(IDbContextFactory<ServiceContext> contexts) : ICheckConfirmations
{
    public const int LongestName = 256;

    public async Task AddAsync(Guid registrationId, HandConfirmation confirmation, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(confirmation);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var name = confirmation.PersonName.Length > LongestName ? confirmation.PersonName[..LongestName] : confirmation.PersonName;
        if (await ReplaceAsync(context, registrationId, confirmation, name, cancellation))
        {
            return;
        }

        context.CheckConfirmations.Add(new()
        {
            RegistrationId = registrationId,
            CheckName = confirmation.CheckName,
            PersonId = confirmation.PersonId,
            PersonName = name,
            At = confirmation.At,
        });
        if (!await context.TrySaveChangesAsync(cancellation))
        {
            // The same word came twice at once.
            await ReplaceAsync(context, registrationId, confirmation, name, cancellation);
        }
    }

    public async Task<IReadOnlyList<HandConfirmation>> ListAsync(Guid registrationId, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.CheckConfirmations.Where(c => c.RegistrationId == registrationId)
            .Select(c => new HandConfirmation(c.CheckName, c.PersonId, c.PersonName, c.At))
            .ToListAsync(cancellation);
    }

    private static async Task<bool> ReplaceAsync(ServiceContext context, Guid registrationId, HandConfirmation confirmation, string name, CancellationToken cancellation) =>
        await context.CheckConfirmations
            .Where(c => c.RegistrationId == registrationId && c.CheckName == confirmation.CheckName && c.PersonId == confirmation.PersonId)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.PersonName, name).SetProperty(c => c.At, confirmation.At), cancellation) > 0;
}
