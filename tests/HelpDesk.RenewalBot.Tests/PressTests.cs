using HelpDesk.RenewalBot.Conversations;
using HelpDesk.RenewalBot.Tests.World;
using HelpDesk.Storage.Bot;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.RenewalBot.Tests;

/// <summary>What happens between the answer to a press and its being worked on.</summary>
public sealed class PressTests : BotTest
{
    [Fact]
    public async Task A_press_that_was_answered_before_a_restart_is_worked_on_after_it()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        var warning = await client.SeesCardAsync("expires in 14 days");
        await World.Services.GetRequiredService<CardClicks>().StopAsync(new CancellationToken(canceled: true));
        Assert.Contains("could block", await client.PressAsync(warning, "Renew now"), StringComparison.Ordinal);
        Assert.Equal(1, await World.QueryAsync(c => c.CardClicks.CountAsync()));

        await using var restarted = World.WithWebHostBuilder(_ => { });
        Assert.NotNull(restarted.Services);

        await client.SeesCardAsync("Before renewing");
        await World.UntilAsync(async c => !await c.CardClicks.AnyAsync());
    }

    [Fact]
    public async Task A_sign_in_that_was_answered_before_a_restart_goes_on_after_it_and_its_code_is_not_stored()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.PressAsync(await client.SeesCardAsync("expires in 14 days"), "Renew now");
        var checklist = await Channel.WaitAsync(s => s.Title.StartsWith("Before renewing", StringComparison.Ordinal) && s.Card!["actions"] is not null);
        await client.PressAsync(checklist, "Continue");
        await client.SeesSignInAsync();
        await World.UntilAsync(async c => !await c.CardClicks.AnyAsync());
        await World.Services.GetRequiredService<CardClicks>().StopAsync(new CancellationToken(canceled: true));
        var code = World.Tokens.SignIn("admin-token");
        await client.VerifyAsync(code);
        var stored = await World.QueryAsync(c => c.CardClicks.SingleAsync());
        Assert.DoesNotContain(code, $"{stored.ReferenceJson}{stored.Seal}", StringComparison.Ordinal);
        Assert.DoesNotContain("admin-token", $"{stored.ReferenceJson}{stored.Seal}", StringComparison.Ordinal);

        await using var restarted = World.WithWebHostBuilder(_ => { });
        Assert.NotNull(restarted.Services);

        await client.SeesCardAsync("Ready to renew");
    }

    [Fact]
    public async Task What_is_said_after_a_press_is_posted_plainly_and_replies_to_nothing()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.PressAsync(await client.SeesCardAsync("expires in 14 days"), "Renew now");
        var checklist = await Channel.WaitAsync(s => s.Title.StartsWith("Before renewing", StringComparison.Ordinal) && s.Card!["actions"] is not null);
        await client.PressAsync(checklist, "Continue");
        var posted = new[] { Channel.Log.First(s => s.Id == checklist.Id), await client.SeesSignInAsync() };

        Assert.All(posted, shown => Assert.Equal((null, null), (shown.RepliedTo, (string?)shown.Activity["replyToId"])));
    }

    [Fact]
    public async Task The_Emulators_sign_in_card_is_a_reply_to_the_message_that_asked_for_it()
    {
        using var client = Client.Emulator(World);
        await client.SayAsync("status");

        var card = await client.SeesSignInAsync();
        Assert.Equal(("in1", "in1"), (card.RepliedTo, (string?)card.Activity["replyToId"]));
    }

    [Fact]
    public async Task A_slow_service_call_of_one_chat_stalls_no_other()
    {
        using var slow = Client.Teams(World);
        await slow.InstallAsync();
        var warning = await slow.SeesCardAsync("expires in 14 days");
        using var gate = new ManualResetEventSlim();
        World.Internet.Host(FakeService.Host, (request, body) =>
        {
            if (request.RequestUri!.AbsolutePath.Contains(FakeService.Admin, StringComparison.Ordinal) && request.Method == HttpMethod.Post)
            {
                gate.Wait(TimeSpan.FromSeconds(60));
            }

            return Service.Answer(request, body);
        });
        await slow.PressAsync(warning, "Renew now");
        await slow.SeesCardAsync("Before renewing");

        for (var i = 0; i < 12; i++)
        {
            var person = $"eeeeeeee-eeee-4eee-8eee-0000000000{i:00}";
            Service.Watchers.Add(person);
            using var client = Client.Teams(World, person);
            await client.InstallAsync();
            await client.PressAsync(await client.SeesCardAsync("expires in 14 days"), "Renew now");
            await Channel.WaitAsync(s => s.Conversation == client.Conversation && s.CardJson.Contains("Multi-factor", StringComparison.Ordinal));
        }

        Assert.DoesNotContain(Channel.Log, s => s.Conversation == slow.Conversation && s.CardJson.Contains("Multi-factor", StringComparison.Ordinal));
        gate.Set();
        await Channel.WaitAsync(s => s.Conversation == slow.Conversation && s.CardJson.Contains("Multi-factor", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_press_that_takes_the_process_down_again_and_again_is_given_up_and_the_person_is_told()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.SeesCardAsync("expires in 14 days");
        await World.QueryAsync(async c =>
        {
            var chat = await c.Conversations.SingleAsync();
            c.CardClicks.Add(new CardClick { Chat = chat.Id, ReferenceJson = chat.ReferenceJson, Seal = "sealed", PressedAt = World.Time.GetUtcNow(), Attempts = 3 });
            return await c.SaveChangesAsync();
        });

        await client.SeesTextAsync("Something went wrong");
        await World.UntilAsync(async c => !await c.CardClicks.AnyAsync());
    }
}
