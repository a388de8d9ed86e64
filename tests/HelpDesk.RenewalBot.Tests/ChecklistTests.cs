using System.Text.Json.Nodes;
using HelpDesk.RenewalBot.Tests.World;

namespace HelpDesk.RenewalBot.Tests;

/// <summary>The checklist in the chat: one card, which fills, opens, takes the admin's word and leads on.</summary>
public sealed class ChecklistTests : BotTest
{
    private const string Title = "Before renewing HelpDesk";

    [Fact]
    public async Task Results_appear_on_one_card_as_they_come_in()
    {
        Service.PartialChecks.Add([FakeService.Check("a", "First", "Passed"), FakeService.Check("b", "Second", "Pending")]);
        using var client = Client.Teams(World);
        await client.SayAsync("renew");
        await client.SeesCardAsync(Title);
        var last = await Channel.WaitAsync(s => s.CardJson.Contains("Check again", StringComparison.Ordinal));

        var drawn = Channel.Log.Where(s => s.Title == Title).ToList();
        Assert.Equal(3, drawn.Count);
        Assert.Single(drawn.Select(s => s.Id).Distinct());
        Assert.Contains("Checking …", drawn[0].CardJson, StringComparison.Ordinal);
        Assert.Contains("Still looking at: Second", drawn[1].CardJson, StringComparison.Ordinal);
        Assert.Contains("One point passed.", drawn[1].CardJson, StringComparison.Ordinal);
        Assert.DoesNotContain("Continue", drawn[1].CardJson, StringComparison.Ordinal);
        Assert.Equal(last.Id, drawn[2].Id);
    }

    [Fact]
    public async Task Where_cards_do_not_change_only_the_complete_list_is_shown()
    {
        Service.PartialChecks.Add([FakeService.Check("b", "Second", "Pending")]);
        using var client = Client.Emulator(World);
        await client.SayAsync("renew");
        await client.SeesSignInAsync();
        await client.SayAsync(World.Tokens.SignIn("admin-token"));
        await client.SeesCardAsync(Title);

        Assert.Single(Channel.Log, s => s.Title == Title);
    }

