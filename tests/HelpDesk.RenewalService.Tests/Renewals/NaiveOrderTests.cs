using System.Text.Json.Nodes;
using HelpDesk.Renewals.Vaults;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.World;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.RenewalService.Tests.Renewals;

/// <summary>
/// What goes wrong with access control when a secret is renewed as an ordinary one would be, and that the engine does not: it signs with the
/// oldest secret that is valid, and learns of a new one after a day (domain.md §1.7).
/// </summary>
public sealed class NaiveOrderTests(ServiceWorld world) : ServiceTest(world)
{
    [Fact]
    public async Task Whoever_expects_the_new_secret_to_work_at_once_is_refused_for_as_long_as_the_old_one_is_valid()
    {
        var old = Current();
        await RenewAsync(Ids.AddIn);
        var added = AddInPrincipal.Passwords[^1];

        Assert.Equal("AADSTS7000215", await AskAsync(added));
        World.Sandbox.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal("AADSTS7000215", await AskAsync(added));
        Assert.Equal("a token", await AskAsync(old));
    }

    [Fact]
    public async Task Whoever_takes_the_old_secret_away_early_stops_HelpDesk_until_the_new_one_has_spread()
    {
        var old = Current();
        await RenewAsync(Ids.AddIn);
        var added = AddInPrincipal.Passwords[^1];
        World.Sandbox.World.Change<ServicePrincipal>(WorldIds.Contoso.AddInPrincipal, p => p with
        {
            Passwords = [.. p.Passwords.Where(x => x.KeyId != old.KeyId)],
            Keys = [.. p.Keys.Where(k => k.End != old.End)],
        });

        Assert.Equal("AADSTS7000215", await AskAsync(old));
        Assert.Equal("AADSTS7000215", await AskAsync(added));
        World.Sandbox.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal("AADSTS7000215", await AskAsync(added));
        World.Sandbox.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal("a token", await AskAsync(added));
    }

    [Fact]
    public async Task With_the_engine_HelpDesk_always_has_a_secret_that_works()
    {
        var old = Current();
        await Vault.WriteAsync(Ids.AddIn, VaultNames.ClientSecret, new(new(old.Secret.Reveal()), old.KeyId, old.End), default);
        var renewal = await RenewAsync(Ids.AddIn);
        var added = AddInPrincipal.Passwords[^1];
        for (var day = 0; day < 90; day++)
        {
            List<string> answers = [];
            foreach (var name in (string[])[VaultNames.ClientSecret, VaultNames.SecondaryClientSecret])
            {
                answers.Add(await Vault.ReadAsync(Ids.AddIn, name, default) is { } given ? await AskAsync(given.Secret.RevealBase64()) : "no value");
            }

            Assert.Contains("a token", answers);
            World.Sandbox.Clock.Advance(TimeSpan.FromDays(1));
            await Host.TickAsync();
        }

        Assert.Equal(["Claimed", "Preflighted", "Staged", "Delivered", "Propagating", "Proven", "Retired"], States(await ShowAsync(renewal)));
        Assert.Equal("a token", await AskAsync(added));
    }

    private ISecretVault Vault => Host.Services.GetRequiredService<ISecretVault>();

    private PasswordCredential Current() => AddInPrincipal.Passwords.Single(p => p.KeyId == WorldIds.Contoso.AddInPassword);

    private Task<string> AskAsync(PasswordCredential secret) => AskAsync(secret.Secret.ToBase64());

    /// <summary>As the add-in asks, with the base64 form.</summary>
    private async Task<string> AskAsync(string base64)
    {
        var tenant = WorldIds.Contoso.Tenant;
        using var client = World.NewSandboxClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = $"{WorldIds.Contoso.AddInApp}@{tenant}",
            ["client_secret"] = base64,
            ["resource"] = $"{WorldIds.WellKnown.SharePoint}/contoso.sharepoint.com@{tenant}",
        });
        using var response = await client.PostAsync(new Uri(World.Sandbox.Addresses.Https, $"acs/{tenant}/tokens/OAuth/2"), form);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return body["access_token"] is not null ? "a token" : ((string)body["error_description"]!).Split(':')[0];
    }
}
