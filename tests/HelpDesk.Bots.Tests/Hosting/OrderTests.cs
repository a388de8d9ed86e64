using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using HelpDesk.Bots.Hosting;
using HelpDesk.Bots.Schema;
using HelpDesk.Bots.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HelpDesk.Bots.Tests.Hosting;

public sealed class OrderTests
{
    [Fact]
    public async Task Turns_of_one_conversation_run_one_after_another_in_the_order_of_arrival()
    {
        var order = new ConcurrentQueue<string>();
        var (inside, most) = (0, 0);
        await using var host = await BotHost.StartAsync(async (turn, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            order.Enqueue(turn.Activity.Text!);
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        });
        var queue = host.Services.GetRequiredService<ConversationQueue>();
        var gate = new TaskCompletionSource();
        var holder = queue.RunAsync("msteams\na:1", gate, static async (g, _) =>
        {
            await g.Task;
            return true;
        }, default);

        var posts = new List<Task<HttpResponseMessage>>();
        for (var i = 0; i < 20; i++)
        {
            posts.Add(host.PostAsync(Wire.Message(i.ToString(CultureInfo.InvariantCulture))));
            var waiting = i + 1;
            await Until.TrueAsync(() => queue.Waiting("msteams\na:1") == waiting);
        }

        gate.SetResult();
        await holder;
        foreach (var post in posts)
        {
            (await post).Dispose();
        }

        Assert.Equal(Enumerable.Range(0, 20).Select(i => i.ToString(CultureInfo.InvariantCulture)), order);
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task The_order_is_that_of_arrival_even_when_the_record_of_activities_is_slow_for_the_first()
    {
        var order = new ConcurrentQueue<string>();
        var slow = new SlowLedger();
        await using var host = await BotHost.StartAsync(
            (turn, _) =>
            {
                order.Enqueue(turn.Activity.Text!);
                return Task.CompletedTask;
            },
            services: services => services.AddSingleton<MemoryReceivedActivities>().AddSingleton<IReceivedActivities>(
                provider => slow.Over(provider.GetRequiredService<MemoryReceivedActivities>())));

        var first = host.PostAsync(Wire.Message("first", """{"id":"slow"}"""));
        await slow.Asked.Task;
        var second = host.PostAsync(Wire.Message("second", """{"id":"quick"}"""));
        await Until.TrueAsync(() => host.Services.GetRequiredService<ConversationQueue>().Waiting("msteams\na:1") == 1);
        slow.Gate.SetResult();
        (await first).Dispose();
        (await second).Dispose();

        Assert.Equal(["first", "second"], order);
    }

    [Fact]
    public async Task A_repeat_that_stands_before_the_one_that_counts_gives_its_place_back()
    {
        var slow = new SlowLedger();
        await using var host = await BotHost.StartAsync(
            (_, _) => Task.CompletedTask,
            services: services => services.AddSingleton<MemoryReceivedActivities>().AddSingleton<IReceivedActivities>(
                provider => slow.Over(provider.GetRequiredService<MemoryReceivedActivities>())));

        // The first is in line first, and is the second to be recorded.
        var first = host.PostAsync(Wire.Message("x", """{"id":"slow"}"""));
        await slow.Asked.Task;
        var second = host.PostAsync(Wire.Message("x", """{"id":"slow"}"""));
        await Until.TrueAsync(() => slow.Begun == 1);
        slow.Gate.SetResult();

        using var one = await first;
        using var two = await second;
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (one.StatusCode, two.StatusCode));
        Assert.Equal(0, host.Services.GetRequiredService<ConversationQueue>().Waiting("msteams\na:1"));
    }

    [Fact]
    public async Task Different_conversations_run_at_the_same_time()
    {
        var both = new CountdownEvent(2);
        var met = new TaskCompletionSource();
        await using var host = await BotHost.StartAsync(async (_, ct) =>
        {
            if (both.Signal())
            {
                met.SetResult();
            }

            await met.Task.WaitAsync(TimeSpan.FromSeconds(20), ct);
        });

        using var one = host.PostAsync(Wire.Message("x", """{"conversation":{"id":"a:1"}}"""));
        using var two = host.PostAsync(Wire.Message("x", """{"conversation":{"id":"a:2"}}"""));
        (await one).Dispose();
        (await two).Dispose();

        Assert.Empty(host.Log.Errors);
    }

    [Fact]
    public async Task A_proactive_turn_waits_for_the_turn_that_is_running()
    {
        var steps = new ConcurrentQueue<string>();
        var release = new TaskCompletionSource();
        ConversationReference? reference = null;
        await using var host = await BotHost.StartAsync(async (turn, _) =>
        {
            reference = turn.Activity.GetConversationReference();
            steps.Enqueue("turn begins");
            await release.Task;
            steps.Enqueue("turn ends");
        });

        var post = host.PostAsync(Wire.Message("x"));
        await Until.TrueAsync(() => !steps.IsEmpty);
        var proactive = host.Adapter.ContinueConversationAsync(
            BotHost.AppId,
            reference!,
            (_, _) =>
            {
                steps.Enqueue("proactive");
                return Task.CompletedTask;
            },
            default);
        release.SetResult();
        await proactive;
        (await post).Dispose();

        Assert.Equal(["turn begins", "turn ends", "proactive"], steps);
    }

