using Azure;
using Azure.Security.KeyVault.Secrets;
using HelpDesk.Renewals.Secrets;
using HelpDesk.Renewals.Vaults;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Vault;

/// <summary>
/// Keeps secrets in Azure Key Vault under <c>{prefix}{registration ID, 32 digits}-{name}</c>: the value is the base64 form that the add-in
/// reads, the directory's key ID is the tag <c>keyId</c>, and the end is the attribute <c>exp</c> (whole seconds).
/// <para>
/// Nothing is ever deleted. A deleted secret keeps its name until it is purged, with purge protection for up to 90 days, and could not be
/// written until then. So a removed secret is one whose latest version is disabled, and a disabled one counts as not there.
/// </para>
/// <para>The service needs the role Key Vault Secrets Officer on the vault.</para>
/// </summary>
/// <seealso href="https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview"/>
internal sealed class AzureKeyVault(KeyVaultClients clients, IOptions<VaultOptions> options, TimeProvider time) : ISecretVault
{
    private const string KeyIdTag = "keyId";
    private const string ContentType = "HelpDesk client secret (base64)";

    // Ten seconds together: a recovery usually takes a few, and somebody may be waiting.
    private const int MostAttempts = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public Task<VaultSecret?> ReadAsync(Guid registrationId, string name, CancellationToken cancellation) => CallAsync(
        async client => await FindAsync(client, NameOf(registrationId, name), cancellation) is { } found ? ToSecret(found) : null, cancellation);

    public Task WriteAsync(Guid registrationId, string name, VaultSecret secret, CancellationToken cancellation) => CallAsync(
        client => SetAsync(client, ToKeyVault(NameOf(registrationId, name), secret), cancellation), cancellation);

    /// <summary>
    /// That there is nothing is believed on a second look: what is to be removed was written before, and would stay. It is the version that was
    /// looked at that is disabled, so a newer one stays as it is.
    /// </summary>
    public Task RemoveAsync(Guid registrationId, string name, VaultSecret? only, CancellationToken cancellation) => CallAsync(
        async client => await FindAsync(client, NameOf(registrationId, name), cancellation, looks: 2) is { } found && (only is null || ToSecret(found).IsOfSame(only))
            ? await DisableAsync(client, found.Properties, cancellation)
            : null,
        cancellation);

    /// <summary>Under one name for all trials, because each new name would stay in the vault for ever.</summary>
    public Task TryOutAsync(CancellationToken cancellation) => CallAsync(
        async client => await DisableAsync(
            client, await SetAsync(client, ToKeyVault(NameOf(Guid.Empty, "Trial"), new(new("trial"), null, null)), cancellation), cancellation),
        cancellation);

    private async Task<T> CallAsync<T>(Func<SecretClient, Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await call(clients.NewClient());
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && KeyVaultFailures.Translate(e) is { } failure)
        {
            throw failure;
        }
    }

    private static async Task<KeyVaultSecret?> FindAsync(SecretClient client, string name, CancellationToken cancellation, int looks = 1)
    {
        try
        {
            return await client.GetSecretAsync(name, null, cancellation);
        }
        catch (RequestFailedException e) when (KeyVaultCodes.Of(e).Inner is KeyVaultCodes.Disabled)
        {
            return null;
        }
        catch (RequestFailedException e) when (KeyVaultCodes.Of(e).Outer is KeyVaultCodes.NotFound)
        {
            return looks > 1 ? await FindAsync(client, name, cancellation, looks - 1) : null;
        }
    }

    /// <summary>
    /// Somebody may have deleted the name by hand: then it is recovered first. Key Vault calls a recovery complete a little before it lets the
    /// name be written, so it is the write that is tried again (Azure/azure-sdk-for-net issue 31581).
    /// </summary>
    private async Task<SecretProperties> SetAsync(SecretClient client, KeyVaultSecret secret, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return (await client.SetSecretAsync(secret, cancellation)).Value.Properties;
            }
            catch (RequestFailedException e) when (e.Status is StatusCodes.Status409Conflict && attempt < MostAttempts)
            {
                if (KeyVaultCodes.Of(e).Inner is KeyVaultCodes.Deleted)
                {
                    await RecoverAsync(client, secret.Name, cancellation);
                }

                await Task.Delay(Pause, time, cancellation);
            }
        }
    }

    private static async Task RecoverAsync(SecretClient client, string name, CancellationToken cancellation)
    {
        try
        {
            await client.StartRecoverDeletedSecretAsync(name, cancellation);
        }
        catch (RequestFailedException e) when (e.Status is StatusCodes.Status404NotFound or StatusCodes.Status409Conflict)
        {
            // Somebody else's recovery or purge came first; the next write shows which.
        }
    }

    private static async Task<SecretProperties> DisableAsync(SecretClient client, SecretProperties version, CancellationToken cancellation)
    {
        version.Enabled = false;
        return await client.UpdateSecretPropertiesAsync(version, cancellation);
    }

    private string NameOf(Guid registrationId, string name) => $"{options.Value.AzureKeyVault.Prefix}{registrationId:N}-{name}";

    private static KeyVaultSecret ToKeyVault(string name, VaultSecret secret)
    {
        var result = new KeyVaultSecret(name, secret.Secret.RevealBase64()) { Properties = { ContentType = ContentType, ExpiresOn = secret.Expires } };
        if (secret.KeyId is { } keyId)
        {
            result.Properties.Tags[KeyIdTag] = keyId.ToString();
        }

        return result;
    }

    private static VaultSecret ToSecret(KeyVaultSecret found)
    {
        try
        {
            var tag = found.Properties.Tags.TryGetValue(KeyIdTag, out var text) && Guid.TryParse(text, out var id) ? id : (Guid?)null;
            return new(SecretText.FromBase64(found.Value), tag, found.Properties.ExpiresOn);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new VaultException($"Key Vault's secret {found.Name} is not in the form that HelpDesk reads, which is base64. Whoever put it there has to do it again.");
        }
    }
}
