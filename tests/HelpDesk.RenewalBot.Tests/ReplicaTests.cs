using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using HelpDesk.Bots;
using HelpDesk.Bots.Hosting;
using HelpDesk.Bots.Schema;
using HelpDesk.RenewalBot.BotSdk;
using HelpDesk.Storage;
using HelpDesk.Storage.Bot;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;

namespace HelpDesk.RenewalBot.Tests;

/// <summary>Two replicas behind one database do together what one would do alone.</summary>
public sealed class ReplicaTests
{
    private const int Seed = 20261125;
    private const int Conversations = 200;
    private const int MessagesEach = 40;
    private const int Repetitions = 2000;

    [SkippableFact]
    public async Task Ten_thousand_activities_with_repetitions_leave_the_state_that_one_replica_would()
    {
        Skip.If(PostgresServer.Instance is null, PostgresServer.Missing);
        var plan = Plan();
        var connection = await CreateDatabaseAsync(PostgresServer.Instance);
        await using var first = await Replica.StartAsync(connection);
        await using var second = await Replica.StartAsync(connection);
        await using var alone = await Replica.StartAsync(null);

        await PlayAsync(plan, [first, second]);
        await PlayAsync(plan, [alone]);

        Assert.Equal(10_000, plan.Sum(c => c.Count));
        Assert.Equal(await alone.StatesAsync(), await first.StatesAsync());
        foreach (var (conversation, replies) in alone.Replies)
        {
            // What a person saw: every answer once, in order, whoever gave it.
            var seen = first.Replies.GetValueOrDefault(conversation, []).Concat(second.Replies.GetValueOrDefault(conversation, []));
            Assert.Equal(replies, seen.OrderBy(r => int.Parse(r.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)));
        }

        Assert.Empty(first.Log.Errors.Concat(second.Log.Errors));
    }