    [Fact]
    public async Task A_turn_may_continue_its_own_conversation()
    {
        await using var host = await BotHost.StartAsync((turn, ct) => turn.Adapter.ContinueConversationAsync(
            BotHost.AppId,
            turn.Activity.GetConversationReference(),
            (inner, innerCt) => inner.SendActivityAsync("from inside", cancellationToken: innerCt),
            ct));

        using var response = await host.PostAsync(Wire.Message("x"));

        Assert.Equal("from inside", Assert.Single(host.Channel.ConnectorCalls).Json.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Work_that_outlives_a_turn_waits_in_line_again()
    {
        var later = new TaskCompletionSource();
        Task? outliving = null;
        await using var host = await BotHost.StartAsync((turn, _) =>
        {
            var reference = turn.Activity.GetConversationReference();
            outliving ??= Task.Run(async () =>
            {
                await later.Task;
                await turn.Adapter.ContinueConversationAsync(BotHost.AppId, reference, (_, _) => Task.CompletedTask, default);
            }, CancellationToken.None);
            return Task.CompletedTask;
        });
        using var response = await host.PostAsync(Wire.Message("x"));
        var queue = host.Services.GetRequiredService<ConversationQueue>();
        var gate = new TaskCompletionSource();
        var holder = queue.RunAsync("msteams\na:1", gate, static async (g, _) =>
        {
            await g.Task;
            return true;
        }, default);

        later.SetResult();
        await Until.TrueAsync(() => queue.Waiting("msteams\na:1") == 1);
        Assert.False(outliving!.IsCompleted);
        gate.SetResult();
        await holder;
        await outliving;
    }

    [Fact]
    public async Task Turns_that_wait_for_each_other_fail_instead_of_waiting_for_ever()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var queue = new ConversationQueue(clock);
        var both = new TaskCompletionSource();
        Task<bool> EnterBoth(string first, string second, bool last) => queue.RunAsync(first, second, async (other, ct) =>
        {
            if (last)
            {
                both.SetResult();
            }

            await both.Task;
            return await queue.RunAsync(other, 0, (_, _) => Task.FromResult(true), ct);
        }, default);

        var one = EnterBoth("a", "b", last: false);
        var two = EnterBoth("b", "a", last: true);
        await Until.TrueAsync(() => queue.Waiting("a") == 1 && queue.Waiting("b") == 1);
        var ended = Task.WhenAll(one, two);
        await Until.TrueAsync(() =>
        {
            clock.Advance(ConversationQueue.LongestWait);
            return ended.IsCompleted;
        });

        // The first to give up may let the other one through.
        await Assert.ThrowsAsync<TimeoutException>(() => ended);
        Assert.True(await queue.RunAsync("a", 0, (_, _) => Task.FromResult(true), default));
    }

    [Fact]
    public async Task Somebody_who_gives_up_waiting_does_not_hold_up_the_others()
    {
        var queue = new ConversationQueue(TimeProvider.System);
        var gate = new TaskCompletionSource<bool>();
        var first = queue.RunAsync("a", 0, (_, _) => gate.Task, default);
        using var impatient = new CancellationTokenSource();
        var second = queue.RunAsync("a", 0, (_, _) => Task.FromResult(true), impatient.Token);
        var third = queue.RunAsync("a", 0, (_, _) => Task.FromResult(true), default);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(third.IsCompleted);
        gate.SetResult(true);

        Assert.True(await first && await third);
        Assert.Equal(0, queue.Waiting("a"));
    }

    /// <summary>Takes its time over the first activity of one name.</summary>
    private sealed class SlowLedger : IReceivedActivities
    {
        private IReceivedActivities? _inner;
        private int _asked;
        private int _begun;

        public int Begun => Volatile.Read(ref _begun);

        public TaskCompletionSource Asked { get; } = new();

        public TaskCompletionSource Gate { get; } = new();

        public SlowLedger Over(IReceivedActivities inner)
        {
            _inner = inner;
            return this;
        }

        public async ValueTask<ReceivedActivity> BeginAsync(string key, CancellationToken cancellationToken)
        {
            if (key.EndsWith("slow", StringComparison.Ordinal) && Interlocked.Increment(ref _asked) == 1)
            {
                Asked.TrySetResult();
                await Gate.Task;
            }

            var begun = await _inner!.BeginAsync(key, cancellationToken);
            Interlocked.Increment(ref _begun);
            return begun;
        }

        public ValueTask<ReceivedActivity?> WaitAsync(string key, CancellationToken cancellationToken) => _inner!.WaitAsync(key, cancellationToken);

        public ValueTask CompleteAsync(string key, int status, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
            _inner!.CompleteAsync(key, status, body, cancellationToken);

        public ValueTask AbandonAsync(string key, CancellationToken cancellationToken) => _inner!.AbandonAsync(key, cancellationToken);
    }
}
