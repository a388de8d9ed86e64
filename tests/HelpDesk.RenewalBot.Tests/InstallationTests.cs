using System.Text.Json.Nodes;
using HelpDesk.RenewalBot.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.RenewalBot.Tests;

public sealed class InstallationTests : BotTest
{
    [Fact]
    public async Task Installation_and_membership_race_and_repeat_and_the_person_is_greeted_once()
    {
        using var client = Client.Teams(World);
        await Task.WhenAll(client.InstallAsync(), client.JoinAsync(), client.InstallAsync(), client.JoinAsync());
        await client.SeesCardAsync("expires in 14 days");
        await client.InstallAsync();

        Assert.Single(Channel.Log, s => s.Title.StartsWith("Hello!", StringComparison.Ordinal));
        Assert.Equal(1, await World.QueryAsync(c => c.Conversations.CountAsync()));
    }

    [Fact]
    public async Task The_warning_comes_unasked_right_after_the_installation_at_any_hour()
    {
        World.Time.SetUtcNow(new DateTimeOffset(2026, 11, 29, 1, 30, 0, TimeSpan.Zero));
        using var client = Client.Teams(World);
        await client.InstallAsync();

        var warning = await client.SeesCardAsync("HelpDesk's client secret expires in 14 days");
        Assert.Equal(["Renew now", "Check first", "Why?"], warning.Card!["actions"]!.AsArray().Select(a => (string?)a!["title"]));
        Assert.Contains("8 Dec 2026", warning.CardJson, StringComparison.Ordinal);
        Assert.Equal("en", (string?)warning.Card["lang"]);
        Assert.Equal("HelpDesk's client secret expires in 14 days. If nobody renews it, HelpDesk stops working for everyone in your organisation on that day.", (string?)warning.Activity["summary"]);
    }

    [Fact]
    public async Task Somebody_who_watches_nothing_is_greeted_and_not_warned()
    {
        using var client = Client.Teams(World, "dddddddd-dddd-4ddd-8ddd-dddddddddddd");
        await client.InstallAsync();
        await client.SayAsync("status");

        var told = await client.SeesCardAsync("There is nothing to look after");
        Assert.Contains("I know of no HelpDesk secret that you look after", told.CardJson, StringComparison.Ordinal);
        Assert.DoesNotContain(Channel.Log, s => s.Title.Contains("expires", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_removed_bot_stays_silent_and_greets_again_when_it_comes_back()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.SeesCardAsync("expires in 14 days");
        await client.UninstallAsync();
        var before = Channel.Log.Count;

        Service.Scanned(7);
        await World.FollowFeedAsync();
        Assert.Equal(1, await World.QueryAsync(c => c.Notices.CountAsync()));

        await client.InstallAsync();
        await client.SeesCardAsync("Hello!", before);
        await client.SeesCardAsync("expires in 7 days", before);
    }

    [Fact]
    public async Task In_a_group_the_bot_only_points_to_the_personal_chat()
    {
        using var client = Client.Teams(World);
        var message = client.Activity("message", ("text", "<at>HelpDesk Renewal</at> status"));
        message["conversation"]!["isGroup"] = true;
        message["conversation"]!["conversationType"] = "groupChat";
        await client.PostAsync(message);

        Assert.Contains("personal chat", Assert.Single(Channel.Log).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Service.Calls, c => c.Path.Contains("people", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_activity_refreshes_where_the_person_is_reached()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        var message = client.Activity("message", ("text", "help"));
        message["localTimezone"] = "Asia/Tokyo";
        message["serviceUrl"] = $"{FakeChannel.ServiceUrl}";
        await client.PostAsync(message);

        var row = await World.QueryAsync(c => c.Conversations.SingleAsync());
        Assert.Equal("Asia/Tokyo", row.TimeZone);
        Assert.True(row.IsAnonymous);
        Assert.Equal((FakeService.Tenant, FakeService.Admin), (row.TenantId, row.PersonId));
    }

    [Fact]
    public async Task A_reaction_that_names_no_tenant_leaves_the_buttons_of_later_cards_working()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.SeesCardAsync("expires in 14 days");
        await World.UntilAsync(c => c.SentCards.AnyAsync());
        var reaction = client.Activity("messageReaction", ("reactionsAdded", new JsonArray(new JsonObject { ["type"] = "like" })));
        reaction.Remove("channelData");
        reaction["conversation"]!.AsObject().Remove("tenantId");
        await client.PostAsync(reaction);

        Service.Scanned(7);
        await World.FollowFeedAsync();
        var answer = await client.PressAsync(await client.SeesCardAsync("expires in 7 days"), "Renew now");

        Assert.Contains("could block the renewal", answer, StringComparison.Ordinal);
        await client.SeesCardAsync("Before renewing");
    }
}
