using System.Text.Json.Nodes;
using HelpDesk.RenewalBot.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.RenewalBot.Tests;

/// <summary>The last resort in the chat: better ways first, then the guide, and an account that is remembered.</summary>
public sealed class TemporaryAccountTests : BotTest
{
    private const string Login = "temp.admin@contoso.onmicrosoft.com";
    private const string ObjectId = "dddddddd-dddd-4ddd-8ddd-dddddddddddd";

    [Fact]
    public async Task A_blocking_role_leads_to_the_better_ways_then_to_the_guide_and_to_a_renewal_with_the_account()
    {
        Exists(Login, ObjectId);
        var role = FakeService.Check("role", "Role", "FailedBlocks");
        role["steps"] = new JsonArray("Activate the role.");
        Service.Checks = [role];
        using var client = Client.Teams(World);
        await client.SayAsync("renew");
        await client.PressAsync(await client.SeesChecklistAsync(), "What to do");
        await client.PressAsync(await client.SeesCardAsync("Role"), "Temporary account (last resort)");

        var offer = await client.SeesCardAsync("Before you make a temporary admin account");
        foreach (var said in new[] { "does not get you around multi-factor authentication", "last resort", "Privileged Identity Management", "Ask a colleague", "for a few hours" })
        {
            Assert.Contains(said, offer.CardJson, StringComparison.Ordinal);
        }

        Client.Button(offer.Card, "Use another account");
        Assert.DoesNotContain(Channel.Log, s => s.Title.Contains("step by step", StringComparison.Ordinal));
        await client.PressAsync(offer, "I still need one");
        var guide = await client.SeesCardAsync("A temporary admin account, step by step");
        Assert.Equal(offer.Id, guide.Id);
        InOrder(guide.CardJson, "Create a user", "onmicrosoft", "Application Administrator, not Global Administrator", "private window", "Renew here", "Remove its role", "Delete the user", "Look into the deleted users");

        await client.SeesTextAsync("What is its login?");
        await client.SayAsync($" {Login.ToUpperInvariant()} ");
        var remembered = await client.SeesCardAsync("I will remember the temporary account");
        Assert.Contains("every day, at weekends too", remembered.CardJson, StringComparison.Ordinal);
        var row = await World.QueryAsync(c => c.TemporaryAccounts.SingleAsync());
        Assert.Equal((Login, ObjectId, FakeService.Tenant, FakeService.Admin), (row.Login, row.ObjectId, row.TenantId, row.PersonId));
        Assert.Equal((Guid.Parse(FakeService.Registration), new DateTimeOffset(2026, 11, 25, 7, 0, 0, TimeSpan.Zero)), (row.RegistrationId, row.DueAt));

        await client.PressAsync(remembered, "Renew with that account");
        Assert.NotNull(await client.SeesSignInAsync());
    }

