using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Sandbox.Tests.Teams;

/// <summary>What reached the bot's endpoint.</summary>
public sealed record Received(JsonObject Activity, string? Authorization)
{
    public string? Type => Activity["type"]?.GetValue<string>();

    public string? Name => Activity["name"]?.GetValue<string>();
}

/// <summary>A bot that records what it gets and answers as told. It knows nothing of bot libraries.</summary>
public sealed class TestBot : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestBot(WebApplication app) => _app = app;

    public ConcurrentQueue<Received> Inbox { get; } = new();

    /// <summary>Status and body of the answer.</summary>
    public Func<Received, (int Status, JsonNode? Body)> Answer { get; set; } = _ => (200, null);

    public int Port => new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    public static async Task<TestBot> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var bot = new TestBot(builder.Build());
        bot._app.MapPost("/api/messages", (Delegate)bot.ReceiveAsync);
        await bot._app.StartAsync();
        return bot;
    }

    public void Reset()
    {
        Inbox.Clear();
        Answer = _ => (200, null);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpContext context)
    {
        var activity = (JsonObject)(await JsonNode.ParseAsync(context.Request.Body))!;
        var authorization = context.Request.Headers.Authorization.ToString();
        var received = new Received(activity, authorization.Length == 0 ? null : authorization);
        Inbox.Enqueue(received);
        var (status, body) = Answer(received);
        return body is null ? Results.StatusCode(status) : Results.Json(body, statusCode: status);
    }
}