    [Fact]
    public async Task A_list_that_breaks_off_is_no_list()
    {
        Service.ChecklistMembers = new JsonObject { ["isComplete"] = false };
        using var client = Client.Teams(World);
        await client.SayAsync("renew");

        Assert.Contains("I can't reach the renewal service", (await client.SeesCardAsync("That didn't work")).CardJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_check_opens_its_own_step_on_the_same_card_and_closes_again()
    {
        Service.Checks = [Role()];
        using var client = Client.Teams(World);
        var list = await ToChecklistAsync(client);
        await client.PressAsync(list, "What to do");

        var step = await client.SeesCardAsync("The account is an administrator");
        Assert.Equal(list.Id, step.Id);
        foreach (var said in new[] { "What was seen of The account is an administrator", "Activate the role.", "Grace Global", "Why The account", "What was looked at", "About roles" })
        {
            Assert.Contains(said, step.CardJson, StringComparison.Ordinal);
        }

        var before = Channel.Log.Count;
        await client.PressAsync(step, "Back to the list");
        Assert.Equal(list.Id, (await client.SeesChecklistAsync(before)).Id);
    }

    [Fact]
    public async Task The_pages_about_an_issue_are_at_hand_whether_it_passed_or_not()
    {
        var (passed, open) = (FakeService.Check("principal", "The app", "Passed"), FakeService.Check("multiFactor", "MFA", "FailedDoesNotBlock"));
        passed["reading"] = new JsonArray(Page("Replacing a secret", "replace"), Page("Context tokens", "context"));
        open["reading"] = new JsonArray(Page("Setting up MFA", "mfa"), Page("Conditional Access", "access"));
        Service.Checks = [passed, open];
        using var client = Client.Teams(World);
        var list = await ToChecklistAsync(client);

        foreach (var (title, page) in new[] { ("Replacing a secret", "replace"), ("Context tokens", "context"), ("Setting up MFA", "mfa"), ("Conditional Access", "access") })
        {
            Assert.Equal($"https://learn.microsoft.com/{page}", (string?)Client.Button(list.Card, title)["url"]);
        }

        static JsonObject Page(string title, string page) => new() { ["title"] = title, ["url"] = $"https://learn.microsoft.com/{page}" };
    }

    [Fact]
    public async Task I_have_done_this_looks_again_and_takes_no_word_where_the_directory_can_tell()
    {
        Service.Checks = [Role()];
        using var client = Client.Teams(World);
        await client.PressAsync(await ToChecklistAsync(client), "What to do");
        var step = await client.SeesCardAsync("The account is an administrator");
        Service.Checks = [FakeService.Check("role", "The account is an administrator", "Passed")];
        var before = Channel.Log.Count;
        await client.PressAsync(step, "I have done this");

        await Channel.WaitAsync(s => s.Id == step.Id && s.CardJson.Contains("Nothing is in the way", StringComparison.Ordinal), before);
        Assert.Empty(Service.Confirmations);
    }

    [Fact]
    public async Task What_only_the_admin_can_tell_is_recorded_as_their_word_and_stays_a_question()
    {
        var check = FakeService.Check("sharePointApps", "Add-ins are switched on", "CannotTell");
        check["mayConfirm"] = true;
        Service.Checks = [check];
        using var client = Client.Teams(World);
        await client.PressAsync(await ToChecklistAsync(client), "What to do");
        var before = Channel.Log.Count;
        await client.PressAsync(await client.SeesCardAsync("Add-ins are switched on"), "I have done this");

        var list = await client.SeesChecklistAsync(before);
        Assert.Contains("said that this is done", list.CardJson, StringComparison.Ordinal);
        Assert.Contains("cannot tell", list.CardJson, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing is in the way", list.CardJson, StringComparison.Ordinal);
        Assert.Equal("sharePointApps", Assert.Single(Service.Confirmations).Check);
    }

    [Fact]
    public async Task For_support_everything_stands_ready_to_copy_and_the_list_goes_on_waiting()
    {
        Service.Checks = [Role()];
        using var client = Client.Teams(World);
        await client.PressAsync(await ToChecklistAsync(client), "For support");

        var support = await client.SeesCardAsync("For support");
        Assert.Contains($"registration: {FakeService.Registration}", support.CardJson, StringComparison.Ordinal);
        Assert.Contains("role: FailedBlocks", support.CardJson, StringComparison.Ordinal);
        Assert.Contains("Monospace", support.CardJson, StringComparison.OrdinalIgnoreCase);
        var before = Channel.Log.Count;
        await client.PressAsync(support, "Back to the list");
        await client.SeesChecklistAsync(before);
    }

    [Fact]
    public async Task An_expired_secret_begins_with_since_when_HelpDesk_is_down_and_what_is_safe_now()
    {
        Service.Scanned(-12);
        using var client = Client.Teams(World);
        var json = (await ToChecklistAsync(client)).CardJson;

        Assert.Contains("HelpDesk is down since 12 Nov 2026", json, StringComparison.Ordinal);
        Assert.Contains("It is safe to renew now", json, StringComparison.Ordinal);
        Assert.True(json.IndexOf("HelpDesk is down", StringComparison.Ordinal) < json.IndexOf("Multi-factor", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_HelpDesk_that_renews_by_password_is_led_to_its_own_page_with_the_truth_first()
    {
        Service.ChecklistMembers = new JsonObject { ["route"] = "LegacyPassword", ["aboutPage"] = "https://helpdesk.contoso.example/settings/about" };
        Service.Checks = [FakeService.Check("role", "Role", "Passed")];
        using var client = Client.Teams(World);
        var list = await ToChecklistAsync(client);

        Assert.Contains("Renewals by login and password have stopped working", list.CardJson, StringComparison.Ordinal);
        Assert.Equal("https://helpdesk.contoso.example/settings/about", (string?)Client.Button(list.Card, "Open Settings → About")["url"]);
        Assert.DoesNotContain(list.Card!["actions"]!.AsArray(), a => (string?)a!["title"] == "Continue");
        await client.SayAsync("continue");
        await client.SeesTextAsync("fix what blocks");

        // Another account changes nothing about that.
        await client.PressAsync(list, "Use another account");
        await client.SeesSignInAsync();
        var before = Channel.Log.Count;
        await client.VerifyAsync(World.Tokens.SignIn("other-token"));
        Assert.DoesNotContain((await client.SeesChecklistAsync(before)).Card!["actions"]!.AsArray(), a => (string?)a!["title"] == "Continue");
        Assert.DoesNotContain(Channel.Log, s => s.Title == "Ready to renew");
    }

    [Fact]
    public async Task Roles_that_have_changed_since_the_checks_are_shown_before_anything_is_written()
    {
        Service.ChecklistMembers = new JsonObject { ["roles"] = new JsonArray("Global Administrator") };
        using var client = Client.Teams(World);
        await client.PressAsync(await ToChecklistAsync(client), "Continue");
        await client.SeesSignInAsync();
        Service.ChecklistMembers = new JsonObject { ["roles"] = new JsonArray("Application Administrator") };
        await client.VerifyAsync(World.Tokens.SignIn("admin-token"));

        var confirm = await client.SeesCardAsync("Ready to renew");
        Assert.Contains("it held Global Administrator. Now it holds Application Administrator", confirm.CardJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_accounts_questions_come_before_its_confirmation_and_ask_for_no_second_sign_in()
    {
        Service.ChecksOf[FakeService.OtherAdmin] = [FakeService.Check("accessControl", "SharePoint still takes it", "CannotTell")];
        using var client = Client.Teams(World);
        await client.PressAsync(await ToChecklistAsync(client), "Use another account");
        await client.SeesSignInAsync();
        var before = Channel.Log.Count;
        await client.VerifyAsync(World.Tokens.SignIn("other-token"));

        var list = await client.SeesChecklistAsync(before);
        Assert.Contains("SharePoint still takes it: cannot tell", list.CardJson, StringComparison.Ordinal);
        Assert.DoesNotContain(Channel.Log, s => s.Title == "Ready to renew");
        var signIns = Channel.Log.Count(s => s.OAuthCard is not null);
        await client.PressAsync(list, "Continue");
        Assert.Contains("Grace Global", (await client.SeesCardAsync("Ready to renew")).CardJson, StringComparison.Ordinal);
        Assert.Equal(signIns, Channel.Log.Count(s => s.OAuthCard is not null));
    }

    [Fact]
    public async Task Another_account_without_questions_is_one_click_away_from_the_renewal()
    {
        using var client = Client.Teams(World);
        await client.PressAsync(await ToChecklistAsync(client), "Use another account");
        await client.SeesSignInAsync();
        await client.VerifyAsync(World.Tokens.SignIn("other-token"));

        Assert.Contains("This is not the account that I checked before", (await client.SeesCardAsync("Ready to renew")).CardJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_service_is_asked_in_the_chats_language()
    {
        using var client = Client.Teams(World);
        await client.PostAsync(client.Activity("message", ("text", "renew"), ("locale", "de-DE")));
        await Channel.WaitAsync(s => s.Card?["actions"] is not null);

        Assert.Equal("de", Service.AcceptedLanguage);
    }

    [Theory]
    [InlineData(53003, "5b6e", "Try again")]
    [InlineData(50105, null, "Use another account")]
    public async Task A_sign_in_that_Microsoft_refuses_becomes_a_step_with_its_code_and_a_way_on(int code, string? correlation, string way)
    {
        Service.SignedInChecksProblem = new JsonObject
        {
            ["status"] = 401,
            ["code"] = "signInAgain",
            ["detail"] = "No.",
            ["error"] = $"AADSTS{code}",
            ["correlationId"] = correlation,
        };
        using var client = Client.Teams(World);
        await client.PressAsync(await ToChecklistAsync(client), "Continue");
        await client.SeesSignInAsync();
        await client.VerifyAsync(World.Tokens.SignIn("admin-token"));

        var step = await Channel.WaitAsync(s => s.CardJson.Contains($"AADSTS{code}", StringComparison.Ordinal));
        Assert.Contains(correlation ?? "correlation ID: -", step.CardJson, StringComparison.Ordinal);
        Client.Button(step.Card, way);
        Assert.DoesNotContain(Service.Calls, c => c.Path.EndsWith("/renewals", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pasted_error_is_explained_and_what_goes_on_goes_on()
    {
        using var client = Client.Teams(World);
        await ToChecklistAsync(client);
        await client.SayAsync("AADSTS65001: The user or administrator has not consented to use the application");

        await Channel.WaitAsync(s => s.CardJson.Contains("AADSTS65001", StringComparison.Ordinal));
        await client.SeesTextAsync("Please use the buttons");
        await client.SayAsync("continue");
        await client.SeesSignInAsync();
        Assert.Single(Channel.Log, s => s.Text?.Contains("Please use the buttons", StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task An_unknown_code_is_shown_with_all_that_support_needs()
    {
        using var client = Client.Teams(World);
        await client.SayAsync("AADSTS987654: something new");

        var card = await Channel.WaitAsync(s => s.CardJson.Contains("AADSTS987654", StringComparison.Ordinal));
        Assert.Contains("time: 2026-11-24", card.CardJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_support_needs_is_taken_from_a_pasted_page()
    {
        using var client = Client.Teams(World);
        await client.SayAsync(
            "AADSTS53003: Access has been blocked. Trace ID: 11111111-2222-4333-8444-555555555555 "
            + "Correlation ID: 66666666-7777-4888-8999-aaaaaaaaaaaa Timestamp: 2026-11-20 08:15:42Z");

        var card = await Channel.WaitAsync(s => s.CardJson.Contains("AADSTS53003", StringComparison.Ordinal));
        Assert.Contains("correlation ID: 66666666-7777-4888-8999-aaaaaaaaaaaa", card.CardJson, StringComparison.Ordinal);
        Assert.Contains("time: 2026-11-20 08:15:42Z", card.CardJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_consent_comes_with_the_link_to_give_it()
    {
        Service.SignedInChecksProblem = new JsonObject
        {
            ["status"] = 403,
            ["code"] = "consentMissing",
            ["detail"] = "No.",
            ["error"] = "AADSTS65001",
            ["consentLink"] = "https://login.microsoftonline.com/tenant/adminconsent?client_id=app",
        };
        using var client = Client.Teams(World);
        await client.PressAsync(await ToChecklistAsync(client), "Continue");
        await client.SeesSignInAsync();
        await client.VerifyAsync(World.Tokens.SignIn("admin-token"));

        var step = await Channel.WaitAsync(s => s.CardJson.Contains("AADSTS65001", StringComparison.Ordinal));
        Assert.Equal("https://login.microsoftonline.com/tenant/adminconsent?client_id=app", (string?)Client.Button(step.Card, "Give consent")["url"]);
    }

    private static JsonObject Role()
    {
        var role = FakeService.Check("role", "The account is an administrator", "FailedBlocks");
        role["steps"] = new JsonArray("Activate the role.", "Check again.");
        role["people"] = new JsonArray(new JsonObject { ["name"] = "Grace Global", ["role"] = "Global Administrator" });
        role["reading"] = new JsonArray(new JsonObject { ["title"] = "About roles", ["url"] = "https://learn.microsoft.com/entra" });
        return role;
    }

    private static async Task<Shown> ToChecklistAsync(Client client)
    {
        await client.SayAsync("renew");
        return await client.SeesChecklistAsync();
    }
}
