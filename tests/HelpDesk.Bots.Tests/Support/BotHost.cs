using System.Net.Http.Headers;
using System.Text;
using HelpDesk.Bots.Authentication;
using HelpDesk.Bots.Connector;
using HelpDesk.Bots.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace HelpDesk.Bots.Tests.Support;

/// <summary>A bot in a real host on a free port, with a fake channel as the other side.</summary>
internal sealed class BotHost : IAsyncDisposable
{
    public const string AppId = "8f2b6a0c-5a0b-4a57-9d31-0f7f2a6f5c11";

    public const string TenantId = "5f3b1c9e-7f0a-4d8e-9c51-2a6b7c8d9e10";

    private static readonly ServiceProvider Clients = new ServiceCollection().AddHttpClient().BuildServiceProvider();
    private readonly WebApplication _app;

    private BotHost(WebApplication app, FakeChannel channel, FakeTimeProvider clock, LogLines log)
    {
        _app = app;
        Channel = channel;
        Clock = clock;
        Log = log;
        Client = Clients.GetRequiredService<IHttpClientFactory>().CreateClient();
        Client.BaseAddress = new Uri(app.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
    }

    public FakeChannel Channel { get; }

    public FakeTimeProvider Clock { get; }

    public LogLines Log { get; }

    /// <summary>Why requests were refused, one line each.</summary>
    public string[] Refusals => Log.Of(1001);

    public HttpClient Client { get; }

    public CloudAdapter Adapter => _app.Services.GetRequiredService<CloudAdapter>();

    public IServiceProvider Services => _app.Services;

    public static Task<BotHost> StartAsync(
        Func<ITurnContext, CancellationToken, Task> turn, string environment = "Development", Action<BotChannelOptions>? configure = null, Action<IServiceCollection>? services = null) =>
        StartAsync(new CallbackBot(turn), environment, configure, services);

    public static async Task<BotHost> StartAsync(
        IBot bot, string environment = "Development", Action<BotChannelOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var channel = new FakeChannel();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        var log = new LogLines();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddKeyedSingleton<TimeProvider>(WireClock.Key, clock);
        builder.Services.AddSingleton(bot);
        builder.Services.AddCloudAdapter(options =>
        {
            Configure(options, builder.Environment);
            configure?.Invoke(options);
        });
        foreach (var name in new[] { ChannelHttp.ClientName, ChannelKeys.ClientName, PooledMsalHttpClients.ClientName })
        {
            builder.Services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => new Undisposed(channel));
        }

        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapBot();
        await app.StartAsync();
        return new BotHost(app, channel, clock, log);
    }

    public string Token(Action<ForgedToken>? forge = null) => FakeChannel.Signer.Token(Clock.GetUtcNow(), forge);

    /// <summary>Posts as the channel does, with a token.</summary>
    public Task<HttpResponseMessage> PostAsync(string body) => PostAsync(body, Token());

    public async Task<HttpResponseMessage> PostAsync(string body, string? token, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/messages")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        change?.Invoke(request);
        return await Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Channel.Dispose();
    }

    private static void Configure(BotChannelOptions options, IHostEnvironment environment)
    {
        options.AppId = AppId;
        options.TenantId = TenantId;
        options.ServiceHosts.Add("connector.test");
        if (environment.IsDevelopment())
        {
            options.Credential.Kind = BotCredentialKind.ClientSecret;
            options.Credential.ClientSecret = "not-a-real-secret";
            options.LoginInstance = FakeChannel.Login;
            options.InstanceDiscovery = false;
            options.OpenIdMetadataUrl = FakeChannel.OpenId;
            options.TokenServiceUrl = FakeChannel.TokenService;
        }
    }

    private sealed class CallbackBot(Func<ITurnContext, CancellationToken, Task> turn) : IBot
    {
        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) => turn(turnContext, cancellationToken);
    }

    /// <summary>The factory disposes its handlers; the fake outlives them.</summary>
    private sealed class Undisposed(HttpMessageHandler inner) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _inner = new(inner, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _inner.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            _inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
