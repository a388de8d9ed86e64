using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using HelpDesk.Bots.Authentication;
using HelpDesk.Bots.Connector;
using HelpDesk.Bots.Schema;
using HelpDesk.Bots.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HelpDesk.Bots.Tests.Connector;

/// <summary>Teams' rate limits: 7 requests in 1 s, 8 in 2 s, 60 in 30 s and 1800 in an hour for a conversation, and so many a second for a tenant.</summary>
public sealed class SendBudgetTests
{
    [Fact]
    public async Task A_burst_arrives_in_order_and_as_soon_as_the_windows_allow()
    {
        await using var bot = await Bot.StartAsync();

        var sends = bot.Burst("C", 20);
        await bot.AtAsync(0, arrived: 7);
        await bot.AtAsync(1, arrived: 8);
        await bot.AtAsync(2, arrived: 15);
        await bot.AtAsync(3, arrived: 16);
        await bot.AtAsync(4, arrived: 20, asleep: 0);
        await Task.WhenAll(sends);

        Assert.Equal("0 0 0 0 0 0 0 1 2 2 2 2 2 2 2 3 4 4 4 4", bot.Seconds);
        // Those of one moment run side by side on the wire.
        Assert.Equal(Enumerable.Range(1, 20), bot.Arrivals.OrderBy(a => a.Second).ThenBy(a => a.Text).Select(a => a.Text));
    }

