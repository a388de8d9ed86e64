using HelpDesk.Renewals.Secrets;
using HelpDesk.Renewals.Vaults;
using HelpDesk.Sandbox.KeyVault;
using HelpDesk.RenewalService.Tests.World;

namespace HelpDesk.RenewalService.Tests.Matrix;

/// <summary>What the vault offers under a name, seen from behind: no call is made and none fails.</summary>
internal delegate Task<VaultSecret?> VaultInSight(Guid registrationId, string name);

internal static class VaultsInSight
{
    public static VaultInSight Of(ISecretVault vault) => (registration, name) => vault.ReadAsync(registration, name, CancellationToken.None);

    public static VaultInSight Of(KeyVaultStore vault) => (registration, name) =>
    {
        var secret = vault.Secrets.SingleOrDefault(s => s.Name == $"{KeyVaultSettings.Prefix}{registration:N}-{name}");
        return Task.FromResult(secret is { DeletedAt: null, Latest: { Enabled: true } latest }
            ? new VaultSecret(SecretText.FromBase64(latest.Value.Reveal()), latest.Tags.TryGetValue("keyId", out var keyId) ? Guid.Parse(keyId) : null, latest.Expires)
            : null);
    };
}
