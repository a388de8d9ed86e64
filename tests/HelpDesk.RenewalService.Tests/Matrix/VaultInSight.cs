using System.Collections.Immutable;
using HelpDesk.Renewals.Secrets;
using HelpDesk.Renewals.Vaults;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.KeyVault;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Matrix;

/// <summary>What the vault offers under a name, from behind: no call is made and none fails.</summary>
internal sealed record VaultInSight(Func<Guid, string, Task<VaultSecret?>> ReadAsync, Func<Guid, string, VaultSecret, Task> WriteAsync)
{
    public static VaultInSight Of(ISecretVault vault) => new(
        (registration, name) => vault.ReadAsync(registration, name, CancellationToken.None),
        (registration, name, secret) => vault.WriteAsync(registration, name, secret, CancellationToken.None));

    public static VaultInSight Of(KeyVaultStore vault) => new(
        (registration, name) => Task.FromResult(vault.Find(NameOf(registration, name)) is { Value.Latest: { Enabled: true } latest } ? Read(latest) : null),
        (registration, name, secret) => Task.FromResult(vault.Set(NameOf(registration, name), Version(secret))));

    private static string NameOf(Guid registration, string name) => $"{KeyVaultSettings.Prefix}{registration:N}-{name}";

    private static VaultSecret Read(KeyVaultVersion version) => new(
        SecretText.FromBase64(version.Value.Reveal()), version.Tags.TryGetValue("keyId", out var keyId) ? Guid.Parse(keyId) : null, version.Expires);

    private static KeyVaultVersion Version(VaultSecret secret) => new()
    {
        Id = $"{Guid.NewGuid():N}",
        Value = new SecretValue(secret.Secret.RevealBase64()),
        Expires = secret.Expires,
        Created = default,
        Updated = default,
        Tags = ImmutableDictionary<string, string>.Empty.Add("keyId", $"{secret.KeyId}"),
    };
}
