using System.Net;
using System.Text.Json.Nodes;
using HelpDesk.RenewalBot.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.RenewalBot.Tests;

/// <summary>The bot was deployed anew, or nobody said anything for long, while a dialog waited: the person is told and never stranded.</summary>
public sealed class UpdatedBotTests : BotTest
{
    private const int EndedDialogs = 3050;

    public static TheoryData<string, string, string> Deployments => new()
    {
        { "the dialogs have another shape", "\"version\":\"", "\"version\":\"0" },
        { "a dialog is gone", "\"id\":\"renew\"", "\"id\":\"renewOfOld\"" },
        { "a stored value does not parse", "\"stepIndex\":", "\"oldIndex\":[1],\"stepIndex\":" },
        { "a stage of the run is gone", "\"stage\":\"Checked\"", "\"stage\":\"Pondered\"" },
    };

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task A_renewal_restarts_from_its_checks(string what, string before, string after)
    {
        using var client = Client.Teams(World);
        await ToChecklistAsync(client);
        await DeployAsync(before, after);
        var shown = Channel.Log.Count;
        await client.SayAsync("continue");

        await client.SeesTextAsync("I was updated", shown);
        Assert.Contains("Nothing was changed", Channel.Log[shown].Text, StringComparison.Ordinal);
        await client.SeesChecklistAsync(shown);
        Assert.DoesNotContain(Channel.Log, s => s.OAuthCard is not null);
        await client.SayAsync("continue");
        await client.SeesSignInAsync(shown);
        Assert.Single(Channel.Log, s => s.Text?.Contains("I was updated", StringComparison.Ordinal) == true);
        Assert.Empty(World.Logs.Errors);
        Assert.NotEmpty(what);
    }

    [Fact]
    public async Task A_confirmation_that_an_update_overtakes_starts_nothing_and_claims_nothing()
    {
        using var client = Client.Teams(World);
        var checklist = await ToChecklistAsync(client);
        await client.PressAsync(checklist, "Continue");
        await client.SeesSignInAsync();
        await client.VerifyAsync(World.Tokens.SignIn("admin-token"));
        var confirm = await client.SeesCardAsync("Ready to renew");
        await StoredAsync("Confirming");
        await DeployAsync("\"version\":\"", "\"version\":\"0");
        var shown = Channel.Log.Count;
        await client.PressAsync(confirm, "Renew the secret");

        await client.SeesTextAsync("If you had confirmed already, this chat tells you", shown);
        await client.SeesChecklistAsync(shown);
        Assert.DoesNotContain(Service.Calls, c => c.Method == "POST" && c.Path.EndsWith("/renewals", StringComparison.Ordinal));
        Assert.False(World.Tokens.HoldsAToken);
    }

    [Fact]
    public async Task A_sign_in_that_an_update_overtakes_is_refused_and_the_renewal_starts_over()
    {
        using var client = Client.Teams(World);
        await client.PressAsync(await ToChecklistAsync(client), "Continue");
        await client.SeesSignInAsync();
        await StoredAsync("SigningIn");
        await DeployAsync("\"version\":\"", "\"version\":\"0");
        var shown = Channel.Log.Count;
        using var answer = await client.PostAsync(client.Activity(
            "invoke", ("name", "signin/verifyState"), ("value", new JsonObject { ["state"] = World.Tokens.SignIn("admin-token") })));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        await client.SeesTextAsync("I was updated", shown);
        await client.SeesChecklistAsync(shown);
    }

    [Fact]
    public async Task After_an_update_cancel_still_cancels_and_nothing_restarts()
    {
        using var client = Client.Teams(World);
        await ToChecklistAsync(client);
        await DeployAsync("\"version\":\"", "\"version\":\"0");
        var shown = Channel.Log.Count;
        await client.SayAsync("cancel");

        Assert.Equal("All right, I stopped. Nothing was changed.", Assert.Single(Channel.Log.Skip(shown)).Text);
        await client.SayAsync("continue");
        await client.SeesCardAsync("I didn't understand that", shown);
    }

