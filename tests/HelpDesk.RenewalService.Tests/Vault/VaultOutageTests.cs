using System.Net;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Hosting;

namespace HelpDesk.RenewalService.Tests.Vault;

/// <summary>A vault that cannot be reached right after the start, when the key that seals the evidence is not known yet.</summary>
public sealed class VaultOutageTests(ServiceWorld world) : ServiceTest(world)
{
    [Fact]
    public async Task A_confirmation_is_refused_with_the_reason_and_nothing_begins()
    {
        await using var host = await World.StartHostAsync(null, KeyVaultSettings.Of(World.Sandbox.Addresses.Https));
        using var api = host.NewApi();
        World.Fault(new() { Kind = FaultKind.Status, Status = 403, Area = Area.KeyVault, Count = 50 });

        var refused = (await api.RenewAsync(Ids.HelpDesk, await Tokens.OfAsync(Ada))).Refused(HttpStatusCode.ServiceUnavailable, "vaultUnavailable");

        Assert.Contains("Key Vault", refused.Detail, StringComparison.Ordinal);
        Assert.Empty(Writes());
        World.Faults.Clear();
        (await api.RenewAsync(Ids.HelpDesk, await Tokens.OfAsync(Ada))).Good(HttpStatusCode.Accepted);
        await host.RestAsync();
    }
}
