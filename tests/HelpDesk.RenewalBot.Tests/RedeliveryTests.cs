using System.Net;
using HelpDesk.RenewalBot.BotSdk;
using HelpDesk.RenewalBot.Tests.World;
using HelpDesk.Storage.Bot;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ReceivedState = HelpDesk.Bots.Hosting.ReceivedState;

namespace HelpDesk.RenewalBot.Tests;

public sealed class RedeliveryTests : BotTest
{
    private const string Key = "msteams\na:1\nin1";

    [Fact]
    public async Task A_redelivery_that_waits_for_a_lost_turn_takes_it_over_in_the_end()
    {
        // The host's own sweep goes by real time; a row of another day would be swept away.
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var ledger = new ActivityLedger(World.Services.GetRequiredService<IDbContextFactory<BotContext>>(), clock);
        var activities = new LedgeredActivities(ledger, clock);
        Assert.Equal(ReceivedState.New, (await activities.BeginAsync(Key, CancellationToken.None)).State);
        Assert.Equal(ReceivedState.Running, (await activities.BeginAsync(Key, CancellationToken.None)).State);

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var wait = activities.WaitAsync(Key, patience.Token).AsTask();
        var taken = clock.GetUtcNow();
        while (!wait.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await World.QueryAsync(c => c.ReceivedActivities.CountAsync());
        }

        Assert.Null(await wait);
        Assert.True(clock.GetUtcNow() - taken >= ActivityLedger.Lease);
        Assert.Equal(ReceivedState.New, (await activities.BeginAsync(Key, CancellationToken.None)).State);
    }

    [Fact]
    public async Task A_message_that_a_dead_process_had_taken_is_answered_when_it_comes_again()
    {
        using var client = Client.Teams(World);
        var message = client.Activity("message", ("text", "help"));
        await World.QueryAsync(c =>
        {
            c.ReceivedActivities.Add(new ReceivedActivity
            {
                Key = $"msteams\n{client.Conversation}\n{(string)message["id"]!}",
                ReceivedAt = TimeProvider.System.GetUtcNow() - ActivityLedger.Lease,
            });
            return c.SaveChangesAsync();
        });

        using var response = await client.PostAsync(message);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await client.SeesCardAsync("What I can do");
    }
}