    [Fact]
    public async Task After_an_update_help_helps_and_the_renewal_restarts()
    {
        using var client = Client.Teams(World);
        await ToChecklistAsync(client);
        await DeployAsync("\"version\":\"", "\"version\":\"0");
        var shown = Channel.Log.Count;
        await client.SayAsync("help");

        await client.SeesCardAsync("What I can do", shown);
        await client.SeesTextAsync("I was updated", shown);
        await client.SeesChecklistAsync(shown);
    }

    [Fact]
    public async Task A_person_who_was_to_sign_in_first_is_asked_again()
    {
        using var client = Client.Emulator(World);
        await client.SayAsync("history");
        await client.SeesSignInAsync();
        await DeployAsync("\"version\":\"", "\"version\":\"0");
        var shown = Channel.Log.Count;
        await client.SayAsync(World.Tokens.SignIn("admin-token"));

        await client.SeesTextAsync("I was updated", shown);
        await client.SeesSignInAsync(shown);
        await client.SayAsync(World.Tokens.SignIn("admin-token"));
        await client.SeesCardAsync("Earlier renewals", shown);
    }

    [Theory]
    [InlineData("continue", "I didn't understand that")]
    [InlineData("status", "Your secrets")]
    public async Task After_a_long_silence_the_dialog_is_over_and_the_message_is_a_fresh_one(string said, string answer)
    {
        using var client = Client.Teams(World);
        await ToChecklistAsync(client);
        World.Time.Advance(TimeSpan.FromHours(24));
        var shown = Channel.Log.Count;
        await client.SayAsync(said);

        await client.SeesTextAsync("quiet here for a long time", shown);
        await client.SeesCardAsync(answer, shown);
        Assert.Contains("Idle", Assert.Single(World.Logs.Of(EndedDialogs)), StringComparison.Ordinal);
        await client.SayAsync("cancel");
        await client.SeesTextAsync("nothing to stop", shown);
    }

    [Fact]
    public async Task Whoever_says_something_in_time_goes_on()
    {
        using var client = Client.Teams(World);
        await ToChecklistAsync(client);
        World.Time.Advance(TimeSpan.FromHours(23));
        await client.SayAsync("status");
        await client.SeesCardAsync("Your secrets");
        World.Time.Advance(TimeSpan.FromHours(23));
        await client.SayAsync("continue");

        await client.SeesSignInAsync();
        Assert.Empty(World.Logs.Of(EndedDialogs));
    }

    [Fact]
    public async Task A_long_silence_leaves_nobody_signed_in()
    {
        using var client = Client.Teams(World);
        await client.PressAsync(await ToChecklistAsync(client), "Continue");
        await client.SeesSignInAsync();
        await client.VerifyAsync(World.Tokens.SignIn("admin-token"));
        var confirm = await client.SeesCardAsync("Ready to renew");
        World.Time.Advance(TimeSpan.FromHours(24));
        await client.PressAsync(confirm, "Renew the secret");

        await client.SeesTextAsync("quiet here for a long time");
        await client.SeesTextAsync("out of date");
        Assert.False(World.Tokens.HoldsAToken);
        Assert.DoesNotContain(Service.Calls, c => c.Method == "POST" && c.Path.EndsWith("/renewals", StringComparison.Ordinal));
    }

    /// <summary>What is stored looks as if another version of the bot had written it.</summary>
    private Task<int> DeployAsync(string before, string after) => World.QueryAsync(async c =>
    {
        var item = await c.StateItems.SingleAsync(s => s.Json.Contains("DialogState"));
        Assert.Contains(before, item.Json, StringComparison.Ordinal);
        item.Json = item.Json.Replace(before, after, StringComparison.Ordinal);
        return await c.SaveChangesAsync();
    });

    private async Task<Shown> ToChecklistAsync(Client client)
    {
        await client.InstallAsync();
        await client.PressAsync(await client.SeesCardAsync("expires in 14 days"), "Renew now");
        var checklist = await client.SeesChecklistAsync();
        await StoredAsync("Checked");
        return checklist;
    }

    /// <summary>A press is worked on in the background: what it has learnt is saved after the last card was sent.</summary>
    private Task StoredAsync(string stage) => World.UntilAsync(c => c.StateItems.AnyAsync(s => s.Json.Contains(stage)));
}
