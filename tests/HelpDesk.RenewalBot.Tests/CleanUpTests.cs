using System.Text.Json.Nodes;
using HelpDesk.RenewalBot.Tests.World;

namespace HelpDesk.RenewalBot.Tests;

/// <summary>Secrets that nobody needs any more go with one click and a sign-in.</summary>
public sealed class CleanUpTests : BotTest
{
    private const string Old = "66666666-6666-4666-8666-666666666666";

    [Fact]
    public async Task From_the_status_one_click_and_a_sign_in_remove_them_and_nobody_stays_signed_in()
    {
        using var client = Client.Teams(World);
        await StatusWithLeftoversAsync(client);
        var status = await client.SeesCardAsync("Your secrets");
        Assert.Contains("still listed in your directory", status.CardJson, StringComparison.Ordinal);
        await client.PressAsync(status, "Clean up");
        await client.SeesSignInAsync();
        await client.VerifyAsync(World.Tokens.SignIn("admin-token"));

        var done = await client.SeesCardAsync("HelpDesk: clean-up");
        Assert.Contains("One secret that nobody needs was removed", done.CardJson, StringComparison.Ordinal);
        Assert.Contains(Old, done.CardJson, StringComparison.Ordinal);
        Assert.Equal($"v1/registrations/{FakeService.Registration}/clean-ups", Assert.Single(Service.Calls, c => c.Method == "POST" && c.Token == "admin-token").Path);
        await SignedOutAsync();
    }

    [Fact]
    public async Task An_account_that_may_not_is_told_so_and_can_be_changed()
    {
        using var client = Client.Teams(World);
        await StatusWithLeftoversAsync(client);
        var status = await client.SeesCardAsync("Your secrets");
        Assert.Contains("still listed in your directory", status.CardJson, StringComparison.Ordinal);
        await client.PressAsync(status, "Clean up");
        await client.SeesSignInAsync();
        await client.VerifyAsync(World.Tokens.SignIn("user-token"));

        var refused = await client.SeesCardAsync("That didn't work");
        Client.Button(refused.Card, "Clean up");
        await SignedOutAsync();
    }

    [Fact]
    public async Task A_renewal_that_is_over_offers_it_on_its_card_and_shows_its_seal()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.PressAsync(await client.SeesCardAsync("expires in 14 days"), "Renew now");
        await client.PressAsync(await client.SeesChecklistAsync(), "Continue");
        await client.SeesSignInAsync();
        await client.VerifyAsync(World.Tokens.SignIn("admin-token"));
        await client.PressAsync(await client.SeesCardAsync("Ready to renew"), "Renew the secret");
        await client.SeesCardAsync("Renewing HelpDesk's secret");
        var retired = FakeService.Renewal(Service.StartedRenewal, "Retired", FakeService.Registration, "EntraApplication", "Staged", "Delivered", "Proven", "Retired");
        (retired["oldSecretFate"], retired["evidenceNumber"], retired["evidenceHead"]) = ("LeftToExpire", 7, new string('a', 64));
        Service.Moved(retired);
        await World.FollowFeedAsync();

        var card = await client.SeesCardAsync("renewed and proven");
        Assert.Contains($"Head: {new string('a', 64)}", card.CardJson, StringComparison.Ordinal);
        Assert.Contains("can be removed from your directory", card.CardJson, StringComparison.Ordinal);
        Client.Button(card.Card, "Clean up");
    }

    private async Task StatusWithLeftoversAsync(Client client)
    {
        Service.Registrations[FakeService.Registration]["leftovers"] = new JsonArray(new JsonObject { ["keyId"] = Old, ["kind"] = "Expired", ["ends"] = "2026-11-01T00:00:00Z" });
        await client.InstallAsync();
        await client.SayAsync("status");
    }

    private Task SignedOutAsync() => World.UntilAsync(_ => Task.FromResult(!World.Tokens.HoldsAToken));
}
