using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HelpDesk.EndToEnd.Tests;

/// <summary>
/// The Bot Framework Emulator's side of the wire: it takes no token, shows messages and no updates, knows no Action.Execute, and refuses
/// an activity without <c>from</c>. Behaviour as measured with the Emulator's own server, see the clients' facts.
/// </summary>
internal sealed class EmulatorServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _conversation = $"{Guid.NewGuid()}|livechat";
    private readonly string _user = Guid.NewGuid().ToString();
    private readonly string _bot = Guid.NewGuid().ToString();
    private readonly WebApplication _app;
    private readonly HttpClient _http;
    private readonly List<JsonObject> _shown = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _seen;

    private EmulatorServer(Uri bot)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapPost("/v3/conversations/{conversation}/activities/{activity?}", TakeAsync);
        _app.MapPut("/v3/conversations/{conversation}/activities/{activity}", (string activity) => Results.Json(new { id = activity }));
        _http = HttpClients.Create(bot);
    }

    /// <summary>Requests that a real Emulator would have refused or hung on.</summary>
    public List<string> Refusals { get; } = [];

    public static async Task<EmulatorServer> OpenAsync(Uri bot)
    {
        var emulator = new EmulatorServer(bot);
        await emulator._app.StartAsync();
        await emulator.PostAsync(new()
        {
            ["type"] = "conversationUpdate",
            ["membersAdded"] = new JsonArray(Account(emulator._bot, "Bot"), Account(emulator._user, "User")),
            ["membersRemoved"] = new JsonArray(),
        });
        return emulator;
    }

    public Task SayAsync(string text) => PostAsync(new()
    {
        ["type"] = "message",
        ["text"] = text,
        ["textFormat"] = "plain",
        ["attachments"] = new JsonArray(),
        ["channelData"] = new JsonObject { ["clientActivityID"] = Guid.NewGuid().ToString() },
    });

    /// <summary>Action.Submit: a message with a value and without text. Nothing else can be pressed here.</summary>
    public Task PressAsync(JsonObject card, string title)
    {
        var action = card["actions"]!.AsArray().Single(a => (string?)a!["title"] == title)!;
        Assert.Equal("Action.Submit", (string?)action["type"]);
        return PostAsync(new()
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(),
            ["value"] = action["data"]!.DeepClone(),
            ["channelData"] = new JsonObject { ["postBack"] = true, ["clientActivityID"] = Guid.NewGuid().ToString() },
        });
    }

    /// <summary>What its emulated sign-in button sends.</summary>
    public Task SignInEmulatedAsync(string connection) => PostAsync(new()
    {
        ["type"] = "event",
        ["name"] = "tokens/response",
        ["value"] = new JsonObject { ["connectionName"] = connection, ["token"] = $"emulatedToken_{Guid.NewGuid()}" },
    });

    public async Task<JsonObject> SeesCardAsync(string text) => (JsonObject)(await SeesAsync(
        m => Attachment(m, "application/vnd.microsoft.card.adaptive") is { } card && card.ToJsonString(Readable).Contains(text, StringComparison.Ordinal), text))
        ["attachments"]![0]!["content"]!;

    /// <summary>The link of a sign-in card; the Emulator leaves a button alone that has one.</summary>
    public async Task<Uri> SeesSignInAsync()
    {
        var message = await SeesAsync(m => Attachment(m, "application/vnd.microsoft.card.oauth") is not null, "a sign-in card");
        return new Uri((string)message["attachments"]![0]!["content"]!["buttons"]![0]!["value"]!);
    }

    public Task SeesTextAsync(string text) => SeesAsync(m => ((string?)m["text"])?.Contains(text, StringComparison.Ordinal) == true, text);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        SecretScan.AssertAbsent("the Emulator's chat", string.Join('\n', _shown.Select(m => m.ToJsonString(Readable))));
    }

    /// <summary>The next message like that, after those that were seen already.</summary>
    private async Task<JsonObject> SeesAsync(Func<JsonObject, bool> wanted, string what)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            Task changed;
            lock (_shown)
            {
                changed = _changed.Task;
                var index = _shown.FindIndex(_seen, m => wanted(m));
                if (index >= 0)
                {
                    _seen = index + 1;
                    return _shown[index];
                }
            }

            try
            {
                await changed.WaitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Nobody saw \"{what}\" in the Emulator, but:{Environment.NewLine}{string.Join(Environment.NewLine, _shown.Select(m => m.ToJsonString(Readable)))}");
            }
        }
    }

    private async Task<IResult> TakeAsync(HttpRequest request, string conversation)
    {
        var activity = (JsonObject)(await JsonNode.ParseAsync(request.Body))!;
        if (request.Headers.Authorization.Count > 0 || activity["from"] is not JsonObject || Uri.UnescapeDataString(conversation) != _conversation)
        {
            Refusals.Add($"{request.Path} {request.Headers.Authorization} {activity.ToJsonString()}");
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        lock (_shown)
        {
            _shown.Add(activity);
            _changed.SetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return Results.Json(new { id = Guid.NewGuid().ToString() });
    }

    private async Task PostAsync(JsonObject activity)
    {
        activity["id"] = Guid.NewGuid().ToString();
        activity["channelId"] = "emulator";
        activity["serviceUrl"] = _app.Urls.Single();
        activity["conversation"] = new JsonObject { ["id"] = _conversation };
        activity["from"] = Account(_user, "User");
        activity["recipient"] = Account(_bot, "Bot");
        activity["locale"] = "en-US";
        using var content = new StringContent(activity.ToJsonString(), null, "application/json");
        // It sends no character set.
        content.Headers.ContentType!.CharSet = null;
        using var response = await _http.PostAsync(new Uri("api/messages", UriKind.Relative), content);
        Assert.True(response.IsSuccessStatusCode, $"The bot answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    }

    private static JsonObject Account(string id, string name) => new() { ["id"] = id, ["name"] = name, ["role"] = name.ToLowerInvariant() };

    private static JsonObject? Attachment(JsonObject message, string type) =>
        message["attachments"] is JsonArray { Count: 1 } all && all[0] is JsonObject only && (string?)only["contentType"] == type ? only : null;
}
