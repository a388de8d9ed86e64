using HelpDesk.Renewals.Vaults;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.RenewalService.Tests.World;

/// <summary>A talkative host of its own with one kind of vault, for all tests of a class.</summary>
public abstract class VaultHost(ServiceWorld world, (string Key, string Value)[] settings) : IAsyncLifetime
{
    public ServiceHost Host { get; private set; } = null!;

    public ISecretVault Vault => Host.Services.GetRequiredService<ISecretVault>();

    public async Task InitializeAsync() => Host = await world.StartHostAsync(null, [.. Secrecy.Talkative, .. settings]);

    public async Task DisposeAsync() => await Host.DisposeAsync();
}

public sealed class EmbeddedVaultHost(ServiceWorld world) : VaultHost(world, []);

public sealed class KeyVaultHost(ServiceWorld world) : VaultHost(world, KeyVaultSettings.Of(world.Sandbox.Addresses.Https));

/// <summary>What keeps a service's secrets in a key vault.</summary>
internal static class KeyVaultSettings
{
    public const string Prefix = "tests-";

    public static (string Key, string Value)[] Of(Uri vault) =>
    [
        ("RenewalService:Vault:Kind", "AzureKeyVault"),
        ("RenewalService:Vault:AzureKeyVault:Uri", $"{vault}"),
        ("RenewalService:Vault:AzureKeyVault:Prefix", Prefix),
    ];
}
