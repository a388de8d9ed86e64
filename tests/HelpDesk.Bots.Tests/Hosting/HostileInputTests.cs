using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using HelpDesk.Bots.Hosting;
using HelpDesk.Bots.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace HelpDesk.Bots.Tests.Hosting;

/// <summary>Not beside other tests, whose memory would be counted too.</summary>
[CollectionDefinition(nameof(HostileInputTests), DisableParallelization = true)]
public sealed class Alone;

/// <summary>
/// A hundred thousand spoilt activities and as many spoilt tokens. The seeds are fixed: what fails once fails again.
/// </summary>
[Collection(nameof(HostileInputTests))]
public sealed class HostileInputTests
{
    private const int Seed = 20261124;
    private const int Batches = 20;
    private const int BatchSize = 5000;
    private const int Connections = 4;

    /// <summary>A refused request that left a hundred bytes behind would come to as much.</summary>
    private const long LargestGrowth = 8 * 1024 * 1024;

    [Fact]
    public async Task Spoilt_activities_never_make_the_bot_fail_and_leave_nothing_behind_when_they_are_refused()
    {
        await using var attack = await Attack.StartAsync();
        var payloads = WireFiles.Names().Select(WireFiles.Read).Concat(Answers()).Select(AtHome).ToArray();

        await attack.RunAsync(async (random, n) =>
        {
            var activity = JsonNode.Parse(payloads[random.Next(payloads.Length)])!.AsObject();
            // One in ten comes again.
            activity["id"] = $"a-{(random.Next(10) == 0 ? n / 2 : n)}";
            var body = new JsonMutator(random).Mutate(activity.ToJsonString());
            using var response = await attack.Host.PostAsync(body, token: null);
            Assert.True((int)response.StatusCode is < 500 or 501, $"{(int)response.StatusCode} for {body}");
        });

        Assert.InRange(attack.Watch.Turns, Batches * BatchSize / 4, Batches * BatchSize);
        Assert.InRange(attack.Watch.Writes, Batches * BatchSize / 20, int.MaxValue);
        Assert.InRange(attack.Refused, Batches * BatchSize / 20, Batches * BatchSize);
    }

    [Fact]
    public async Task No_spoilt_token_is_let_in_and_none_makes_the_bot_fail()
    {
        await using var attack = await Attack.StartAsync();
        var good = new[]
        {
            attack.Channel, attack.Channel,
            attack.Emulator("1.0", "appid", $"https://sts.windows.net/{BotHost.TenantId}/"),
            attack.Emulator("2.0", "azp", $"https://login.microsoftonline.com/{BotHost.TenantId}/v2.0"),
        };
        var strangers = TokenMutator.Forge(good);
        var letIn = 0;

        await attack.RunAsync(async (random, n) =>
        {
            var token = n % 100 == 0 ? good[random.Next(good.Length)] : new TokenMutator(random, good, strangers).Next();
            var status = await attack.PostAsync(token, n, emulator: random.Next(2) == 0);
            var same = good.Any(g => TokenMutator.MeanTheSame(token, g));
            Assert.True(
                status == HttpStatusCode.Unauthorized || (same && status is HttpStatusCode.OK or HttpStatusCode.Forbidden),
                $"{(int)status} for {token}");
            Interlocked.Add(ref letIn, status == HttpStatusCode.OK ? 1 : 0);
        });

        Assert.InRange(letIn, Batches * BatchSize / 1000, Batches * BatchSize / 20);
        Assert.Equal(letIn, attack.Watch.Turns);
    }

    [Fact]
    public async Task What_the_channel_itself_signs_may_be_odd_and_makes_nothing_fail()
    {
        await using var attack = await Attack.StartAsync();
        var payload = Base64UrlEncoder.Decode(attack.Channel.Split('.')[1]);
        var n = 0;

        foreach (var odd in TokenMutator.Payloads(payload))
        {
            var status = await attack.PostAsync(FakeChannel.Signer.Sign(odd), n++, emulator: false);
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, $"{(int)status} for {odd}");
        }

