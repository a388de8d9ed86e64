using System.Net;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Vault;

/// <summary>What a renewal costs with everything outside, the vault included.</summary>
public sealed class KeyVaultCostTests(ServiceWorld world, KeyVaultHost host) : KeyVaultTest(world, host)
{
    [Theory]
    [InlineData(0)]
    [InlineData(400)]
    public async Task An_Entra_application_that_has_been_renewed_before_costs_at_most_eight_calls(int millisecondsUntilEntraKnows)
    {
        await VaultHost.ForgetAsync();
        await RenewAtVaultAsync(Ids.HelpDesk);
        World.Sandbox.Clock.Advance(TimeSpan.FromDays(1));
        World.Sandbox.Calls.Clear();
        World.Switches.Values = World.Switches.Values with { EntraReplication = TimeSpan.FromMilliseconds(millisecondsUntilEntraKnows) };

        await RenewAtVaultAsync(Ids.HelpDesk);

        string[] proofs = millisecondsUntilEntraKnows == 0 ? ["Identity POST token"] : ["Identity POST token", "Identity POST token"];
        Assert.Equal(
            [
                "Identity POST token",
                "Graph POST $batch",
                "Graph POST addPassword",
                $"KeyVault GET {Secret(Ids.HelpDesk, "ClientSecret")}",
                $"KeyVault PUT {Secret(Ids.HelpDesk, "SecondaryClientSecret")}",
                $"KeyVault PUT {Secret(Ids.HelpDesk, "ClientSecret")}",
                .. proofs,
            ],
            Calls());
        Assert.InRange(Calls().Count, 1, 8);
    }

    private async Task RenewAtVaultAsync(Guid registration)
    {
        using var api = VaultHost.NewApi();
        var token = await Tokens.OfAsync(Ada);
        await WarmUpAsync();
        (await api.RenewAsync(registration, token)).Good(HttpStatusCode.Accepted);
        await VaultHost.RestAsync();
    }

    /// <summary>From the confirmation to the proof, without metadata; what a batch carries counts with it.</summary>
    private List<string> Calls()
    {
        var all = World.Sandbox.Calls.Calls.Where(c => c.Area is Area.Identity or Area.Graph or Area.KeyVault && !c.Path.Contains("well-known", StringComparison.Ordinal)).ToList();
        var warm = all.FindIndex(c => c.Area is Area.Identity && c.Path.StartsWith($"/{WorldIds.Contoso.Tenant}/", StringComparison.Ordinal));
        return
        [
            .. all.Skip(warm).Where(c => c.Area is not Area.Graph || c.Method is not "GET").Select(c => $"{c.Area} {c.Method} {Last(c.Path)}"),
        ];
    }

    private static string Last(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Last(p => p.Length > 0);

    private static string Secret(Guid registration, string name) => $"{KeyVaultSettings.Prefix}{registration:N}-{name}";
}
