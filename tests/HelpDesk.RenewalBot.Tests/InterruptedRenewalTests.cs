using System.Net;
using System.Text;
using HelpDesk.RenewalBot.Tests.World;

namespace HelpDesk.RenewalBot.Tests;

/// <summary>What people do and what fails between the checks and the start: nothing is claimed too early, and nobody stays signed in.</summary>
public sealed class InterruptedRenewalTests : BotTest
{
    [Fact]
    public async Task A_lost_answer_to_the_start_is_told_as_not_known()
    {
        using var client = Client.Teams(World);
        var (_, confirm) = await ToConfirmationAsync(client);
        World.Internet.Host(FakeService.Host, (request, body) =>
        {
            var answer = Service.Answer(request, body);
            return IsStart(request) ? new(HttpStatusCode.Accepted) { Content = new StringContent("{\"id\":", Encoding.UTF8, "application/json") } : answer;
        });
        await client.PressAsync(confirm, "Renew the secret");

        var told = await client.SeesCardAsync("That didn't work");
        Assert.NotEmpty(Service.StartedRenewal);
        Assert.Contains("I don't know yet whether it has begun", told.CardJson, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing was changed", told.CardJson, StringComparison.Ordinal);
        Client.Button(told.Card, "Show status");
        await SignedOutAsync();
    }

    [Fact]
    public async Task Another_account_can_be_chosen_while_the_sign_in_waits()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.PressAsync(await client.SeesCardAsync("expires in 14 days"), "Renew now");
        var checklist = await client.SeesChecklistAsync();
        await client.PressAsync(checklist, "Continue");
        await client.SeesSignInAsync();
        var before = Channel.Log.Count;
        await client.PressAsync(checklist, "Use another account");

        var signIn = await client.SeesSignInAsync(before);
        Assert.Equal("HelpDeskRenewalOtherAccount", (string?)signIn.OAuthCard!["connectionName"]);
        await client.VerifyAsync(World.Tokens.SignIn("other-token"));
        Assert.Contains("Grace Global", (await client.SeesCardAsync("Ready to renew")).CardJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_to_a_checklist_of_the_account_that_signed_in_signs_it_out()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.PressAsync(await client.SeesCardAsync("expires in 14 days"), "Renew now");
        await client.PressAsync(await client.SeesChecklistAsync(), "Continue");
        await client.SeesSignInAsync();
        Service.Checks = [FakeService.Check("c", "Blocked", "FailedBlocks")];
        var before = Channel.Log.Count;
        await client.VerifyAsync(World.Tokens.SignIn("admin-token"));
        await client.SeesChecklistAsync(before);
        await client.SayAsync("no");

        await client.SeesTextAsync("I stopped");
        await SignedOutAsync();
    }

    [Fact]
    public async Task A_token_service_that_cannot_sign_out_does_not_fail_the_renewal()
    {
        using var client = Client.Teams(World);
        var (_, confirm) = await ToConfirmationAsync(client);
        World.Internet.Host(FakeTokenService.Host, (request, body) =>
            request.Method == HttpMethod.Delete ? new(HttpStatusCode.InternalServerError) : World.Tokens.Answer(request, body));
        await client.PressAsync(confirm, "Renew the secret");
        await client.SeesCardAsync("Renewing HelpDesk's secret");
        await client.SayAsync("sign out");
        await client.SeesTextAsync("I can't be sure that you are signed out");
        Assert.DoesNotContain(Channel.Log, s => s.Text?.Contains("Something went wrong", StringComparison.Ordinal) == true);

        // The next renewal tries again before it asks for a token.
        World.Internet.Host(FakeTokenService.Host, World.Tokens.Answer);
        await client.SayAsync("renew");
        await SignedOutAsync();
    }

    [Fact]
    public async Task A_turn_that_fails_after_the_sign_in_leaves_nobody_signed_in()
    {
        using var client = Client.Teams(World);
        var (_, confirm) = await ToConfirmationAsync(client);
        World.Internet.Host(FakeChannel.Host, (request, body) =>
            request.Method == HttpMethod.Put ? new(HttpStatusCode.InternalServerError) : Channel.Answer(request, body));
        await client.PressAsync(confirm, "Renew the secret");

        await client.SeesTextAsync("Something went wrong");
        await SignedOutAsync();
    }

    [Fact]
    public async Task A_double_click_on_continue_asks_for_one_sign_in_and_questions_nothing()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.PressAsync(await client.SeesCardAsync("expires in 14 days"), "Renew now");
        await PressTwiceAsync(client, await client.SeesChecklistAsync(), "Continue");

        Assert.Single(Channel.Log, s => s.OAuthCard is not null);
    }

    [Fact]
    public async Task A_double_click_on_the_confirmation_shows_one_renewal_and_questions_nothing()
    {
        using var client = Client.Teams(World);
        var (_, confirm) = await ToConfirmationAsync(client);
        await PressTwiceAsync(client, confirm, "Renew the secret");

        Assert.DoesNotContain(Channel.Log, s => s.Title == "Renewing HelpDesk's secret" && !s.IsUpdate);
    }

    /// <summary>As fast as a nervous finger; returns when everything is done that this asked for.</summary>
    private async Task PressTwiceAsync(Client client, Shown card, string button)
    {
        var action = Client.Button(card.Card, button);
        await Task.WhenAll(client.ExecuteAsync(action, card.Id), client.ExecuteAsync(action, card.Id));
        await client.PressAsync(await client.SeesCardAsync("Hello!"), "Show status");
        await client.SeesCardAsync("Your secrets");
        Assert.DoesNotContain(Channel.Log, s => s.Text?.Contains("out of date", StringComparison.Ordinal) == true);
    }

    private static bool IsStart(HttpRequestMessage request) =>
        request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("/renewals", StringComparison.Ordinal);

    private async Task<(Shown Checklist, Shown Confirm)> ToConfirmationAsync(Client client)
    {
        await client.InstallAsync();
        await client.PressAsync(await client.SeesCardAsync("expires in 14 days"), "Renew now");
        var checklist = await client.SeesChecklistAsync();
        await client.PressAsync(checklist, "Continue");
        await client.SeesSignInAsync();
        await client.VerifyAsync(World.Tokens.SignIn("admin-token"));
        return (checklist, await client.SeesCardAsync("Ready to renew"));
    }

    private Task SignedOutAsync() => World.UntilAsync(_ => Task.FromResult(!World.Tokens.HoldsAToken));
}