        Assert.Empty(attack.Host.Log.Errors);
    }

    /// <summary>What a person says to the bot's questions.</summary>
    private static IEnumerable<string> Answers() =>
        new[] { "hi", "because", "red", "2", "yes", "no", "cancel", "123456", "42", "tomorrow at 14:30", "3/4/2027", "" }.Select(text => Wire.Playground(text));

    // The service URL is kept on this machine, so that most of the activities are let in.
    private static string AtHome(string json) => json.Replace("https://smba.trafficmanager.net", "http://localhost:56150", StringComparison.Ordinal);

    /// <summary>A bot under attack, and the account of what it did.</summary>
    private sealed class Attack : IAsyncDisposable
    {
        private const string AnyCharacter = "any character";

        private static readonly ServiceProvider Clients = new ServiceCollection()
            .AddHttpClient(AnyCharacter)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 })
            .Services.BuildServiceProvider();

        private readonly WatchedStorage _storage;
        private long _requests;
        private long _repeated;

        private readonly HttpClient _client;

        private Attack(BotHost host, Watch watch, WatchedStorage storage)
        {
            (Host, Watch, _storage) = (host, watch, storage);
            _client = Clients.GetRequiredService<IHttpClientFactory>().CreateClient(AnyCharacter);
            _client.BaseAddress = host.Client.BaseAddress;
            Channel = host.Token(Lasting);
        }

        public BotHost Host { get; }

        public Watch Watch { get; }

        public long Refused { get; private set; }

        public static async Task<Attack> StartAsync()
        {
            var watch = new Watch();
            var storage = new WatchedStorage(watch);
            var host = await BotHost.StartAsync(new WatchedBot(watch, storage), services: services => services
                .AddLogging(l => l.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning))
                .AddSingleton(watch)
                .AddSingleton<MemoryReceivedActivities>()
                .AddSingleton<IReceivedActivities, WatchedLedger>());
            host.Channel.Answer = call => call.Url.AbsolutePath switch
            {
                "/api/usertoken/GetToken" => FakeChannel.Empty(HttpStatusCode.NotFound),
                "/api/botsignin/GetSignInResource" => FakeChannel.Json(HttpStatusCode.OK, """{"signInLink":"https://signin.test/link"}"""),
                _ => null,
            };
            return new Attack(host, watch, storage);
        }

        /// <summary>A good token of the channel.</summary>
        public string Channel { get; }

        /// <summary>A good token of the Emulator.</summary>
        public string Emulator(string version, string appClaim, string issuer) => FakeChannel.Entra.Token(Host.Clock.GetUtcNow(), token =>
        {
            Lasting(token);
            (token.Issuer, token.ServiceUrl, token.Claims["ver"], token.Claims[appClaim]) = (issuer, null, version, BotHost.AppId);
        });

        /// <summary>Posts from another machine, which has to bring a token.</summary>
        public async Task<HttpStatusCode> PostAsync(string token, int n, bool emulator)
        {
            var (channel, serviceUrl) = emulator ? ("emulator", "http://localhost:56200") : ("msteams", FakeChannel.ServiceUrl);
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/messages")
            {
                Content = new StringContent(
                    $$"""{"type":"typing","id":"t-{{n}}","channelId":"{{channel}}","serviceUrl":"{{serviceUrl}}","conversation":{"id":"c"},"from":{"id":"29:1"} }""",
                    Encoding.UTF8,
                    "application/json"),
            };
            request.Headers.Host = "bot.example.com";
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            using var response = await _client.SendAsync(request);
            return response.StatusCode;
        }

        public async Task RunAsync(Func<Random, int, Task> request)
        {
            var lost = 0;
            void Unobserved(object? sender, UnobservedTaskExceptionEventArgs e) => Interlocked.Increment(ref lost);
            TaskScheduler.UnobservedTaskException += Unobserved;
            try
            {
                var before = 0L;
                for (var batch = 0; batch < Batches; batch++)
                {
                    await Task.WhenAll(Enumerable.Range(0, Connections).Select(c => Task.Run(() => RunPartAsync(request, batch, c))));
                    Settle();
                    before = batch == (Batches / 5) - 1 ? LiveMemory() : before;
                }

                var grown = LiveMemory() - before;
                Assert.True(grown < LargestGrowth, $"{grown / 1024} KB more are in use at the end.");
                Assert.Equal(0, lost);
            }
            finally
            {
                TaskScheduler.UnobservedTaskException -= Unobserved;
            }
        }

        public ValueTask DisposeAsync()
        {
            _client.Dispose();
            return Host.DisposeAsync();
        }

        // The clock goes on between the batches.
        private static void Lasting(ForgedToken token) => token.Expires = token.Expires!.Value.AddDays(2);

        private static async Task RunPartAsync(Func<Random, int, Task> request, int batch, int connection)
        {
            const int Part = BatchSize / Connections;
            var first = (batch * BatchSize) + (connection * Part);
            var random = new Random(Seed + first);
            for (var i = 0; i < Part; i++)
            {
                await request(random, first + i);
            }
        }

        /// <summary>Every request was refused, was a repeat or had its turn; and only turns have touched anything.</summary>
        private void Settle()
        {
            _requests += BatchSize;
            Refused += Host.Refusals.Length;
            _repeated += Host.Log.Of(1002).Length;
            Assert.Empty(Host.Log.Errors);
            Assert.Equal(_requests, Refused + _repeated + Watch.Turns);
            Assert.Equal(Watch.Begun, _repeated + Watch.Turns - Watch.TurnsWithoutId);
            Assert.Equal(0, Watch.TouchedOutsideTurns);
            Host.Log.Clear();
            Host.Channel.Calls.Clear();
            _storage.Empty();
            // The answers are forgotten after a while.
            Host.Clock.Advance(TimeSpan.FromMinutes(11));
        }

        private static long LiveMemory()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            return GC.GetTotalMemory(forceFullCollection: true);
        }
    }
}
