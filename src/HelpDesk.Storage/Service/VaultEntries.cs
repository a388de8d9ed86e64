using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Service;

/// <summary>A value of the embedded vault as it is stored: encrypted by the caller.</summary>
public sealed record VaultEntry(byte[] Ciphertext, Guid? KeyId, DateTimeOffset? Expires);

/// <summary>The table behind the embedded vault.</summary>
public sealed class VaultEntries(IDbContextFactory<ServiceContext> contexts, TimeProvider time)
{
    public async Task<VaultEntry?> ReadAsync(Guid registrationId, string name, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.VaultEntries.Where(e => e.RegistrationId == registrationId && e.Name == name)
            .Select(e => new VaultEntry(e.Ciphertext, e.KeyId, e.Expires))
            .SingleOrDefaultAsync(cancellation);
    }

    public async Task WriteAsync(Guid registrationId, string name, VaultEntry entry, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        do
        {
            var row = await context.VaultEntries.FindAsync([registrationId, name], cancellation);
            if (row is null)
            {
                row = new() { RegistrationId = registrationId, Name = name, Ciphertext = entry.Ciphertext, WrittenAt = time.GetUtcNow() };
                context.VaultEntries.Add(row);
            }

            (row.Ciphertext, row.KeyId, row.Expires, row.WrittenAt) = (entry.Ciphertext, entry.KeyId, entry.Expires, time.GetUtcNow());
        }
        while (!await context.TrySaveChangesAsync(cancellation));
    }

    /// <param name="registrationId">Whose it is.</param>
    /// <param name="name">Under which name.</param>
    /// <param name="condition">What has to be true of the entry at that moment; null for any.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    public async Task RemoveAsync(Guid registrationId, string name, Expression<Func<VaultEntryRow, bool>>? condition, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await context.VaultEntries.Where(e => e.RegistrationId == registrationId && e.Name == name).Where(condition ?? (_ => true)).ExecuteDeleteAsync(cancellation);
    }
}
