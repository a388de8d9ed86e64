using System.Text.Json.Nodes;
using HelpDesk.RenewalBot.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.RenewalBot.Tests;

/// <summary>From the warning to the proof, as each kind of chat window tells it.</summary>
public sealed class RenewalStoryTests : BotTest
{
    [Fact]
    public async Task In_Teams_three_clicks_and_a_sign_in_renew_the_secret()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        var warning = await client.SeesCardAsync("expires in 14 days");

        Assert.Contains("could block", await client.PressAsync(warning, "Renew now"), StringComparison.Ordinal);
        var confirm = await ConfirmAsync(client, "admin-token");
        Assert.Contains("starting", await client.PressAsync(confirm, "Renew the secret"), StringComparison.Ordinal);
        var progress = await client.SeesCardAsync("Renewing HelpDesk's secret");
        Assert.Equal((confirm.Id, true), (progress.Id, progress.IsUpdate));
        await World.UntilAsync(_ => Task.FromResult(!World.Tokens.HoldsAToken));

        var renewal = Service.StartedRenewal;
        Service.Moved(FakeService.Renewal(renewal, "Proven", steps: ["Staged", "Delivered", "Proven"]));
        await World.FollowFeedAsync();
        await client.SeesTextAsync("renewed and proven. It is valid until 24 Nov 2028");

