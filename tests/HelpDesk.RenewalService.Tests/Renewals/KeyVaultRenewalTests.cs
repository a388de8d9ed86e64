using System.Net;
using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.KeyVault;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.RenewalService.Tests.Renewals;

/// <summary>Whole renewals of a service whose vault is Azure Key Vault.</summary>
public sealed class KeyVaultRenewalTests(ServiceWorld world, KeyVaultHost host) : ServiceTest(world), IClassFixture<KeyVaultHost>
{
    [Fact]
    public async Task An_Entra_secret_is_delivered_into_Key_Vault_and_proven_from_there()
    {
        var renewal = await RenewThereAsync(Ids.HelpDesk);

        Assert.Equal(["Claimed", "Preflighted", "Staged", "Delivered", "Proven"], States(renewal));
        AssertDelivered(Ids.HelpDesk, renewal, HelpDeskApplication.Passwords[^1]);
    }

    [Fact]
    public async Task An_ACS_secret_is_delivered_into_Key_Vault_and_proven_once_the_old_one_has_ended()
    {
        var renewal = await RenewThereAsync(Ids.AddIn);
        Assert.Equal(["Claimed", "Preflighted", "Staged", "Delivered", "Propagating"], States(renewal));
        AssertDelivered(Ids.AddIn, renewal, AddInPrincipal.Passwords[^1]);
        // It was there while the symmetric pair was being written.
        Assert.Single(Secret(Ids.AddIn, "PendingClientSecret").Versions);

        World.Sandbox.Clock.Advance(TimeSpan.FromDays(75));
        await host.Host.TickAsync();

        Assert.Equal("Proven", await StateAsync(renewal));
    }

    [Fact]
    public async Task The_next_renewal_keeps_the_old_value_as_the_secondary_one_until_it_is_retired()
    {
        await RenewThereAsync(Ids.HelpDesk);
        var old = HelpDeskApplication.Passwords[^1];
        World.Sandbox.Clock.Advance(TimeSpan.FromDays(1));
        await host.Host.TickAsync();

        Assert.Equal("Proven", (string?)(await RenewThereAsync(Ids.HelpDesk, forget: false))["state"]);

        var secondary = Secret(Ids.HelpDesk, "SecondaryClientSecret").Latest;
        Assert.Equal((old.Secret.ToBase64(), $"{old.KeyId}", true), (secondary.Value.Reveal(), secondary.Tags["keyId"], secondary.Enabled));
    }

    [Fact]
    public async Task Without_the_role_nothing_stays_in_the_directory_and_the_card_says_which_one_is_missing()
    {
        World.Fault(new() { Kind = FaultKind.Status, Area = Area.KeyVault, Method = "PUT", Status = 403, Count = 10 });

        var renewal = await RenewThereAsync(Ids.HelpDesk);

        Assert.Equal("RolledBack", (string?)renewal["state"]);
        Assert.Contains("the role Key Vault Secrets Officer", (string?)renewal["cause"], StringComparison.Ordinal);
        Assert.Single(HelpDeskApplication.Passwords);
    }

    private KeyVaultSecret Secret(Guid registration, string name) =>
        World.KeyVault.Secrets.Single(s => s.Name == $"{KeyVaultSettings.Prefix}{registration:N}-{name}");

    private void AssertDelivered(Guid registration, JsonNode renewal, Sandbox.World.PasswordCredential password)
    {
        Assert.Equal((Guid)renewal["newKeyId"]!, password.KeyId);
        var delivered = Secret(registration, "ClientSecret").Latest;
        Assert.Equal((password.Secret.ToBase64(), $"{password.KeyId}", true), (delivered.Value.Reveal(), delivered.Tags["keyId"], delivered.Enabled));
        Assert.DoesNotContain(World.KeyVault.Secrets, s => s.Name.EndsWith("-PendingClientSecret", StringComparison.Ordinal) && s.Latest.Enabled);
        Secrecy.AssertAbsent([password.Secret.Reveal()], Secrecy.FilesOf(host.Host.Folder));
        Secrecy.AssertAbsent([password.Secret.Reveal()], Secrecy.LogsOf(host.Host));
    }

    private async Task<JsonNode> RenewThereAsync(Guid registration, bool forget = true)
    {
        if (forget)
        {
            await host.Host.ForgetAsync();
            await host.Host.TickAsync();
        }

        using var api = host.Host.NewApi();
        var accepted = (await api.RenewAsync(registration, await Tokens.OfAsync(Ada))).Good(HttpStatusCode.Accepted);
        await host.Host.RestAsync();
        Assert.Equal(0, await host.Host.QueryAsync(c => c.VaultEntries.CountAsync()));
        return (await api.GetAsync($"/v1/registrations/{registration}/renewals/{accepted["id"]}", await Tokens.OfAsync(Ada))).Good();
    }

    private Task<string> StateAsync(JsonNode renewal) => host.Host.QueryAsync(async c =>
        (await c.Renewals.SingleAsync(r => r.Id == (Guid)renewal["id"]!)).State.ToString());
}
