using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json.Nodes;
using HelpDesk.RenewalBot.Tests.World;
using HelpDesk.Storage.Bot;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.RenewalBot.Tests;

public sealed class FeedTests : BotTest
{
    [Fact]
    public async Task News_of_an_earlier_renewal_do_not_take_the_place_of_the_present_one()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.SeesCardAsync("expires in 14 days");
        Service.Registrations[FakeService.Registration]["latestRenewal"] = FakeService.Renewal(Guid.NewGuid().ToString(), "Staged", steps: ["Staged"]);

        Service.Moved(FakeService.Renewal(Guid.NewGuid().ToString(), "Retired", steps: ["Staged", "Delivered", "Proven", "Retired"]));
        await World.FollowFeedAsync();

        Assert.DoesNotContain(Channel.Log, s => s.Title?.Contains("renewed and proven", StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task A_scan_warns_at_each_threshold_once_and_only_of_the_most_urgent()
    {
        Service.Registrations[FakeService.Registration]["daysLeft"] = 75;
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.SeesCardAsync("Hello!");

        Service.Scanned(10);
        Service.Scanned(10);
        await World.FollowFeedAsync();
        await client.SeesCardAsync("expires in 10 days");
        Service.Scanned(9);
        Service.Scanned(7);
        await World.FollowFeedAsync();
        await client.SeesCardAsync("expires in 7 days");

        Assert.Equal([7, 14], (await World.QueryAsync(c => c.Notices.Select(n => n.Threshold).ToListAsync())).Order());
        Assert.Equal(2, Channel.Log.Count(s => s.Title.Contains("expires", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_expired_secret_is_warned_of_each_day_in_its_own_words()
    {
        Service.Registrations[FakeService.Registration] = FakeService.Secret(FakeService.Registration, "HelpDesk", -1);
        using var client = Client.Teams(World);
        await client.InstallAsync();
        var first = await client.SeesCardAsync("HelpDesk's client secret has expired");
        Assert.Contains("can't reach SharePoint until the secret is renewed", first.CardJson, StringComparison.Ordinal);

        Service.Scanned(-2);
        await World.FollowFeedAsync();
        await client.SeesCardAsync("has expired", Channel.Log.ToList().IndexOf(first) + 1);
    }

    [Fact]
    public async Task Outside_working_hours_a_second_warning_waits_for_the_morning()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.SeesCardAsync("expires in 14 days");
        await World.UntilAsync(c => c.SentCards.AnyAsync());
        World.Time.SetUtcNow(new DateTimeOffset(2026, 12, 4, 20, 0, 0, TimeSpan.Zero));
        Service.Scanned(7);
        await World.FollowFeedAsync();

        var due = await World.QueryAsync(c => c.Notices.Where(n => n.Threshold == 7).Select(n => n.DueAt).SingleAsync());
        Assert.Equal(new DateTimeOffset(2026, 12, 7, 7, 0, 0, TimeSpan.Zero), due);
    }

    [Fact]
    public async Task A_secret_that_was_renewed_meanwhile_is_not_warned_of()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.SeesCardAsync("expires in 14 days");
        Service.Scanned(7);
        Service.Registrations[FakeService.Registration] = FakeService.Secret(FakeService.Registration, "HelpDesk", 700, Guid.NewGuid().ToString());
        await World.FollowFeedAsync();

        await World.UntilAsync(c => c.Notices.AnyAsync(n => n.DeadLetterReason == "no longer true"));
        Assert.DoesNotContain(Channel.Log, s => s.Title.Contains("7 days", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_card_in_every_chat_tells_the_outcome_and_a_deleted_one_is_replaced()
    {
        Service.Watchers.Add(FakeService.OtherAdmin);
        using var ada = Client.Teams(World);
        using var grace = Client.Teams(World, FakeService.OtherAdmin);
        await ada.InstallAsync();
        await grace.InstallAsync();
        var adas = await ada.SeesCardAsync("expires in 14 days");
        var graces = await grace.SeesCardAsync("expires in 14 days");
        await World.UntilAsync(async c => await c.SentCards.CountAsync() == 2);
        Channel.Delete(graces.Id);

        Service.Moved(FakeService.Renewal(Guid.NewGuid().ToString(), "Proven", steps: ["Staged", "Delivered", "Proven"]));
        await World.FollowFeedAsync();
        await ada.SeesTextAsync("renewed and proven");
        await grace.SeesTextAsync("renewed and proven");

        Assert.Single(Channel.Log, s => s.Id == adas.Id && s.IsUpdate && s.Title == "HelpDesk: renewed and proven");
        Assert.Single(Channel.Log, s => s.Conversation == grace.Conversation && !s.IsUpdate && s.Title == "HelpDesk: renewed and proven");
    }

    [Fact]
    public async Task A_rolled_back_renewal_says_why_and_offers_another_try()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        var warning = await client.SeesCardAsync("expires in 14 days");
        await World.UntilAsync(c => c.SentCards.AnyAsync());
        Service.Moved(FakeService.Renewal(Guid.NewGuid().ToString(), "RolledBack", steps: ["Staged"]));
        await World.FollowFeedAsync();

        var card = await client.SeesCardAsync("HelpDesk: not renewed");
        Assert.Equal(warning.Id, card.Id);
        Assert.Contains("The directory said no.", card.CardJson, StringComparison.Ordinal);
        Client.Button(card.Card, "Try again");
    }

    [Fact]
    public async Task The_same_page_read_twice_changes_nothing()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.SeesCardAsync("expires in 14 days");
        await World.UntilAsync(c => c.SentCards.AnyAsync());
        Service.Moved(FakeService.Renewal(Guid.NewGuid().ToString(), "Proven", steps: ["Proven"]));
        await World.FollowFeedAsync();
        await client.SeesTextAsync("renewed and proven");
        await World.UntilAsync(c => c.RenewalNews.AllAsync(n => n.ShownSequence == n.Sequence));
        var shown = Channel.Log.Count;

        await World.QueryAsync(c => c.FeedPositions.ExecuteDeleteAsync());
        await World.FollowFeedAsync();
        await client.SayAsync("help");
        await client.SeesCardAsync("What I can do");

        Assert.Equal(shown + 1, Channel.Log.Count);
    }

    [Fact]
    public async Task A_blocked_bot_puts_the_notice_aside_with_the_reason_and_drops_the_chat()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.SeesCardAsync("expires in 14 days");
        Channel.OnPost = () => FakeChannel.Json(
            HttpStatusCode.Forbidden,
            new JsonObject { ["error"] = new JsonObject { ["code"] = "ConversationBlockedByUser", ["message"] = "blocked" } });
        Service.Scanned(3);
        await World.FollowFeedAsync();

        await World.UntilAsync(c => c.Notices.AnyAsync(n => n.Threshold == 3 && n.DeadLetterReason!.Contains("BlockedByUser")));
        Assert.NotNull((await World.QueryAsync(c => c.Conversations.SingleAsync())).RemovedAt);
    }

    [Fact]
    public async Task A_change_that_cannot_be_read_is_left_out_and_those_after_it_are_not()
    {
        Service.Registrations[FakeService.Registration]["daysLeft"] = 75;
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.SeesCardAsync("Hello!");
        var skipped = 0L;
        using var listener = new MeterListener();
        var scope = World.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Scope == scope && instrument.Name == "helpdesk.renewalbot.changes.skipped")
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref skipped, value));
        listener.Start();
        Service.Scanned(75);
        Service.Changes[^1].Remove("registration");
        Service.Scanned(75);
        Service.Changes[^1]["kind"] = "TenantMerged";
        Service.Scanned(10);
        await World.FollowFeedAsync();

        await client.SeesCardAsync("expires in 10 days");
        Assert.Equal(3, await World.QueryAsync(c => c.FeedPositions.Select(p => p.Sequence).SingleAsync()));
        Assert.Equal(2, Interlocked.Read(ref skipped));
    }

    [Fact]
    public async Task A_change_that_cannot_be_handled_is_tried_again_and_then_left_out()
    {
        Service.Registrations[FakeService.Registration]["daysLeft"] = 75;
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.SeesCardAsync("Hello!");
        Service.Scanned(14);
        Service.Changes[^1]["watchers"] = null;
        Service.Scanned(10);

        for (var poll = 1; poll <= 2; poll++)
        {
            await World.FollowFeedAsync();
            Assert.Equal(0, await World.QueryAsync(c => c.Notices.CountAsync()));
        }

        await World.FollowFeedAsync();
        await client.SeesCardAsync("expires in 10 days");
    }

    [Fact]
    public async Task A_state_that_only_a_newer_service_knows_is_shown_as_unknown()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        var warning = await client.SeesCardAsync("expires in 14 days");
        await World.UntilAsync(c => c.SentCards.AnyAsync());
        var renewal = Guid.NewGuid().ToString();
        Service.Registrations[FakeService.Registration]["status"] = "Splendid";
        Service.Moved(FakeService.Renewal(renewal, "Celebrated", steps: ["Staged", "Delivered", "Celebrated"]));
        await World.FollowFeedAsync();

        var card = await client.SeesCardAsync("I can't tell how the renewal stands");
        Assert.Equal(warning.Id, card.Id);
        await World.UntilAsync(c => c.RenewalNews.AllAsync(n => n.ShownSequence == n.Sequence));
        Assert.DoesNotContain(Channel.Log, s => s.Text?.Contains("proven", StringComparison.Ordinal) == true);
        await client.SayAsync("status");
        Assert.DoesNotContain("healthy", (await client.SeesCardAsync("Your secrets")).CardJson, StringComparison.Ordinal);

        Service.Moved(FakeService.Renewal(renewal, "Proven", steps: ["Staged", "Delivered", "Proven"]));
        await World.FollowFeedAsync();
        await client.SeesTextAsync("renewed and proven");
    }

