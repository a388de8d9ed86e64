using System.Net;
using HelpDesk.RenewalBot.Feed;
using HelpDesk.Storage.Bot;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace HelpDesk.RenewalBot.Tests.World;

/// <summary>The real host with a database of its own, a clock that stands still, and a world of fakes around it.</summary>
public sealed class BotWorld : WebApplicationFactory<BotHost>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("renewal-bot-").FullName;

    public BotWorld()
    {
        Internet.Host(FakeChannel.Host, Channel.Answer);
        Internet.Host(FakeTokenService.Host, Tokens.Answer);
        Internet.Host(FakeTokenService.LoginHost, FakeTokenService.Login);
        Internet.Host(FakeService.Host, Service.Answer);
    }

    /// <summary>A Tuesday, ten in the morning in Berlin.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    /// <summary>The machine that requests come from.</summary>
    public IPAddress Peer { get; set; } = IPAddress.Loopback;

    internal LogLines Logs { get; } = new();

    public FakeInternet Internet { get; } = new();

    public FakeChannel Channel { get; } = new();

    public FakeTokenService Tokens { get; } = new();

    public FakeService Service { get; } = new();

    /// <summary>Lets the bot read the change feed to its end, as its follower does with every poll.</summary>
    public Task FollowFeedAsync() => Services.GetRequiredService<ChangeFeed>().ReadAsync(CancellationToken.None);

    public async Task<T> QueryAsync<T>(Func<BotContext, Task<T>> query)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var context = await Services.GetRequiredService<IDbContextFactory<BotContext>>().CreateDbContextAsync();
        return await query(context);
    }

    /// <summary>Asks until another thread has got there.</summary>
    public async Task UntilAsync(Func<BotContext, Task<bool>> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await QueryAsync(condition))
        {
            timeout.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseEnvironment("Development");
        foreach (var (key, value) in Settings())
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.AddProvider(Logs));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            services.AddSingleton<IStartupFilter>(new PeerFilter(() => Peer));
            services.PostConfigureAll<HttpClientFactoryOptions>(options =>
                options.HttpMessageHandlerBuilderActions.Add(handler => handler.PrimaryHandler = Internet));
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
        }
    }

    private Dictionary<string, string?> Settings() => new()
    {
        ["RenewalBot:Database:ConnectionString"] = $"Data Source={_folder}/bot.db",
        ["RenewalBot:DataProtection:KeyDirectory"] = $"{_folder}/keys",
        ["RenewalBot:Channel:AppId"] = "99999999-9999-4999-8999-999999999999",
        ["RenewalBot:Channel:TenantId"] = "88888888-8888-4888-8888-888888888888",
        ["RenewalBot:Channel:Credential:Kind"] = "ClientSecret",
        ["RenewalBot:Channel:Credential:ClientSecret"] = "not-a-secret",
        ["RenewalBot:Channel:ServiceHosts:0"] = FakeChannel.Host,
        ["RenewalBot:Channel:LoginInstance"] = $"https://{FakeTokenService.LoginHost}/",
        ["RenewalBot:Channel:InstanceDiscovery"] = "false",
        ["RenewalBot:Channel:TokenServiceUrl"] = $"https://{FakeTokenService.Host}/",
        ["RenewalBot:RenewalService:BaseAddress"] = $"https://{FakeService.Host}/",
        ["RenewalBot:RenewalService:Scope"] = "api://77777777-7777-4777-8777-777777777777/.default",
    };

    /// <summary>The test server has no connection that would tell it.</summary>
    private sealed class PeerFilter(Func<IPAddress> peer) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((HttpContext context, RequestDelegate rest) =>
            {
                context.Connection.RemoteIpAddress = peer();
                return rest(context);
            });
            next(app);
        };
    }
}
