using HelpDesk.RenewalBot.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.RenewalBot.Tests;

/// <summary>The Emulator says neither tenant nor person.</summary>
public sealed class UnidentifiedChatTests : BotTest
{
    [Fact]
    public async Task Status_asks_to_sign_in_first_and_then_answers()
    {
        using var client = Client.Emulator(World);
        await client.SayAsync("status");
        await client.SeesSignInAsync();
        Assert.DoesNotContain(Service.Calls, c => c.Path.Contains("people", StringComparison.Ordinal));

        await client.SayAsync(World.Tokens.SignIn("admin-token"));
        await client.SeesCardAsync("Your secrets");
        Assert.False(World.Tokens.HoldsAToken);

        var before = Channel.Log.Count;
        await client.SayAsync("status");
        await client.SeesCardAsync("Your secrets", before);
    }

    [Fact]
    public async Task An_emulated_token_is_refused_politely_and_identifies_nobody()
    {
        using var client = Client.Emulator(World);
        await client.SayAsync("status");
        await client.SeesSignInAsync();
        await client.TokenEventAsync("emulatedToken_4711");

        var refusal = await client.SeesCardAsync("That didn't work");
        Assert.Contains("Emulator's test button", refusal.CardJson, StringComparison.Ordinal);
        Assert.Null((await World.QueryAsync(c => c.Conversations.SingleAsync())).PersonId);
    }

    [Fact]
    public async Task Sign_out_forgets_who_it_was()
    {
        using var client = Client.Emulator(World);
        await client.SayAsync("history");
        await client.SeesSignInAsync();
        await client.SayAsync(World.Tokens.SignIn("admin-token"));
        await client.SeesCardAsync("Earlier renewals");
        await client.SayAsync("Sign out");

        await client.SeesTextAsync("You are signed out");
        Assert.Null((await World.QueryAsync(c => c.Conversations.SingleAsync())).PersonId);
        var before = Channel.Log.Count;
        await client.SayAsync("history");
        await client.SeesSignInAsync(before);
    }
}
