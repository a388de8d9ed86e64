using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using HelpDesk.Renewals.Vaults;
using HelpDesk.RenewalService.Tests.World;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.RenewalService.Tests.Vault;

public sealed class VaultSecrecyTests(ServiceWorld world) : ServiceTest(world)
{
    [Fact]
    public async Task After_renewals_no_secret_is_in_any_file_log_or_answer_and_a_restart_finds_them_all()
    {
        var folder = World.NewFolder();
        var secrets = await RenewBothAsync(folder);

        // Stopping writes what was still in memory.
        Secrecy.AssertAbsent(secrets, Secrecy.FilesOf(folder));
        await using var again = await World.StartHostAsync(folder);
        Assert.Equal(secrets, await SecretsAsync(again));
        Secrecy.AssertAbsent(secrets, Secrecy.FilesOf(folder));
    }

    [Fact]
    public async Task Without_its_keys_the_vault_says_that_it_cannot_be_opened()
    {
        var folder = World.NewFolder();
        await RenewBothAsync(folder);
        Directory.Delete(Path.Combine(folder, "keys"), recursive: true);

        await using var again = await World.StartHostAsync(folder);

        await Assert.ThrowsAsync<VaultException>(() => SecretsAsync(again));
    }

    [Fact]
    public async Task An_entry_that_was_moved_to_another_registration_does_not_open_there()
    {
        await RenewAsync(Ids.HelpDesk);
        await Host.QueryAsync(async c =>
        {
            var entry = c.VaultEntries.Single(e => e.RegistrationId == Ids.HelpDesk);
            c.VaultEntries.Add(new() { RegistrationId = Ids.Fabrikam, Name = entry.Name, Ciphertext = entry.Ciphertext, KeyId = entry.KeyId, Expires = entry.Expires, WrittenAt = entry.WrittenAt });
            return await c.SaveChangesAsync();
        });

        await Assert.ThrowsAsync<VaultException>(() => VaultOf(Host).ReadAsync(Ids.Fabrikam, VaultNames.ClientSecret, default));
    }

    [Fact]
    public async Task A_renewal_that_was_rolled_back_leaves_no_value_behind()
    {
        World.Fault(new()
        {
            Kind = Sandbox.Control.FaultKind.Status,
            Status = 400,
            Method = "PATCH",
            Body = new JsonObject { ["error"] = new JsonObject { ["code"] = "CredentialTypeNotAllowedAsPerAppPolicy", ["message"] = "no" } },
        });

        await RenewAsync(Ids.AddIn);

        Assert.Null(await VaultOf(Host).ReadAsync(Ids.AddIn, VaultNames.PendingClientSecret, default));
        Assert.Null(await VaultOf(Host).ReadAsync(Ids.AddIn, VaultNames.ClientSecret, default));
    }

    private async Task<List<string>> RenewBothAsync(string folder)
    {
        await using var host = await World.StartHostAsync(folder, Secrecy.Talkative);
        using var api = host.NewApi();
        var token = await Tokens.OfAsync(Ada);
        foreach (var registration in new[] { Ids.HelpDesk, Ids.AddIn })
        {
            (await api.RenewAsync(registration, token)).Good(HttpStatusCode.Accepted);
        }

        await host.RestAsync();
        (await api.GetAsync("/v1/me/registrations", token)).Good();
        (await api.GetAsync("/v1/changes", await Tokens.OfBotAsync())).Good();

        var secrets = await SecretsAsync(host);
        // What the directory gave is what the vault has.
        Assert.Equal([HelpDeskApplication.Passwords[^1].Secret.Reveal(), AddInPrincipal.Passwords[^1].Secret.Reveal()], secrets);
        Secrecy.AssertAbsent(secrets, Secrecy.FilesOf(folder));
        Secrecy.AssertAbsent(secrets, api.Received.Select(a => ("an answer", Encoding.UTF8.GetBytes(a))));
        Secrecy.AssertAbsent([.. secrets, token], Secrecy.LogsOf(host));
        Assert.True(host.Logs.Count > 500, "The host was not talkative.");
        return secrets;
    }

    private static async Task<List<string>> SecretsAsync(ServiceHost host)
    {
        List<string> secrets = [];
        foreach (var registration in new[] { Ids.HelpDesk, Ids.AddIn })
        {
            secrets.Add((await VaultOf(host).ReadAsync(registration, VaultNames.ClientSecret, default))!.Secret.Reveal());
        }

        return secrets;
    }

    private static ISecretVault VaultOf(ServiceHost host) => host.Services.GetRequiredService<ISecretVault>();
}
