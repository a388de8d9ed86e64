using System.Net;
using HelpDesk.Bots.Hosting;
using HelpDesk.Bots.Schema;
using HelpDesk.Bots.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HelpDesk.Bots.Tests.Hosting;

public sealed class ExactlyOnceTests
{
    [Fact]
    public async Task A_repeated_activity_is_answered_the_same_without_a_second_turn()
    {
        var turns = 0;
        await using var host = await BotHost.StartAsync((turn, ct) => turn.SendActivityAsync(
            new Activity(ActivityTypesEx.InvokeResponse) { Value = new InvokeResponse { Status = 202, Body = $"turn {++turns}" } }, ct));
        var invoke = Wire.Invoke("task/fetch", "{}");

        var answers = new List<(HttpStatusCode, string)>();
        for (var i = 0; i < 3; i++)
        {
            using var response = await host.PostAsync(invoke);
            answers.Add((response.StatusCode, await response.Content.ReadAsStringAsync()));
        }

        Assert.All(answers, a => Assert.Equal((HttpStatusCode.Accepted, "\"turn 1\""), a));
        Assert.Equal(1, turns);
    }

    [Fact]
    public async Task A_repeat_while_the_first_one_runs_waits_for_its_answer()
    {
        var turns = 0;
        var release = new TaskCompletionSource();
        var watch = new Watch();
        await using var host = await BotHost.StartAsync(
            async (turn, ct) =>
            {
                turns++;
                await release.Task;
                await turn.SendActivityAsync(new Activity(ActivityTypesEx.InvokeResponse) { Value = new InvokeResponse { Status = 202 } }, ct);
            },
            services: services => services.AddSingleton(watch).AddSingleton<MemoryReceivedActivities>().AddSingleton<IReceivedActivities, WatchedLedger>());
        var invoke = Wire.Invoke("task/fetch", "{}");

        var first = host.PostAsync(invoke);
        await Until.TrueAsync(() => turns == 1);
        var second = host.PostAsync(invoke);
        await Until.TrueAsync(() => watch.Begun == 2);
        Assert.False(second.IsCompleted);
        release.SetResult();

        using var one = await first;
        using var two = await second;
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted, 1), (one.StatusCode, two.StatusCode, turns));
    }

    [Fact]
    public async Task The_same_identifier_in_another_conversation_is_another_activity()
    {
        var turns = 0;
        await using var host = await CountAsync(() => turns++);

        await PostAllAsync(
            host,
            Wire.Message("x", """{"id":"1"}"""),
            Wire.Message("x", """{"id":"1","conversation":{"id":"a:2"}}"""),
            Wire.Message("x", """{"id":"1"}"""));

        Assert.Equal(2, turns);
    }

    [Fact]
    public async Task An_activity_without_an_identifier_is_always_new()
    {
        var turns = 0;
        await using var host = await CountAsync(() => turns++);
        var message = Wire.Message("x", """{"id":null}""");

        await PostAllAsync(host, message, message);

        Assert.Equal(2, turns);
    }

    [Fact]
    public async Task Each_edit_of_a_message_is_an_activity_of_its_own()
    {
        var turns = 0;
        await using var host = await CountAsync(() => turns++);
        var edit = Wire.Activity("messageUpdate", """{"id":"1","timestamp":"2026-11-24T12:01:00Z"}""");

        await PostAllAsync(
            host, Wire.Message("x", """{"id":"1"}"""), edit, edit, Wire.Activity("messageUpdate", """{"id":"1","timestamp":"2026-11-24T12:02:00Z"}"""));

        Assert.Equal(3, turns);
    }

    [Fact]
    public async Task A_repeat_after_a_failure_is_a_new_attempt()
    {
        var turns = 0;
        await using var host = await CountAsync(() =>
        {
            if (++turns == 1)
            {
                throw new InvalidOperationException("the first attempt");
            }
        });
        host.Adapter.OnTurnError = null;
        var message = Wire.Message("x");

        using var first = await host.PostAsync(message);
        using var second = await host.PostAsync(message);

        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.OK, 2), (first.StatusCode, second.StatusCode, turns));
        Assert.Single(host.Log.Errors);
    }

    [Fact]
    public async Task Answers_are_forgotten_after_their_time()
    {
        var turns = 0;
        await using var host = await CountAsync(() => turns++);
        var message = Wire.Message("x");

        await PostAllAsync(host, message, message);
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        await PostAllAsync(host, message);

        Assert.Equal(2, turns);
    }

    [Fact]
    public async Task A_refused_request_is_not_remembered()
    {
        var turns = 0;
        await using var host = await CountAsync(() => turns++);
        var message = Wire.Message("x");

        using var refused = await host.PostAsync(message, "not a token");
        using var taken = await host.PostAsync(message);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK, 1), (refused.StatusCode, taken.StatusCode, turns));
    }

    [Fact]
    public async Task A_turn_is_finished_when_the_caller_hangs_up_and_its_answer_is_kept()
    {
        var turns = 0;
        var release = new TaskCompletionSource();
        await using var host = await BotHost.StartAsync(async (turn, ct) =>
        {
            turns++;
            await release.Task;
            ct.ThrowIfCancellationRequested();
            await turn.SendActivityAsync("done", cancellationToken: ct);
        });
        var message = Wire.Message("x");

        using (var impatient = new CancellationTokenSource())
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/messages")
            {
                Content = new StringContent(message, System.Text.Encoding.UTF8, "application/json"),
                Headers = { { "Authorization", $"Bearer {host.Token()}" } },
            };
            var hungUp = host.Client.SendAsync(request, impatient.Token);
            await Until.TrueAsync(() => turns == 1);
            await impatient.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hungUp);
        }

        var again = host.PostAsync(message);
        release.SetResult();

        using var response = await again;
        Assert.Equal((HttpStatusCode.OK, 1), (response.StatusCode, turns));
        Assert.Single(host.Channel.ConnectorCalls);
    }

    [Fact]
    public async Task A_host_may_keep_the_answers_somewhere_else()
    {
        var store = new Everything();
        await using var host = await BotHost.StartAsync(
            new ActivityHandler(), services: s => s.AddSingleton<IReceivedActivities>(store));

        using var response = await host.PostAsync(Wire.Message("x"));

        Assert.Equal((HttpStatusCode)418, response.StatusCode);
    }

    private static Task<BotHost> CountAsync(Action count) => BotHost.StartAsync((_, _) =>
    {
        count();
        return Task.CompletedTask;
    });

    private static async Task PostAllAsync(BotHost host, params string[] activities)
    {
        foreach (var activity in activities)
        {
            using var response = await host.PostAsync(activity);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    /// <summary>A store that has seen everything.</summary>
    private sealed class Everything : IReceivedActivities
    {
        public ValueTask<ReceivedActivity> BeginAsync(string key, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new ReceivedActivity(ReceivedState.Answered, 418));

        public ValueTask<ReceivedActivity?> WaitAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask CompleteAsync(string key, int status, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask AbandonAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