    [Fact]
    public async Task Many_checklists_do_not_all_turn_to_the_renewal_and_every_warning_does()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        var first = await client.SeesCardAsync("expires in 14 days");
        await World.UntilAsync(c => c.SentCards.AnyAsync());
        Service.Scanned(7);
        await World.FollowFeedAsync();
        var second = await client.SeesCardAsync("expires in 7 days");
        await World.UntilAsync(async c => await c.SentCards.CountAsync(s => s.Kind == CardKind.Warning) == 2);
        for (var i = 0; i < 6; i++)
        {
            var before = Channel.Log.Count;
            await client.SayAsync("check");
            await Channel.WaitAsync(s => s.CardJson.Contains("Multi-factor", StringComparison.Ordinal), before);
        }

        Service.Moved(FakeService.Renewal(Guid.NewGuid().ToString(), "Staged", steps: ["Staged"]));
        await World.FollowFeedAsync();
        await World.UntilAsync(c => c.RenewalNews.AnyAsync(n => n.ShownSequence == n.Sequence));

        var turned = Channel.Log.Where(s => s.IsUpdate && s.Title.StartsWith("Renewing", StringComparison.Ordinal)).Select(s => s.Id).ToList();
        Assert.Equal(4, turned.Count);
        Assert.Contains(first.Id, turned);
        Assert.Contains(second.Id, turned);
    }

    [Fact]
    public async Task A_move_that_changes_nothing_that_can_be_seen_draws_no_card_again()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        var warning = await client.SeesCardAsync("expires in 14 days");
        await World.UntilAsync(c => c.SentCards.AnyAsync());
        var renewal = Guid.NewGuid().ToString();
        foreach (var state in new[] { "Claimed", "Preflighted", "Staged" })
        {
            Service.Moved(FakeService.Renewal(renewal, state, steps: state == "Staged" ? ["Staged"] : []));
            await World.FollowFeedAsync();
            await World.UntilAsync(c => c.RenewalNews.AllAsync(n => n.ShownSequence == Service.Changes.Count));
        }

        Assert.Equal(2, Channel.Log.Count(s => s.Id == warning.Id && s.IsUpdate));
    }

    [Fact]
    public async Task A_warning_that_may_have_arrived_is_sent_once_more_and_then_no_more()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.SeesCardAsync("expires in 14 days");
        await World.UntilAsync(c => c.SentCards.AnyAsync());
        var sent = 0;
        Channel.OnPost = () =>
        {
            Interlocked.Increment(ref sent);
            return new HttpResponseMessage(HttpStatusCode.InternalServerError);
        };
        Service.Scanned(1);
        await World.FollowFeedAsync();
        await World.UntilAsync(c => c.Notices.AnyAsync(n => n.UnknownOutcomes == 1));
        World.Time.Advance(TimeSpan.FromMinutes(14));
        await World.UntilAsync(c => c.Notices.AnyAsync(n => n.UnknownOutcomes == 1 && n.ClaimedUntil == null));
        Assert.Equal(1, sent);

        World.Time.Advance(TimeSpan.FromMinutes(2));
        await World.UntilAsync(c => c.Notices.AnyAsync(n => n.DeadLetterReason!.Contains("nobody knows")));
        Assert.Equal(2, sent);
    }
}
