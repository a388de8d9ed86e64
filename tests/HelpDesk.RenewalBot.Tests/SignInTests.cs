using System.Net;
using System.Text.Json.Nodes;
using HelpDesk.RenewalBot.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.RenewalBot.Tests;

/// <summary>Every way in which a sign-in comes back, goes wrong or is interrupted.</summary>
public sealed class SignInTests : BotTest
{
    private const int NotSilently = 3051;

    [Theory]
    [InlineData("installappfailed", "installappfailed", "ask your Teams administrator to allow the app")]
    [InlineData("installedappnotfound", "installedappnotfound", "ask your Teams administrator to allow the app")]
    [InlineData("authrequestfailed", "authrequestfailed", "did not manage. Use the button")]
    [InlineData("invokeerror", "invokeerror", "did not manage. Use the button")]
    [InlineData("resourcematchfailed", "resourcematchfailed", "Its vendor has to fix that; please tell HelpDesk's support. Until then the button works")]
    [InlineData("oauthcardnotvalid", "oauthcardnotvalid", "Its vendor has to fix that; please tell HelpDesk's support. Until then the button works")]
    [InlineData("tokenmissing", "tokenmissing", "sign out of Teams and in again")]
    [InlineData("userconsentrequired", "userconsentrequired", "have to consent first")]
    [InlineData("interactionrequired", "interactionrequired", "your organisation wants to see you do it")]
    [InlineData("something\nnew of ada@contoso.com", "unknown", "Use the button")]
    public async Task A_failed_silent_sign_in_is_told_with_the_next_step_and_the_link(string code, string logged, string told)
    {
        World.Tokens.OffersExchange = true;
        using var client = Client.Teams(World);
        await ToSignInAsync(client);
        var shown = Channel.Log.Count;
        await client.InvokeAsync("signin/failure", new JsonObject { ["code"] = code, ["message"] = "for ada@contoso.com" });

        var link = await client.SeesSignInAsync(shown);
        Assert.Contains(told, link.Text, StringComparison.Ordinal);
        Assert.False(link.OAuthCard!.ContainsKey("tokenExchangeResource"));
        Assert.Equal("https://login.test/start", (string?)link.OAuthCard["buttons"]![0]!["value"]);
        Assert.Contains($": {logged}.", Assert.Single(World.Logs.Of(NotSilently)), StringComparison.Ordinal);
        Assert.DoesNotContain(World.Logs.All, l => l.Text.Contains("ada@contoso.com", StringComparison.Ordinal));

        await client.VerifyAsync(World.Tokens.SignIn("admin-token"));
        await client.SeesCardAsync("Ready to renew");
    }

    [Fact]
    public async Task The_exchange_of_all_of_a_persons_clients_is_one()
    {
        World.Tokens.OffersExchange = true;
        World.Tokens.Exchanges["sso"] = "admin-token";
        using var client = Client.Teams(World);
        var id = (string)(await ToSignInAsync(client)).OAuthCard!["tokenExchangeResource"]!["id"]!;
        JsonObject Exchange() => client.Activity(
            "invoke",
            ("name", "signin/tokenExchange"),
            ("value", new JsonObject { ["id"] = id, ["connectionName"] = "HelpDeskRenewal", ["token"] = "sso" }));

        var together = await Task.WhenAll(AnswerAsync(client, Exchange()), AnswerAsync(client, Exchange()));
        await client.SeesCardAsync("Ready to renew");
        await client.SayAsync("cancel");
        await client.SeesTextAsync("I stopped");
        var late = await AnswerAsync(client, Exchange());

        Assert.All([.. together, late], answer => Assert.Equal((HttpStatusCode.OK, $$"""{"id":"{{id}}","connectionName":"HelpDeskRenewal"}"""), answer));
        Assert.Equal(1, World.Tokens.ExchangeCount);
        Assert.Single(Channel.Log, s => s.Title == "Ready to renew");
        Assert.False(World.Tokens.HoldsAToken);
    }

