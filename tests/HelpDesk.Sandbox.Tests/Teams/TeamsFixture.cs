using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Teams;
using HelpDesk.Sandbox.World;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Sandbox.Tests.Teams;

/// <summary>A sandbox whose bot is a <see cref="TestBot"/>.</summary>
public sealed class TeamsFixture : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"helpdesk-sandbox-{Guid.NewGuid():N}");

    public TestBot Bot { get; private set; } = null!;

    public SandboxHost Sandbox { get; private set; } = null!;

    /// <summary>Where the Playground would listen.</summary>
    public const int PlaygroundPort = 56150;

    public BotChannel Channel => Sandbox.Services.GetRequiredService<BotChannel>();

    public HttpClient Http => Sandbox.Services.GetRequiredService<IHttpClientFactory>().CreateClient("sandbox-identity");

    public async Task InitializeAsync()
    {
        Bot = await TestBot.StartAsync();
        Sandbox = await SandboxHost.StartAsync(new SandboxSettings
        {
            DataFolder = _folder,
            Ports = SandboxPorts.Free with { Bot = Bot.Port, Playground = PlaygroundPort },
        });
    }

    public async Task DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        await Bot.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The story anew: each test begins with empty chats.</summary>
    public TeamsClient StartOver(string person = "Ada")
    {
        Bot.Reset();
        Sandbox.World.Reset();
        return Teams(person);
    }

    public TeamsClient Teams(string person) => Sandbox.Services.GetRequiredService<TeamsClients>().Of(person);

    /// <summary>A token that the bot gets as any bot does.</summary>
    public async Task<string> BotTokenAsync(string scope = "https://api.botframework.com/.default")
    {
        var bot = Sandbox.World.Own.Bot;
        using var content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = bot.AppId.ToString(),
            ["client_secret"] = bot.ClientSecret.Reveal(),
            ["scope"] = scope,
        });
        using var response = await Http.PostAsync(new Uri(Sandbox.Addresses.Https, $"{WorldIds.Vendor.Tenant}/oauth2/v2.0/token"), content);
        var body = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        return body["access_token"]!.GetValue<string>();
    }

    /// <summary>Calls the connector or the token service as the bot.</summary>
    public async Task<(int Status, JsonNode? Body)> CallAsync(HttpMethod method, string path, JsonNode? body = null, string? token = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Sandbox.Addresses.Https, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? await BotTokenAsync());
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : null);
    }

    public async Task<(int Status, JsonNode? Body)> ControlAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Sandbox.Addresses.Pages, path));
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }
}