    [SkippableFact]
    public async Task Activities_of_one_conversation_that_reach_both_replicas_at_once_lose_nothing()
    {
        Skip.If(PostgresServer.Instance is null, PostgresServer.Missing);
        var connection = await CreateDatabaseAsync(PostgresServer.Instance);
        await using var first = await Replica.StartAsync(connection);
        await using var second = await Replica.StartAsync(connection);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? first : second).PostAsync("chat", $"m{i}")));

        var entries = JsonDocument.Parse(Assert.Single(await first.StatesAsync()).Value).RootElement.GetProperty("entries").EnumerateArray();
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"m{i}").Order(StringComparer.Ordinal), entries.Select(e => e.GetString()!).Order(StringComparer.Ordinal));
        Assert.Empty(first.Log.Errors.Concat(second.Log.Errors));
    }

    private static async Task<string> CreateDatabaseAsync(PostgresServer server)
    {
        var connection = await server.CreateDatabaseAsync();
        var services = new ServiceCollection();
        services.AddBotStorage(_ => new DatabaseLocation(DatabaseProvider.PostgreSql, connection));
        await using var provider = services.BuildServiceProvider();
        await provider.MigrateBotStorageAsync();
        return connection;
    }

    /// <summary>Per conversation its messages in order; each with whether it comes a second time at once, or again after the next one.</summary>
    private static List<List<string>> Plan()
    {
        var random = new Random(Seed);
        var plan = Enumerable.Range(0, Conversations).Select(c => Enumerable.Range(0, MessagesEach).Select(m => $"{c}-{m}").ToList()).ToList();
        for (var i = 0; i < Repetitions; i++)
        {
            var messages = plan[i % Conversations];
            var at = random.Next(messages.Count);
            messages.Insert(Math.Min(messages.Count, at + 1 + random.Next(3)), messages[at]);
        }

        return plan;
    }

    /// <summary>
    /// Conversations at once, each in its order: as Teams does, the next message is posted when the last one was answered, and a repeated one
    /// at the same time as the one before it.
    /// </summary>
    private static Task PlayAsync(List<List<string>> plan, Replica[] replicas) => Parallel.ForEachAsync(
        Enumerable.Range(0, plan.Count),
        new ParallelOptions { MaxDegreeOfParallelism = 16 },
        async (c, _) =>
        {
            var random = new Random(Seed + c);
            Replica Any() => replicas[random.Next(replicas.Length)];
            for (var i = 0; i < plan[c].Count; i++)
            {
                List<Task> posts = [Any().PostAsync($"chat {c}", plan[c][i])];
                while (i + 1 < plan[c].Count && plan[c][i + 1] == plan[c][i])
                {
                    posts.Add(Any().PostAsync($"chat {c}", plan[c][++i]));
                }

                await Task.WhenAll(posts);
            }
        });

    /// <summary>One process's part: the adapter with what the product puts behind it, and a bot that remembers what it was told.</summary>
    private sealed class Replica : IAsyncDisposable
    {
        private readonly WebApplication _app;
        private readonly HttpClient _client;

        private Replica(WebApplication app, ConcurrentDictionary<string, List<string>> replies, LogLines log)
        {
            _app = app;
            Replies = replies;
            Log = log;
            _client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient("caller");
            _client.BaseAddress = new Uri(app.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        }

        public ConcurrentDictionary<string, List<string>> Replies { get; }

        public LogLines Log { get; }

        /// <param name="database">PostgreSQL; null keeps everything in this process.</param>
        public static async Task<Replica> StartAsync(string? database)
        {
            var log = new LogLines();
            var replies = new ConcurrentDictionary<string, List<string>>();
            var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders().AddProvider(log);
            builder.Services.AddCloudAdapter(options =>
            {
                options.AppId = "99999999-9999-4999-8999-999999999999";
                options.TenantId = "88888888-8888-4888-8888-888888888888";
                options.Credential.Kind = BotCredentialKind.ClientSecret;
                options.Credential.ClientSecret = "not-a-real-secret";
            });
            builder.Services.Configure<HttpClientFactoryOptions>(
                "HelpDesk.Bots.Connector", o => o.HttpMessageHandlerBuilderActions.Add(b => b.PrimaryHandler = new Connector(replies)));
            builder.Services.AddSingleton<ConversationState>();
            builder.Services.AddSingleton<IBot, Diary>();
            if (database is null)
            {
                builder.Services.AddSingleton<IStorage, MemoryStorage>();
            }
            else
            {
                builder.Services.AddBotStorage(_ => new DatabaseLocation(DatabaseProvider.PostgreSql, database));
                builder.Services.AddSingleton<IStorage, StateStorage>();
                builder.Services.AddSingleton<IReceivedActivities, LedgeredActivities>();
                builder.Services.AddSingleton<IConversationLock, ReplicaLock>();
            }

            var app = builder.Build();
            app.MapBot();
            await app.StartAsync();
            return new Replica(app, replies, log);
        }

        public async Task PostAsync(string conversation, string message)
        {
            var activity = $$"""
                {"type":"message","id":"{{message}}","channelId":"msteams","serviceUrl":"http://localhost:1/_connector",
                 "from":{"id":"29:admin"},"recipient":{"id":"28:bot"},"conversation":{"id":"{{conversation}}"},"text":"{{message}}"}
                """;
            using var response = await _client.PostAsync("api/messages", new StringContent(activity, Encoding.UTF8, "application/json"));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        public async Task<SortedDictionary<string, string>> StatesAsync()
        {
            var storage = _app.Services.GetRequiredService<IStorage>();
            var keys = Enumerable.Range(0, Conversations).Select(c => $"chat {c}").Append("chat").Select(c => $"msteams/conversations/{c}").ToArray();
            var items = await storage.ReadAsync(keys);
            return new SortedDictionary<string, string>(items.ToDictionary(i => i.Key, i => Encoding.UTF8.GetString(((StoredState)i.Value).Json.Span)), StringComparer.Ordinal);
        }

        public async ValueTask DisposeAsync()
        {
            _client.Dispose();
            await _app.DisposeAsync();
        }
    }

    /// <summary>Remembers everything, and says how much that is.</summary>
    private sealed class Diary(ConversationState conversations) : ActivityHandler
    {
        private readonly IStatePropertyAccessor<List<string>> _entries = conversations.CreateProperty<List<string>>("entries");

        protected override async Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
        {
            var entries = await _entries.GetAsync(turnContext, () => [], cancellationToken);
            entries.Add(turnContext.Activity.Text!);
            await turnContext.SendActivityAsync($"{entries.Count} {turnContext.Activity.Text}", cancellationToken: cancellationToken);
            await conversations.SaveChangesAsync(turnContext, false, cancellationToken);
        }
    }

    /// <summary>Takes what the bot says.</summary>
    private sealed class Connector(ConcurrentDictionary<string, List<string>> replies) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var activity = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken)).RootElement;
            var list = replies.GetOrAdd(activity.GetProperty("conversation").GetProperty("id").GetString()!, _ => []);
            lock (list)
            {
                list.Add(activity.GetProperty("text").GetString()!);
            }

            return new HttpResponseMessage(HttpStatusCode.Created) { Content = new StringContent("""{"id":"1"}""") };
        }
    }
}