    [Fact]
    public async Task A_sign_in_whose_outcome_could_not_be_stored_is_not_taken_for_done_and_the_person_is_told()
    {
        using var client = Client.Teams(World);
        await ToSignInAsync(client);
        await World.QueryAsync(c => c.Database.ExecuteSqlRawAsync("CREATE TRIGGER Full BEFORE UPDATE ON StateItems BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"));

        var (status, _) = await AnswerAsync(
            client,
            client.Activity("invoke", ("name", "signin/verifyState"), ("value", new JsonObject { ["state"] = World.Tokens.SignIn("admin-token") })));

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        await client.SeesTextAsync("Something went wrong on my side");
        await World.QueryAsync(c => c.Database.ExecuteSqlRawAsync("DROP TRIGGER Full"));
        await client.SayAsync("status");
        await client.SeesCardAsync("Your secrets");
    }

    [Fact]
    public async Task An_exchange_that_lacks_consent_may_be_tried_again()
    {
        World.Tokens.OffersExchange = true;
        using var client = Client.Teams(World);
        var id = (string)(await ToSignInAsync(client)).OAuthCard!["tokenExchangeResource"]!["id"]!;
        JsonObject Exchange() => client.Activity(
            "invoke",
            ("name", "signin/tokenExchange"),
            ("value", new JsonObject { ["id"] = id, ["connectionName"] = "HelpDeskRenewal", ["token"] = "sso" }));

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await AnswerAsync(client, Exchange())).Status);
        World.Tokens.Exchanges["sso"] = "admin-token";
        Assert.Equal(HttpStatusCode.OK, (await AnswerAsync(client, Exchange())).Status);
        await client.SeesCardAsync("Ready to renew");
    }

    [Theory]
    [InlineData("signin/verifyState", """{"state":"123456"}""", HttpStatusCode.NotFound)]
    [InlineData("signin/tokenExchange", """{"id":"x","connectionName":"HelpDeskRenewal","token":"sso"}""", HttpStatusCode.BadRequest)]
    [InlineData("signin/failure", """{"code":"invokeerror"}""", HttpStatusCode.OK)]
    public async Task A_sign_in_that_nobody_waits_for_is_answered_and_starts_nothing(string name, string value, HttpStatusCode status)
    {
        using var client = Client.Teams(World);
        Assert.Equal(status, (await AnswerAsync(client, client.Activity("invoke", ("name", name), ("value", JsonNode.Parse(value))))).Status);

        // The same while a dialog waits for something else.
        await client.SayAsync("renew");
        await client.SeesChecklistAsync();
        var shown = Channel.Log.Count;
        Assert.Equal(status, (await AnswerAsync(client, client.Activity("invoke", ("name", name), ("value", JsonNode.Parse(value))))).Status);
        Assert.Equal(shown, Channel.Log.Count);
        Assert.Equal(0, World.Tokens.ExchangeCount);
    }

    [Fact]
    public async Task A_wrong_code_may_be_followed_by_the_right_one()
    {
        using var client = Client.Teams(World);
        await ToSignInAsync(client);
        Assert.Equal(HttpStatusCode.NotFound, (await VerifyAsync(client, "999999")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await VerifyAsync(client, "")).Status);
        await client.SayAsync("999999");
        await client.SeesTextAsync("Please sign in with the button, or type the six-digit code");
        Assert.Equal(HttpStatusCode.OK, (await VerifyAsync(client, World.Tokens.SignIn("admin-token"))).Status);

        await client.SeesCardAsync("Ready to renew");
    }

    [Fact]
    public async Task A_closed_sign_in_window_ends_the_renewal_without_a_change()
    {
        using var client = Client.Teams(World);
        await ToSignInAsync(client);
        Assert.Equal(HttpStatusCode.OK, (await VerifyAsync(client, "CancelledByUser")).Status);

        Assert.Contains("The sign-in was not finished. Nothing was changed.", (await client.SeesCardAsync("That didn't work")).CardJson, StringComparison.Ordinal);
        await client.SayAsync(World.Tokens.SignIn("admin-token"));
        await client.SeesCardAsync("I didn't understand that");
        Assert.False(World.Tokens.HoldsAToken);
    }

    [Fact]
    public async Task A_sign_in_waits_for_fifteen_minutes()
    {
        using var client = Client.Teams(World);
        await ToSignInAsync(client);
        World.Time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        await client.SayAsync("one moment");
        await client.SeesTextAsync("Please sign in with the button");
        World.Time.Advance(TimeSpan.FromSeconds(1));
        await client.SayAsync(World.Tokens.SignIn("admin-token"));

        Assert.Contains("The sign-in was not finished", (await client.SeesCardAsync("That didn't work")).CardJson, StringComparison.Ordinal);
        Assert.False(World.Tokens.HoldsAToken);
    }

    [Fact]
    public async Task Another_account_is_never_signed_in_silently()
    {
        World.Tokens.OffersExchange = true;
        using var client = Client.Teams(World);
        await client.SayAsync("renew");
        await client.PressAsync(await client.SeesChecklistAsync(), "Use another account");

        var card = (await client.SeesSignInAsync()).OAuthCard!;
        Assert.Equal("HelpDeskRenewalOtherAccount", (string?)card["connectionName"]);
        Assert.DoesNotContain("tokenExchangeResource", card.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("tokenPostResource", card.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Help_while_the_sign_in_waits_shows_the_card_again_and_the_code_still_works()
    {
        using var client = Client.Teams(World);
        await ToSignInAsync(client);
        var shown = Channel.Log.Count;
        await client.SayAsync("help");

        await client.SeesCardAsync("What I can do", shown);
        await client.SeesSignInAsync(shown);
        await client.SayAsync(World.Tokens.SignIn("admin-token"));
        await client.SeesCardAsync("Ready to renew");
    }

    [Fact]
    public async Task Help_at_the_choice_the_checklist_and_the_confirmation_asks_again()
    {
        Service.Registrations[FakeService.SecondRegistration] = FakeService.Secret(FakeService.SecondRegistration, "HelpDesk for SharePoint", 75);
        using var client = Client.Teams(World);
        await client.SayAsync("renew");
        await client.SeesCardAsync("Which secret?");
        await client.SeesCardAsync("Which secret?", await HelpAsync(client));

        await client.SayAsync("HelpDesk");
        await client.SeesChecklistAsync();
        await client.SeesTextAsync("\"continue\", \"check again\"", await HelpAsync(client));

        await client.SayAsync("continue");
        await client.SeesSignInAsync();
        await client.SayAsync(World.Tokens.SignIn("admin-token"));
        await client.SeesCardAsync("Ready to renew");
        await client.SeesTextAsync("\"yes\", \"no\"", await HelpAsync(client));
        Assert.Empty(World.Logs.Errors);
    }

    [Theory]
    [InlineData("cancel", "I stopped")]
    [InlineData("sign out", "You are signed out")]
    public async Task The_sign_in_the_checklist_and_the_choice_can_be_left(string said, string answer)
    {
        Service.Registrations[FakeService.SecondRegistration] = FakeService.Secret(FakeService.SecondRegistration, "HelpDesk for SharePoint", 75);
        using var client = Client.Teams(World);
        await client.SayAsync("renew");
        await client.SeesCardAsync("Which secret?");
        await LeaveAsync();
        await client.SayAsync("renew");
        await client.SayAsync("HelpDesk");
        await client.SeesChecklistAsync();
        await LeaveAsync();
        await client.SayAsync("renew");
        await client.SayAsync("HelpDesk");
        await client.SayAsync("continue");
        await client.SeesSignInAsync();
        await LeaveAsync();

        async Task LeaveAsync()
        {
            var shown = Channel.Log.Count;
            await client.SayAsync(said);
            await client.SeesTextAsync(answer, shown);
            await client.SayAsync("continue");
            await client.SeesCardAsync("I didn't understand that", shown);
        }
    }

    private async Task<int> HelpAsync(Client client)
    {
        var shown = Channel.Log.Count;
        await client.SayAsync("help");
        await client.SeesCardAsync("What I can do", shown);
        return shown;
    }

    private static async Task<Shown> ToSignInAsync(Client client)
    {
        await client.SayAsync("renew");
        await client.SeesChecklistAsync();
        await client.SayAsync("continue");
        return await client.SeesSignInAsync();
    }

    private static Task<(HttpStatusCode Status, string Body)> VerifyAsync(Client client, string state) => AnswerAsync(
        client, client.Activity("invoke", ("name", "signin/verifyState"), ("value", new JsonObject { ["state"] = state })));

    private static async Task<(HttpStatusCode Status, string Body)> AnswerAsync(Client client, JsonObject activity)
    {
        using var response = await client.PostAsync(activity);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