    [Fact]
    public async Task Sixty_in_thirty_seconds_is_the_most()
    {
        await using var bot = await Bot.StartAsync();
        await bot.SteadyAsync("C", 60, TimeSpan.FromSeconds(0.4));

        var next = bot.SendAsync("C");
        await bot.AtAsync(30, arrived: 61, asleep: 0);
        await next;

        Assert.EndsWith(" 30", bot.Seconds, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_conversations_are_not_held_up()
    {
        await using var bot = await Bot.StartAsync();

        var burst = bot.Burst("C", 8);
        await bot.AtAsync(0, arrived: 7);
        await bot.SendAsync("D");

        Assert.Equal(8, bot.Arrived);
        Assert.False(burst[7].IsCompleted);
        await bot.AtAsync(1, arrived: 9, asleep: 0);
    }

    [Fact]
    public async Task Sending_updating_and_deleting_share_a_budget_and_reading_has_its_own()
    {
        await using var bot = await Bot.StartAsync();
        await Task.WhenAll(bot.Burst("C", 5));
        await bot.Connector.UpdateActivityAsync(Bot.Message("C", null));
        await bot.Connector.DeleteActivityAsync(FakeChannel.ServiceUrl, "C", "A");
        bot.Host.Channel.Answer = _ => FakeChannel.Json(HttpStatusCode.OK, """{"id":"29:1"}""");
        var reads = Enumerable.Range(0, 15).Select(_ => bot.Connector.GetConversationMemberAsync(FakeChannel.ServiceUrl, "C", "29:1")).ToArray();
        await bot.AtAsync(0, arrived: 7 + 14);

        var delete = bot.Connector.DeleteActivityAsync(FakeChannel.ServiceUrl, "C", "A");
        await bot.AtAsync(1, arrived: 7 + 15 + 1, asleep: 0);
        await Task.WhenAll(reads);
        await delete;
    }

    [Fact]
    public async Task A_tenants_requests_share_the_configured_number_a_second()
    {
        await using var bot = await Bot.StartAsync(tenantRequestsPerSecond: 3);

        var sends = Enumerable.Range(0, 7).Select(n => bot.SendAsync($"C{n}", "tenant-1")).ToArray();
        var other = bot.SendAsync("D", "tenant-2");
        await bot.AtAsync(0, arrived: 4);
        await other;
        await bot.AtAsync(1, arrived: 7);
        await bot.AtAsync(2, arrived: 8, asleep: 0);
        await Task.WhenAll(sends);

        Assert.Equal("0 0 0 0 1 1 1 2", bot.Seconds);
    }

    [Fact]
    public async Task A_request_that_names_no_tenant_counts_for_that_of_its_conversation()
    {
        await using var bot = await Bot.StartAsync(tenantRequestsPerSecond: 2);
        await bot.SendAsync("C", "tenant-1");
        await bot.SendAsync("D", "tenant-1");

        var delete = bot.Connector.DeleteActivityAsync(FakeChannel.ServiceUrl, "C", "A");
        var create = bot.Connector.CreateConversationAsync(FakeChannel.ServiceUrl, new ConversationParameters { TenantId = "tenant-1" });
        await bot.SendAsync("E", "tenant-2");
        Assert.Equal(3, bot.Arrived);

        await bot.AtAsync(1, arrived: 5, asleep: 0);
        await Task.WhenAll(delete, create);
    }

    [Fact]
    public async Task A_conversation_that_waits_for_its_tenant_keeps_its_own_limits()
    {
        await using var bot = await Bot.StartAsync(tenantRequestsPerSecond: 5);

        var sends = bot.Burst("C", 17);
        await bot.AtAsync(0, arrived: 5);
        await bot.AtAsync(1, arrived: 8);
        await bot.AtAsync(2, arrived: 13);
        await bot.AtAsync(3, arrived: 16);
        await bot.AtAsync(4, arrived: 17, asleep: 0);
        await Task.WhenAll(sends);

        Assert.Equal("0 0 0 0 0 1 1 1 2 2 2 2 2 3 3 3 4", bot.Seconds);
    }

    [Fact]
    public async Task A_wait_of_more_than_half_a_minute_is_not_begun()
    {
        await using var bot = await Bot.StartAsync(tenantRequestsPerSecond: 1);
        var sends = Enumerable.Range(0, 31).Select(n => bot.SendAsync($"C{n}", "tenant-1")).ToArray();
        await Until.TrueAsync(() => bot.Arrived == 1);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => bot.SendAsync("D", "tenant-1"));

        Assert.Equal((ConnectorFailure.Throttled, null, TimeSpan.FromSeconds(31)), (failure.Reason, failure.Status, failure.RetryAfter));
        Assert.Equal(1, bot.Arrived);
        Assert.Single(bot.Host.Log.Of(1021));
        for (var second = 1; second <= 30; second++)
        {
            await bot.AtAsync(second, arrived: second + 1, asleep: second < 30 ? 1 : 0);
        }

        await Task.WhenAll(sends);
    }

    [Fact]
    public async Task After_an_hours_budget_the_time_until_there_is_room_is_told()
    {
        await using var bot = await Bot.StartAsync();
        // 1800 in half an hour, none closer than the other windows allow.
        await bot.SteadyAsync("C", 1800, TimeSpan.FromSeconds(1));

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => bot.SendAsync("C"));
        await bot.SendAsync("D");

        // The first minute's sends leave the hour with the minute's end: 61 minutes after the beginning, of which 30 have passed.
        Assert.Equal((ConnectorFailure.Throttled, TimeSpan.FromMinutes(31)), (failure.Reason, failure.RetryAfter));
        bot.Host.Clock.Advance(TimeSpan.FromMinutes(31) - TimeSpan.FromSeconds(31));
        await Assert.ThrowsAsync<ConnectorException>(() => bot.SendAsync("C"));
        bot.Host.Clock.Advance(TimeSpan.FromSeconds(31));
        await Task.WhenAll(bot.Burst("C", 7));
    }

