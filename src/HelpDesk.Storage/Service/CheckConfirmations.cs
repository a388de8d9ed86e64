using HelpDesk.Renewals.Checks;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Service;

/// <summary>What admins have said of the known issues. A later word of the same person replaces the earlier one.</summary>
public sealed class CheckConfirmations(IDbContextFactory<ServiceContext> contexts) : ICheckConfirmations
{
    public const int LongestName = 256;

    public async Task AddAsync(Guid registrationId, string personId, HandConfirmation confirmation, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(confirmation);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var name = confirmation.PersonName.Length > LongestName ? confirmation.PersonName[..LongestName] : confirmation.PersonName;
        if (await context.CheckConfirmations.FindAsync([registrationId, confirmation.CheckName, personId], cancellation) is { } row)
        {
            (row.PersonName, row.At) = (name, confirmation.At);
        }
        else
        {
            context.CheckConfirmations.Add(new()
            {
                RegistrationId = registrationId,
                CheckName = confirmation.CheckName,
                PersonId = personId,
                PersonName = name,
                At = confirmation.At,
            });
        }

        await context.SaveChangesAsync(cancellation);
    }

    public async Task<IReadOnlyList<HandConfirmation>> ListAsync(Guid registrationId, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.CheckConfirmations.Where(c => c.RegistrationId == registrationId)
            .Select(c => new HandConfirmation(c.CheckName, c.PersonName, c.At))
            .ToListAsync(cancellation);
    }
}