        var outcomes = Channel.Log.Where(s => s.Title == "HelpDesk: renewed and proven").ToList();
        Assert.All(outcomes, s => Assert.True(s.IsUpdate));
        Assert.Contains(warning.Id, outcomes.Select(s => s.Id));
        Assert.Contains(confirm.Id, outcomes.Select(s => s.Id));
        Assert.Equal(3, outcomes.Count);
    }

    [Fact]
    public async Task In_the_Emulator_submits_a_typed_code_and_posted_news_do_the_same()
    {
        using var client = Client.Emulator(World);
        await client.JoinAsync();
        var greeting = await client.SeesCardAsync("Hello!");
        await client.PressAsync(greeting, "Sign in");
        await client.SeesSignInAsync();
        await client.SayAsync(World.Tokens.SignIn("admin-token"));
        await client.SeesTextAsync("signed in as Ada Admin");
        var warning = await client.SeesCardAsync("expires in 14 days");
        Assert.All(warning.Card!["actions"]!.AsArray(), a => Assert.NotEqual("Action.Execute", (string?)a!["type"]));

        await client.PressAsync(warning, "Renew now");
        var checklist = await client.SeesCardAsync("Before renewing HelpDesk");
        var before = Channel.Log.Count;
        await client.PressAsync(checklist, "Continue");
        await client.SeesSignInAsync(before);
        await client.SayAsync(World.Tokens.SignIn("admin-token"));
        var confirm = await client.SeesCardAsync("Ready to renew");
        await client.SayAsync("yes");
        await client.SeesCardAsync("Renewing HelpDesk's secret");

        Service.Moved(FakeService.Renewal(Service.StartedRenewal, "Proven", steps: ["Staged", "Delivered", "Proven"]));
        await World.FollowFeedAsync();
        var news = await client.SeesCardAsync("renewed and proven", Channel.Log.ToList().IndexOf(confirm));

        Assert.False(news.IsUpdate);
        Assert.DoesNotContain(Channel.Log, s => s.IsUpdate);
    }

    [Theory]
    [InlineData(true, "HelpDesk goes on with the old secret. You need not do anything.")]
    [InlineData(false, "leave it in HelpDesk's own configuration until 8 Dec 2026.")]
    public async Task An_ACS_secret_shows_propagating_with_the_date_of_the_proof(bool vaultHasTheOldSecret, string meanwhile)
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        var warning = await client.SeesCardAsync("expires in 14 days");
        await World.UntilAsync(c => c.SentCards.AnyAsync());
        var renewal = FakeService.Renewal(
            Guid.NewGuid().ToString(), "Propagating", strategy: "AcsLegacyPrincipal", steps: ["Staged", "Delivered", "Propagating"]);
        renewal["oldSecretInVault"] = vaultHasTheOldSecret;
        Service.Moved(renewal);
        await World.FollowFeedAsync();

        await client.SeesTextAsync("The proof follows after 8 Dec 2026, 10:00 UTC");
        var card = Channel.Log.Last(s => s.Id == warning.Id).CardJson;
        Assert.Contains("Propagating: SharePoint takes it over", card, StringComparison.Ordinal);
        Assert.Contains(meanwhile, card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_double_click_and_a_replayed_one_start_one_renewal()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.PressAsync(await client.SeesCardAsync("expires in 14 days"), "Renew now");
        var confirm = await ConfirmAsync(client, "admin-token");

        var action = Client.Button(confirm.Card!, "Renew the secret");
        await Task.WhenAll(client.ExecuteAsync(action, confirm.Id), client.ExecuteAsync(action, confirm.Id));
        await client.SubmitAsync(action["data"], confirm.Id);
        await client.SeesCardAsync("Renewing HelpDesk's secret");
        await client.SayAsync("history");
        await client.SeesCardAsync("Earlier renewals");

        Assert.Single(Service.Calls, c => c.Method == "POST" && c.Path.EndsWith("/renewals", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_colleague_who_was_faster_is_named_and_their_renewal_shown()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.PressAsync(await client.SeesCardAsync("expires in 14 days"), "Renew now");
        var confirm = await ConfirmAsync(client, "admin-token");
        var active = FakeService.Renewal(Guid.NewGuid().ToString(), "Staged", steps: ["Staged"]);
        (active["startedById"], active["startedByName"]) = (Guid.NewGuid().ToString(), "Grace Global");
        Service.AddActive(active);
        await client.PressAsync(confirm, "Renew the secret");

        await client.SeesTextAsync("Grace Global has already started a renewal");
        await client.SeesCardAsync("Renewing HelpDesk's secret");
    }

    [Fact]
    public async Task Another_account_is_named_before_anything_is_written()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.PressAsync(await client.SeesCardAsync("expires in 14 days"), "Renew now");
        var confirm = await ConfirmAsync(client, "other-token");

        var card = confirm.CardJson;
        Assert.Contains("Signed in as Grace Global", card, StringComparison.Ordinal);
        Assert.Contains("This is not the account that I checked before (Ada Admin)", card, StringComparison.Ordinal);
        Assert.DoesNotContain(Service.Calls, c => c.Path.EndsWith("/renewals", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Use_another_account_signs_out_and_takes_the_other_connection()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.PressAsync(await client.SeesCardAsync("expires in 14 days"), "Renew now");
        var checklist = await client.SeesChecklistAsync();
        await client.PressAsync(checklist, "Use another account");

        var signIn = await client.SeesSignInAsync();
        Assert.Equal("HelpDeskRenewalOtherAccount", (string?)signIn.OAuthCard!["connectionName"]);
        await client.VerifyAsync(World.Tokens.SignIn("other-token"));
        await client.SeesCardAsync("Ready to renew");
    }

    [Fact]
    public async Task Somebody_without_a_role_sees_on_their_own_checklist_what_it_takes()
    {
        var role = FakeService.Check("role", "The account is an administrator", "FailedBlocks");
        role["people"] = new JsonArray(new JsonObject { ["name"] = "Grace Global", ["login"] = "grace@contoso.com", ["role"] = "Global Administrator" });
        Service.ChecksOf["cccccccc-cccc-4ccc-8ccc-cccccccccccc"] = [role];
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.PressAsync(await client.SeesCardAsync("expires in 14 days"), "Renew now");
        await client.PressAsync(await client.SeesChecklistAsync(), "Continue");
        await client.SeesSignInAsync();
        var before = Channel.Log.Count;
        await client.VerifyAsync(World.Tokens.SignIn("user-token"));

        var refusal = await client.SeesChecklistAsync(before);
        Assert.Contains("The account is an administrator: no, and that blocks the renewal", refusal.CardJson, StringComparison.Ordinal);
        Assert.Contains("Checked for Una User", refusal.CardJson, StringComparison.Ordinal);
        await client.SayAsync("open role");
        Assert.Contains("Grace Global", (await client.SeesCardAsync("The account is an administrator")).CardJson, StringComparison.Ordinal);
        Assert.DoesNotContain(Service.Calls, c => c.Path.EndsWith("/renewals", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_blocks_is_shown_worst_first_and_there_is_no_way_past_it()
    {
        Service.Checks = [FakeService.Check("a", "Fine", "Passed"), FakeService.Check("b", "Unread", "CouldNotBeRead"), FakeService.Check("c", "Blocked", "FailedBlocks")];
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.PressAsync(await client.SeesCardAsync("expires in 14 days"), "Check first");
        var checklist = await client.SeesChecklistAsync();

        var json = checklist.CardJson;
        Assert.True(json.IndexOf("Blocked: no, and that blocks the renewal", StringComparison.Ordinal) < json.IndexOf("Unread: could not be read", StringComparison.Ordinal));
        Assert.DoesNotContain("Continue", checklist.Card!["actions"]!.AsArray().Select(a => (string?)a!["title"]));
        await client.SayAsync("continue");
        await client.SeesTextAsync("fix what blocks");

        Service.Checks = [FakeService.Check("a", "Fine", "Passed")];
        var before = Channel.Log.Count;
        await client.PressAsync(checklist, "Check again");
        var again = await Channel.WaitAsync(s => s.Id == checklist.Id && s.CardJson.Contains("Nothing is in the way", StringComparison.Ordinal), before);
        Client.Button(again.Card!, "Continue");
    }

    [Fact]
    public async Task A_checklist_that_was_deleted_comes_back_as_a_new_card()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.PressAsync(await client.SeesCardAsync("expires in 14 days"), "Renew now");
        var checklist = await client.SeesChecklistAsync();
        Channel.Delete(checklist.Id);
        await client.SayAsync("check again");

        var again = await Channel.WaitAsync(s => s.Id != checklist.Id && s.CardJson.Contains("Check again", StringComparison.Ordinal));
        Assert.Contains(Channel.Log, s => s.Id == again.Id && !s.IsUpdate);
    }

    [Fact]
    public async Task Several_secrets_are_offered_and_one_may_be_typed_by_name()
    {
        Service.Registrations[FakeService.SecondRegistration] = FakeService.Secret(FakeService.SecondRegistration, "HelpDesk for SharePoint", 75);
        using var client = Client.Teams(World);
        await client.SayAsync("Renew");
        var choice = await client.SeesCardAsync("Which secret?");
        Client.Button(choice.Card!, "HelpDesk for SharePoint");
        await client.SayAsync("helpdesk for sharepoint");
        await client.SeesCardAsync("Before renewing HelpDesk for SharePoint");

        await client.SayAsync("renew");
        var second = await client.SeesCardAsync("Which secret?", Channel.Log.ToList().IndexOf(choice) + 1);
        await client.PressAsync(second, "HelpDesk");
        await Channel.WaitAsync(s => s.Title == "Before renewing HelpDesk");
    }

    [Fact]
    public async Task Cancel_help_and_status_work_in_the_middle_and_no_stops()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.PressAsync(await client.SeesCardAsync("expires in 14 days"), "Renew now");
        var confirm = await ConfirmAsync(client, "admin-token");
        await client.SayAsync("HELP");
        await client.SeesCardAsync("What I can do");
        await client.SayAsync("what?");
        await client.SeesTextAsync("\"yes\", \"no\"");
        await client.SayAsync("cancel");
        await client.SeesTextAsync("I stopped");
        Assert.False(World.Tokens.HoldsAToken);

        await client.PressAsync(confirm, "Renew the secret");
        await client.SeesTextAsync("out of date");
        Assert.DoesNotContain(Service.Calls, c => c.Path.EndsWith("/renewals", StringComparison.Ordinal) && c.Method == "POST");
    }

    [Fact]
    public async Task An_unfinished_sign_in_is_told_and_nothing_is_kept()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.PressAsync(await client.SeesCardAsync("expires in 14 days"), "Renew now");
        await client.PressAsync(await client.SeesChecklistAsync(), "Continue");
        await client.SeesSignInAsync();
        World.Time.Advance(TimeSpan.FromMinutes(1));
        await client.SayAsync("sign out");

        await client.SeesTextAsync("You are signed out");
        var states = await World.QueryAsync(c => c.StateItems.Select(s => s.Json).ToListAsync());
        Assert.DoesNotContain(states, s => s.Contains("admin-token", StringComparison.Ordinal));
    }

    private async Task<Shown> ConfirmAsync(Client client, string token)
    {
        await client.PressAsync(await client.SeesChecklistAsync(), "Continue");
        await client.SeesSignInAsync();
        await client.VerifyAsync(World.Tokens.SignIn(token));
        return await client.SeesCardAsync("Ready to renew");
    }
}
