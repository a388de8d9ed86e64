using HelpDesk.Renewals.Vaults;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.KeyVault;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Vault;

/// <summary>A test of the service's key vault over the sandbox's, with a registration of its own.</summary>
public abstract class KeyVaultTest(ServiceWorld world, KeyVaultHost host) : ServiceTest(world), IClassFixture<KeyVaultHost>
{
    protected const string Name = VaultNames.ClientSecret;

    protected static readonly VaultSecret Written = new(new("q7x8Q~Rt0_pL-w.Zz31"), new("11111111-2222-4333-8444-555555555555"), new(2028, 11, 24, 9, 30, 15, TimeSpan.Zero));

    protected Guid Registration { get; } = Guid.NewGuid();

    protected ServiceHost VaultHost => host.Host;

    protected ISecretVault Vault => host.Vault;

    protected string SecretName => $"{KeyVaultSettings.Prefix}{Registration:N}-{Name}";

    /// <summary>The secret as Key Vault holds it, deleted or not.</summary>
    protected KeyVaultSecret Held => World.KeyVault.Secrets.Single(s => s.Name == SecretName);

    protected IReadOnlyList<Call> VaultCalls => [.. World.Sandbox.Calls.Calls.Where(c => c.Area is Area.KeyVault)];

    /// <summary>The service's sign-ins in the vendor's tenant.</summary>
    protected IReadOnlyList<Call> TokenCalls => [.. World.Sandbox.Calls.Calls.Where(c => c.Area is Area.Identity && c.Path.StartsWith($"/{WorldIds.Vendor.Tenant}/", StringComparison.Ordinal))];

    protected Task<VaultSecret?> ReadAsync() => Vault.ReadAsync(Registration, Name, default);

    protected Task WriteAsync() => Vault.WriteAsync(Registration, Name, Written, default);

    /// <summary>The token and the challenge are known, and no call has been made yet.</summary>
    protected async Task WarmUpAsync()
    {
        await ReadAsync();
        World.Sandbox.Calls.Clear();
    }
}
