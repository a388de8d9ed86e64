using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Bots.Dialogs;
using HelpDesk.Bots.Hosting;
using HelpDesk.Bots.Schema;
using HelpDesk.Bots.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HelpDesk.Bots.Tests.Dialogs;

/// <summary>Sign-in over HTTP on both sides, as each client does it.</summary>
public sealed class SignInWireTests
{
    [Theory]
    [InlineData("message/teams-text")]
    [InlineData("message/playground-text")]
    [InlineData("message/emulator-text")]
    public async Task A_code_is_typed_as_a_message_in_every_client(string file)
    {
        await using var host = await StartAsync();
        using var asked = await host.PostAsync(Client(file, "in-1", "renew"), TokenFor(host, file));
        Assert.Equal(OAuthCard.ContentType, Sent(host).GetProperty("attachments")[0].GetProperty("contentType").GetString());

        using var typed = await host.PostAsync(Client(file, "in-2", "123456"), TokenFor(host, file));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (asked.StatusCode, typed.StatusCode));
        Assert.Equal("Signed in with t.", Sent(host).GetProperty("text").GetString());
    }

    [Fact]
    public async Task The_emulators_own_token_comes_as_an_event()
    {
        await using var host = await StartAsync();
        using var asked = await host.PostAsync(Client("message/emulator-text", "in-1", "renew"), token: null);
        var waiting = JsonNode.Parse(WireFiles.Read("message/emulator-text"))!;
        var tokenEvent = JsonNode.Parse(WireFiles.Read("event/emulator-token-response"))!;
        tokenEvent["conversation"] = waiting["conversation"]!.DeepClone();
        tokenEvent["value"]!["connectionName"] = "HelpDeskRenewal";

        using var answer = await host.PostAsync(tokenEvent.ToJsonString(), token: null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("Signed in with emulatedToken_", Sent(host).GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("message/playground-text", """{"isGroup":false}""")]
    [InlineData("message/emulator-text", "{}")]
    public async Task A_card_without_single_sign_on_has_no_null_on_the_wire(string file, string overlay)
    {
        await using var host = await StartAsync(settings => settings.EnableSso = false);
        var message = JsonNode.Parse(Client(file, "in-1", "renew"))!;
        foreach (var (name, value) in JsonNode.Parse(overlay)!.AsObject())
        {
            message["conversation"]![name] = value?.DeepClone();
        }

        using var asked = await host.PostAsync(message.ToJsonString(), token: null);

        var body = host.Channel.ConnectorCalls.Last().Body;
        Assert.Contains("https://signin.test/link", body, StringComparison.Ordinal);
        Assert.DoesNotContain("null", body, StringComparison.Ordinal);
        Assert.DoesNotContain("tokenExchangeResource", body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("tokenPostResource", body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_exchange_of_a_persons_clients_is_done_once_and_answered_the_same()
    {
        await using var host = await StartAsync();
        using var asked = await host.PostAsync(Wire.Message("renew"));

        var answers = new List<(HttpStatusCode, string)>();
        answers.AddRange(await Task.WhenAll(ExchangeAsync(host, "x-1", "sso"), ExchangeAsync(host, "x-1", "sso")));
        // The prompt has ended; a third client is slow.
        answers.Add(await ExchangeAsync(host, "x-1", "sso"));

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.OK, """{"id":"x-1","connectionName":"HelpDeskRenewal"}"""), answer));
        Assert.Single(host.Channel.Calls, call => call.Url.AbsolutePath == "/api/usertoken/exchange");
        Assert.Single(host.Channel.ConnectorCalls, call => call.Body.Contains("Signed in", StringComparison.Ordinal));
        Assert.Equal(2, host.Channel.ConnectorCalls.Count());
    }

    [Fact]
    public async Task An_exchange_is_done_once_across_replicas()
    {
        var received = new MemoryReceivedActivities(Options.Create(new BotChannelOptions()), new FakeTimeProvider());
        var storage = new MemoryStorage();
        await using var one = await StartAsync(storage: storage, received: received);
        await using var two = await StartAsync(storage: storage, received: received);
        using var asked = await one.PostAsync(Wire.Message("renew"));

        Assert.Equal(HttpStatusCode.OK, (await ExchangeAsync(one, "x-1", "sso")).Status);
        Assert.Equal((HttpStatusCode.OK, """{"id":"x-1","connectionName":"HelpDeskRenewal"}"""), await ExchangeAsync(two, "x-1", "sso"));

        Assert.DoesNotContain(two.Channel.Calls, call => call.Url.AbsolutePath == "/api/usertoken/exchange");
        Assert.Empty(two.Channel.ConnectorCalls);
    }

    [Fact]
    public async Task An_exchange_that_failed_is_not_remembered()
    {
        await using var host = await StartAsync();
        using var asked = await host.PostAsync(Wire.Message("renew"));

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await ExchangeAsync(host, "x-1", "not yet")).Status);
        Assert.Equal(HttpStatusCode.OK, (await ExchangeAsync(host, "x-1", "sso")).Status);
    }

    [Fact]
    public async Task The_exchange_of_another_person_or_another_card_is_another_one()
    {
        await using var host = await StartAsync();
        using var asked = await host.PostAsync(Wire.Message("renew"));
        await ExchangeAsync(host, "x-1", "sso");

        Assert.Equal(HttpStatusCode.BadRequest, (await ExchangeAsync(host, "x-2", "sso")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await ExchangeAsync(host, "x-1", "sso", """{"from":{"id":"29:alan"}}""")).Status);
    }

    private static async Task<(HttpStatusCode Status, string Body)> ExchangeAsync(BotHost host, string id, string token, string? overlay = null)
    {
        var value = $$"""{"id":"{{id}}","connectionName":"HelpDeskRenewal","token":"{{token}}"}""";
        using var response = await host.PostAsync(Wire.Invoke("signin/tokenExchange", value, overlay));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static string Client(string file, string id, string text)
    {
        var message = JsonNode.Parse(WireFiles.Read(file))!;
        (message["id"], message["text"]) = (id, text);
        if (IsTeams(file))
        {
            message["serviceUrl"] = FakeChannel.ServiceUrl;
        }

        return message.ToJsonString();
    }

    private static bool IsTeams(string file) => file.Contains("teams", StringComparison.Ordinal);

    private static string? TokenFor(BotHost host, string file) => IsTeams(file) ? host.Token() : null;

    private static JsonElement Sent(BotHost host) => host.Channel.ConnectorCalls.Last().Json;

    private static async Task<BotHost> StartAsync(
        Action<OAuthPromptSettings>? change = null, IStorage? storage = null, IReceivedActivities? received = null)
    {
        var settings = new OAuthPromptSettings { ConnectionName = "HelpDeskRenewal" };
        change?.Invoke(settings);
        var host = await BotHost.StartAsync(new Bot(settings, storage ?? new MemoryStorage()), services: services =>
        {
            if (received is not null)
            {
                services.AddSingleton(received);
            }
        });
        host.Channel.Answer = TokenService;
        return host;
    }

    private static HttpResponseMessage? TokenService(Call call) => call.Url.AbsolutePath switch
    {
        "/api/usertoken/GetToken" when call.Url.Query.Contains("code=123456", StringComparison.Ordinal) => Token,
        "/api/usertoken/GetToken" => FakeChannel.Empty(HttpStatusCode.NotFound),
        "/api/usertoken/exchange" when call.Body.Contains("\"sso\"", StringComparison.Ordinal) => Token,
        "/api/usertoken/exchange" => FakeChannel.Json(HttpStatusCode.BadRequest, """{"error":{"code":"ConsentRequired"}}"""),
        "/api/botsignin/GetSignInResource" => FakeChannel.Json(
            HttpStatusCode.OK,
            """{"signInLink":"https://signin.test/link","tokenExchangeResource":{"id":"x-1","uri":"api://botid-1","providerId":"p"}}"""),
        _ => null,
    };

    private static HttpResponseMessage Token => FakeChannel.Json(HttpStatusCode.OK, """{"connectionName":"HelpDeskRenewal","token":"t"}""");

    private sealed class Bot(OAuthPromptSettings settings, IStorage storage) : TeamsActivityHandler
    {
        private readonly ConversationState _state = new(storage);

        private readonly Component _dialog = new(
            "main",
            new WaterfallDialog("renew",
            [
                (step, ct) => step.BeginDialogAsync("signIn", null, ct),
                async (step, ct) =>
                {
                    await step.Context.SendActivityAsync($"Signed in with {(step.Result as TokenResponse)?.Token}.", cancellationToken: ct);
                    return await step.EndDialogAsync(null, ct);
                },
            ]),
            new OAuthPrompt("signIn", settings));

        public override async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            await base.OnTurnAsync(turnContext, cancellationToken);
            await _state.SaveChangesAsync(turnContext, cancellationToken: cancellationToken);
        }

        protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
            RunAsync(turnContext, cancellationToken);

        protected override Task OnTokenResponseEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
            RunAsync(turnContext, cancellationToken);

        protected override Task OnTeamsSigninVerifyStateAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) =>
            RunAsync(turnContext, cancellationToken);

        private Task<DialogTurnResult> RunAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
            _dialog.RunAsync(turnContext, _state.CreateProperty<DialogState>(nameof(DialogState)), cancellationToken);
    }
}