    [Theory]
    [InlineData("conditionalAccess", "FailedBlocks", true)]
    [InlineData("role", "CannotTell", false)]
    [InlineData("appPolicy", "FailedBlocks", false)]
    public async Task Only_what_another_account_gets_past_offers_one(string check, string result, bool isOffered)
    {
        var blocked = FakeService.Check(check, "The check", result);
        blocked["steps"] = new JsonArray("Do something.");
        Service.Checks = [blocked];
        using var client = Client.Teams(World);
        await client.SayAsync("renew");
        await client.PressAsync(await client.SeesChecklistAsync(), "What to do");

        Assert.Equal(isOffered, (await client.SeesCardAsync("The check")).CardJson.Contains("last resort", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_typed_wish_is_offered_the_better_ways_first_and_cancel_ends_it()
    {
        using var client = Client.Teams(World);
        await client.SayAsync("Temporary account.");
        var offer = await client.SeesCardAsync("Before you make");
        await client.SayAsync("what?");
        await client.SeesTextAsync("if you still need a temporary account");
        await client.SayAsync("yes");
        await client.SeesTextAsync("What is its login?");
        var before = Channel.Log.Count;
        await client.SayAsync("help");
        await client.SeesTextAsync("What is its login?", before);
        await client.SayAsync("cancel");
        await client.SeesTextAsync("I stopped", before);

        await client.PressAsync(offer, "I still need one");
        await client.SeesTextAsync("out of date");
        Assert.Equal(0, await World.QueryAsync(c => c.TemporaryAccounts.CountAsync()));
    }

    [Fact]
    public async Task The_cancel_button_ends_it_at_either_step()
    {
        using var client = Client.Teams(World);
        await client.SayAsync("temporary account");
        await client.PressAsync(await client.SeesCardAsync("Before you make"), "Cancel");
        await client.SeesTextAsync("I stopped");
        var before = Channel.Log.Count;
        await ToLoginAsync(client);
        await client.PressAsync(await client.SeesCardAsync("step by step", before), "Cancel");
        await client.SeesTextAsync("I stopped", before);

        await client.SayAsync(Login);
        await client.SeesCardAsync("I didn't understand that", before);
    }

    [Fact]
    public async Task A_double_click_shows_one_guide_and_questions_nothing()
    {
        using var client = Client.Teams(World);
        await client.SayAsync("temporary account");
        var offer = await client.SeesCardAsync("Before you make");
        var action = Client.Button(offer.Card, "I still need one");
        await Task.WhenAll(client.ExecuteAsync(action, offer.Id), client.ExecuteAsync(action, offer.Id));
        await World.UntilAsync(async c => !await c.CardClicks.AnyAsync());

        Assert.Single(Channel.Log, s => s.Text?.StartsWith("What is its login?", StringComparison.Ordinal) == true);
        Assert.DoesNotContain(Channel.Log, s => s.Text?.Contains("out of date", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("temp.admin")]
    [InlineData("it is temp.admin@contoso.onmicrosoft.com")]
    [InlineData("../../users@contoso.com")]
    [InlineData("temp' or 1 eq 1@contoso.com")]
    [InlineData("temp@contoso.com?$select=id")]
    [InlineData("**temp**@contoso.com")]
    [InlineData("[temp](https://evil.example)@contoso.com")]
    [InlineData("a@b@contoso.com")]
    [InlineData("dddddddd-dddd-4ddd-8ddd-dddddddddddd")]
    public async Task What_is_no_login_is_asked_again_and_reaches_no_service(string login)
    {
        using var client = Client.Teams(World);
        await ToLoginAsync(client);
        await client.SayAsync(login);

        await client.SeesTextAsync("I need its login in full");
        Assert.DoesNotContain(Service.Calls, c => c.Path.Contains("/accounts/", StringComparison.Ordinal));
        Assert.Equal(0, await World.QueryAsync(c => c.TemporaryAccounts.CountAsync()));
    }

    [Fact]
    public async Task A_login_that_the_directory_does_not_have_is_asked_again()
    {
        using var client = Client.Teams(World);
        await ToLoginAsync(client);
        await client.SayAsync("temp.admin@fabrikam.onmicrosoft.com");
        var refused = await client.SeesTextAsync("I find no account temp.admin@fabrikam.onmicrosoft.com in your organisation");
        Assert.Equal("plain", (string?)refused.Activity["textFormat"]);

        Exists(Login, ObjectId);
        await client.SayAsync(Login);
        await client.SeesCardAsync("I will remember the temporary account");
        Assert.Equal(Login, await World.QueryAsync(c => c.TemporaryAccounts.Select(a => a.Login).SingleAsync()));
    }

    [Fact]
    public async Task The_persons_own_account_is_refused()
    {
        Exists("ada@contoso.onmicrosoft.com", FakeService.Admin.ToUpperInvariant());
        using var client = Client.Teams(World);
        await ToLoginAsync(client);
        await client.SayAsync("ada@contoso.onmicrosoft.com");

        await client.SeesTextAsync("is your own account");
        Assert.Equal(0, await World.QueryAsync(c => c.TemporaryAccounts.CountAsync()));
    }

    [Fact]
    public async Task Where_the_directory_cannot_be_read_the_login_is_remembered_and_the_person_told_so()
    {
        Service.HidesAccounts = true;
        using var client = Client.Teams(World);
        await ToLoginAsync(client);
        await client.SayAsync(Login);

        var card = await client.SeesCardAsync("I will remember the temporary account");
        Assert.Contains("I could not see whether this account exists", card.CardJson, StringComparison.Ordinal);
        Assert.Null(await World.QueryAsync(c => c.TemporaryAccounts.Select(a => a.ObjectId).SingleAsync()));
    }

    [Fact]
    public async Task An_account_that_is_remembered_already_is_not_remembered_twice()
    {
        Exists(Login, ObjectId);
        Exists("renamed@contoso.onmicrosoft.com", ObjectId);
        using var client = Client.Teams(World);
        await ToLoginAsync(client);
        await client.SayAsync(Login);
        await client.SeesCardAsync("I will remember");
        foreach (var again in new[] { Login, "renamed@contoso.onmicrosoft.com" })
        {
            var before = Channel.Log.Count;
            await ToLoginAsync(client);
            await client.SayAsync(again);
            Assert.Contains("I knew of it already", (await client.SeesCardAsync("I will remember", before)).CardJson, StringComparison.Ordinal);
        }

        Assert.Equal(1, await World.QueryAsync(c => c.TemporaryAccounts.CountAsync()));
    }

    [Fact]
    public async Task The_status_shows_it_until_it_has_ended()
    {
        Exists(Login, ObjectId);
        using var client = Client.Teams(World);
        await ToLoginAsync(client);
        await client.SayAsync(Login);
        await client.SeesCardAsync("I will remember");
        await client.SayAsync("status");
        var status = await client.SeesCardAsync("Your secrets");
        Assert.Contains($"Temporary account {Login}: known since 24 Nov 2026", status.CardJson, StringComparison.Ordinal);

        Service.Accounts[ObjectId] = State("Deleted", ObjectId);
        await client.PressAsync(status, "It is deleted");
        await client.SeesCardAsync("The temporary account is gone");
        var before = Channel.Log.Count;
        await client.SayAsync("status");
        Assert.DoesNotContain("Temporary account", (await client.SeesCardAsync("Your secrets", before)).CardJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_looks_after_nothing_is_told_so()
    {
        Service.Watchers.Clear();
        using var client = Client.Teams(World);
        await client.SayAsync("temporary account");

        await client.SeesCardAsync("There is nothing to look after");
        await client.SayAsync("yes");
        await client.SeesCardAsync("I didn't understand that");
    }

    [Fact]
    public async Task With_several_secrets_the_renewal_asks_which()
    {
        Exists(Login, ObjectId);
        Service.Registrations[FakeService.SecondRegistration] = FakeService.Secret(FakeService.SecondRegistration, "Second", 75);
        using var client = Client.Teams(World);
        await ToLoginAsync(client);
        await client.SayAsync(Login);
        await client.PressAsync(await client.SeesCardAsync("I will remember"), "Renew with that account");

        await client.SeesCardAsync("Which secret?");
    }

    [Fact]
    public async Task Whom_the_channel_does_not_know_signs_in_first()
    {
        Exists(Login, ObjectId);
        using var client = Client.Emulator(World);
        await client.SayAsync("temporary account");
        await client.SeesSignInAsync();
        await client.SayAsync(World.Tokens.SignIn("admin-token"));
        await client.PressAsync(await client.SeesCardAsync("Before you make"), "I still need one");
        await client.SeesTextAsync("What is its login?");
        await client.SayAsync(Login);

        await client.SeesCardAsync("I will remember");
        Assert.Equal(FakeService.Admin, await World.QueryAsync(c => c.TemporaryAccounts.Select(a => a.PersonId).SingleAsync()));
    }

    [Theory]
    [InlineData("\"version\":\"", "\"version\":\"0")]
    [InlineData("\"stage\":\"Asked\"", "\"stage\":\"Wondered\"")]
    public async Task An_update_of_the_bot_starts_it_over(string before, string after)
    {
        using var client = Client.Teams(World);
        await ToLoginAsync(client);
        await World.QueryAsync(async c =>
        {
            var item = await c.StateItems.SingleAsync(s => s.Json.Contains("DialogState"));
            Assert.Contains(before, item.Json, StringComparison.Ordinal);
            item.Json = item.Json.Replace(before, after, StringComparison.Ordinal);
            return await c.SaveChangesAsync();
        });
        var shown = Channel.Log.Count;
        await client.SayAsync(Login);

        await client.SeesTextAsync("I was updated", shown);
        Assert.Empty(World.Logs.Errors);
        if (before.Contains("version", StringComparison.Ordinal))
        {
            await client.SeesCardAsync("Before you make", shown);
        }
    }

    private static void InOrder(string text, params string[] parts)
    {
        var at = parts.Select(p => text.IndexOf(p, text.IndexOf("\"body\"", StringComparison.Ordinal), StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, at);
        Assert.Equal(at.Order(), at);
    }

    private async Task ToLoginAsync(Client client)
    {
        var before = Channel.Log.Count;
        await client.SayAsync("temporary account");
        await client.SeesCardAsync("Before you make", before);
        await client.SayAsync("yes");
        await client.SeesTextAsync("What is its login?", before);
    }

    private void Exists(string login, string id) => Service.Accounts[login] = Service.Accounts[id] = State("Exists", id);

    private static JsonObject State(string state, string id) => new() { ["state"] = state, ["objectId"] = id };
}
