using System.Security.Cryptography;
using System.Text;
using HelpDesk.Renewals.Secrets;
using HelpDesk.Renewals.Vaults;
using HelpDesk.Storage.Service;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.RenewalService.Vault;

/// <summary>Keeps secrets in the service's own database, encrypted with keys that lie elsewhere. What is encrypted is the form that the add-in reads.</summary>
internal sealed class EmbeddedVault(VaultEntries entries, IDataProtectionProvider protection) : ISecretVault
{
    public async Task<VaultSecret?> ReadAsync(Guid registrationId, string name, CancellationToken cancellation)
    {
        try
        {
            return await entries.ReadAsync(registrationId, name, cancellation) is { } entry
                ? new(SecretText.FromBase64(Encoding.ASCII.GetString(Protector(registrationId, name).Unprotect(entry.Ciphertext))), entry.KeyId, entry.Expires)
                : null;
        }
        catch (CryptographicException e)
        {
            throw new VaultException("The embedded vault cannot decrypt its entry. Its key directory may be another one than the one it was written with.", e);
        }
        catch (Exception e) when (IsStorage(e))
        {
            throw new VaultException("The embedded vault's database could not be read.", e);
        }
    }

    public async Task WriteAsync(Guid registrationId, string name, VaultSecret secret, CancellationToken cancellation)
    {
        try
        {
            var ciphertext = Protector(registrationId, name).Protect(Encoding.ASCII.GetBytes(secret.Secret.RevealBase64()));
            await entries.WriteAsync(registrationId, name, new(ciphertext, secret.KeyId, secret.Expires), cancellation);
        }
        catch (CryptographicException e)
        {
            throw new VaultException("The embedded vault has no usable key. See that its key directory can be written.", e);
        }
        catch (Exception e) when (IsStorage(e))
        {
            throw new VaultException("The embedded vault's database could not be written.", e);
        }
    }

    public async Task RemoveAsync(Guid registrationId, string name, VaultSecret? only, CancellationToken cancellation)
    {
        try
        {
            await entries.RemoveAsync(registrationId, name, only is null ? null : e => e.KeyId == only.KeyId && e.Expires == only.Expires, cancellation);
        }
        catch (Exception e) when (IsStorage(e))
        {
            throw new VaultException("The embedded vault's database could not be written.", e);
        }
    }

    public async Task TryOutAsync(CancellationToken cancellation)
    {
        var name = $"trial-{Guid.NewGuid():N}";
        await WriteAsync(Guid.Empty, name, new(new("trial"), null, null), cancellation);
        await RemoveAsync(Guid.Empty, name, null, cancellation);
    }

    // Bound to registration and name: an entry that was moved to another row does not open there.
    private IDataProtector Protector(Guid registrationId, string name) => protection.CreateProtector("HelpDesk.Vault", registrationId.ToString("D"), name);

    // EF wraps what it thinks worth a retry.
    private static bool IsStorage(Exception e) => e is DbUpdateException or System.Data.Common.DbException || (e.InnerException is { } inner && IsStorage(inner));
}