    [Fact]
    public async Task A_request_that_is_cancelled_gives_its_place_to_those_behind()
    {
        await using var bot = await Bot.StartAsync();
        await Task.WhenAll(bot.Burst("C", 7));
        using var first = new CancellationTokenSource();
        using var middle = new CancellationTokenSource();
        var sends = new[]
        {
            bot.SendAsync("C", text: 101, cancellationToken: first.Token),
            bot.SendAsync("C", text: 102, cancellationToken: middle.Token),
            bot.SendAsync("C", text: 103),
        };

        await middle.CancelAsync();
        await first.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sends[0]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sends[1]);
        await bot.AtAsync(1, arrived: 8, asleep: 0);
        await sends[2];
        Assert.Equal(103, bot.Arrivals[^1].Text);
    }

    [Fact]
    public async Task Each_attempt_counts()
    {
        await using var bot = await Bot.StartAsync();
        await Task.WhenAll(bot.Burst("C", 6));
        bot.Host.Channel.Answer = _ => bot.Arrived == 7 ? FakeChannel.Empty(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(0)) : null;

        var send = bot.SendAsync("C");
        await bot.AtAsync(0, arrived: 7);
        await bot.AtAsync(1, arrived: 8, asleep: 0);
        await send;

        Assert.Equal("0 0 0 0 0 0 0 1", bot.Seconds);
    }

    [Fact]
    public async Task An_attempt_that_may_have_been_taken_is_not_told_as_nothing_sent()
    {
        await using var bot = await Bot.StartAsync();
        await bot.SteadyAsync("C", 1799, TimeSpan.FromSeconds(1));
        bot.Host.Channel.Answer = _ => FakeChannel.Empty(HttpStatusCode.BadGateway, TimeSpan.FromSeconds(0));

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => bot.SendAsync("C"));

        Assert.Equal((ConnectorFailure.UnknownOutcome, 502), (failure.Reason, failure.Status));
        Assert.Equal(1800, bot.Arrived);
    }

    [Fact]
    public async Task Idle_conversations_are_forgotten()
    {
        await using var bot = await Bot.StartAsync();
        var budgets = bot.Host.Services.GetRequiredService<SendBudgets>();
        for (var n = 0; n < 20; n++)
        {
            await bot.SendAsync($"C{n}", $"tenant-{n}");
        }

        Assert.Equal(20, budgets.Remembered);
        bot.Host.Clock.Advance(TimeSpan.FromMinutes(59));
        await bot.SendAsync("C0", "tenant-0");
        bot.Host.Clock.Advance(TimeSpan.FromMinutes(3));
        await bot.SendAsync("D", "tenant-1");

        Assert.Equal(2, budgets.Remembered);
    }

    [Fact]
    public async Task Playground_and_emulator_have_no_limits()
    {
        await using var bot = await Bot.StartAsync(tenantRequestsPerSecond: 1);

        var sends = Enumerable.Range(0, 100)
            .Select(_ => bot.Connector.SendToConversationAsync(Bot.Message("C", "tenant-1", serviceUrl: "http://localhost:56150/_connector")));
        var all = Task.WhenAll(sends);
        await Until.TrueAsync(() => all.IsCompletedSuccessfully);

        Assert.Equal(0, bot.Host.Services.GetRequiredService<SendBudgets>().Remembered);
    }

    [Fact]
    public async Task A_reply_that_has_room_costs_no_memory()
    {
        await using var bot = await Bot.StartAsync();
        var budgets = bot.Host.Services.GetRequiredService<SendBudgets>();
        var use = new BudgetUse(BudgetKind.Sending, "C", "tenant-1");
        void Enter()
        {
            bot.Host.Clock.Advance(TimeSpan.FromSeconds(1));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var entered = budgets.EnterAsync(use, default);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.True(entered.IsCompletedSuccessfully);
        }

        for (var n = 0; n < 100; n++)
        {
            bot.Host.Clock.Advance(TimeSpan.FromSeconds(1));
            await budgets.EnterAsync(use, default);
        }

        for (var n = 0; n < 100; n++)
        {
            Enter();
        }
    }

    [Fact]
    public async Task Waits_and_refusals_are_counted()
    {
        await using var bot = await Bot.StartAsync();
        var measured = new ConcurrentQueue<string>();
        var scope = bot.Host.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Scope == scope && instrument.Name.StartsWith("helpdesk.bots.calls.", StringComparison.Ordinal))
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => measured.Enqueue($"{instrument.Name} {value}"));
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => measured.Enqueue($"{instrument.Name} {value}"));
        listener.Start();

        var sends = bot.Burst("C", 8);
        await bot.AtAsync(0, arrived: 7);
        await bot.AtAsync(1, arrived: 8, asleep: 0);
        await Task.WhenAll(sends);
        await bot.SteadyAsync("D", 1800, TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<ConnectorException>(() => bot.SendAsync("D"));

        Assert.Equal(["helpdesk.bots.calls.waited 1", "helpdesk.bots.calls.withheld 1"], measured);
    }

    /// <summary>A bot that notes when its requests arrive.</summary>
    private sealed class Bot : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(double Second, int Text)> _arrivals = new();
        private readonly DateTimeOffset _start;

        private Bot(BotHost host)
        {
            Host = host;
            _start = host.Clock.GetUtcNow();
            host.Channel.Arriving = call =>
            {
                if (call.Url.Host == "connector.test")
                {
                    var text = call.Body.Contains("\"text\"", StringComparison.Ordinal) ? int.Parse(call.Json.GetProperty("text").GetString()!, CultureInfo.InvariantCulture) : 0;
                    _arrivals.Enqueue(((host.Clock.GetUtcNow() - _start).TotalSeconds, text));
                }
            };
        }

        public BotHost Host { get; }

        public ConnectorClient Connector => Host.Services.GetRequiredService<ConnectorClient>();

        public int Arrived => _arrivals.Count;

        public (double Second, int Text)[] Arrivals => [.. _arrivals];

        public string Seconds => string.Join(' ', _arrivals.Select(a => a.Second));

        public static async Task<Bot> StartAsync(int tenantRequestsPerSecond = 50)
        {
            var host = await BotHost.StartAsync(new ActivityHandler(), configure: o => o.TenantRequestsPerSecond = tenantRequestsPerSecond);
            // The first token takes a while, in which the requests of a burst would lose their order.
            await host.Services.GetRequiredService<BotTokens>().GetAsync(CancellationToken.None);
            return new Bot(host);
        }

        public static Activity Message(string conversation, string? tenant, int text = 0, string serviceUrl = FakeChannel.ServiceUrl) =>
            new(ActivityTypes.Message)
            {
                Id = "A",
                ServiceUrl = serviceUrl,
                From = new ChannelAccount("28:bot"),
                Conversation = new ConversationAccount(id: conversation, tenantId: tenant),
                Text = $"{text}",
            };

        public Task<ResourceResponse> SendAsync(string conversation, string? tenant = null, int text = 0, CancellationToken cancellationToken = default) =>
            Connector.SendToConversationAsync(Message(conversation, tenant, text), cancellationToken);

        public Task<ResourceResponse>[] Burst(string conversation, int count) =>
            [.. Enumerable.Range(1, count).Select(n => SendAsync(conversation, text: n))];

        /// <summary>Sends one after the other, with time between them.</summary>
        public async Task SteadyAsync(string conversation, int count, TimeSpan apart)
        {
            for (var n = 0; n < count; n++)
            {
                await SendAsync(conversation);
                Host.Clock.Advance(apart);
            }
        }

        /// <summary>
        /// Lets time pass until so many seconds after the start, and waits until so many requests have arrived and the first of those that
        /// are left waits for more time. One that came too early shows by its time.
        /// </summary>
        public async Task AtAsync(double seconds, int arrived, int asleep = 1)
        {
            Host.Clock.Advance(_start.AddSeconds(seconds) - Host.Clock.GetUtcNow());
            var budgets = Host.Services.GetRequiredService<SendBudgets>();
            await Until.TrueAsync(() => Arrived == arrived && budgets.Asleep == asleep);
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
