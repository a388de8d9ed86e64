using System.Net;
using System.Text.Json;
using HelpDesk.Bots.Cards;
using HelpDesk.Bots.Dialogs;
using HelpDesk.Bots.Schema;
using HelpDesk.Bots.Tests.Cards;
using HelpDesk.Bots.Tests.Support;
using Xunit;

namespace HelpDesk.Bots.Tests.Dialogs;

/// <summary>Dialogs, sign-in and cards through the real adapter, over HTTP on both sides.</summary>
public sealed class HostedDialogTests
{
    [Fact]
    public async Task A_person_signs_in_and_gets_a_card()
    {
        await using var host = await BotHost.StartAsync(new Bot());
        host.Channel.Answer = call => TokenService(call, worthCode: "123456");

        using var asked = await host.PostAsync(Wire.Message("renew"));
        var oauth = Attachment(host.Channel.ConnectorCalls.Last());
        using var wrong = await host.PostAsync(Wire.Invoke("signin/verifyState", """{"state":"000000"}"""));
        using var right = await host.PostAsync(Wire.Invoke("signin/verifyState", """{"state":"123456"}"""));
        var card = Attachment(host.Channel.ConnectorCalls.Last());

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.OK), (asked.StatusCode, wrong.StatusCode, right.StatusCode));
        Assert.Equal(OAuthCard.ContentType, oauth.GetProperty("contentType").GetString());
        Assert.Equal("https://signin.test/link", oauth.GetProperty("content").GetProperty("buttons")[0].GetProperty("value").GetString());
        Assert.Equal("api://botid-1", oauth.GetProperty("content").GetProperty("tokenExchangeResource").GetProperty("uri").GetString());
        Assert.Equal(AdaptiveCard.ContentType, card.GetProperty("contentType").GetString());
        Assert.Equal(Bot.Card().ToJson(), card.GetProperty("content").GetRawText());
        Assert.Equal(2, host.Channel.ConnectorCalls.Count());
        Assert.Empty(host.Log.Errors);
    }

    [Fact]
    public async Task A_token_service_that_is_down_makes_teams_ask_again()
    {
        await using var host = await BotHost.StartAsync(new Bot());
        host.Channel.Answer = call => TokenService(call, worthCode: "123456");
        using var asked = await host.PostAsync(Wire.Message("renew"));

        host.Channel.Answer = call => call.Url.Host == "token.test" ? FakeChannel.Empty(HttpStatusCode.Forbidden) : null;
        using var failed = await host.PostAsync(Wire.Invoke("signin/verifyState", """{"state":"123456"}"""));
        host.Channel.Answer = call => TokenService(call, worthCode: "123456");
        using var repeated = await host.PostAsync(Wire.Invoke("signin/verifyState", """{"state":"123456"}"""));

        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.OK), (failed.StatusCode, repeated.StatusCode));
        Assert.Equal(AdaptiveCard.ContentType, Attachment(host.Channel.ConnectorCalls.Last()).GetProperty("contentType").GetString());
    }

    [Fact]
    public async Task A_token_exchange_without_consent_is_answered_with_412()
    {
        await using var host = await BotHost.StartAsync(new Bot());
        host.Channel.Answer = call => TokenService(call, worthCode: "123456");
        using var asked = await host.PostAsync(Wire.Message("renew"));

        using var response = await host.PostAsync(
            Wire.Invoke("signin/tokenExchange", """{"id":"x-1","connectionName":"HelpDeskRenewal","token":"sso"}"""));

        Assert.Equal(HttpStatusCode.PreconditionFailed, response.StatusCode);
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(("x-1", "HelpDeskRenewal"), (body.GetProperty("id").GetString(), body.GetProperty("connectionName").GetString()));
    }

    private static HttpResponseMessage? TokenService(Call call, string worthCode) => call.Url.AbsolutePath switch
    {
        "/api/usertoken/GetToken" when call.Url.Query.Contains($"code={worthCode}", StringComparison.Ordinal) =>
            FakeChannel.Json(HttpStatusCode.OK, """{"connectionName":"HelpDeskRenewal","token":"t"}"""),
        "/api/usertoken/GetToken" => FakeChannel.Empty(HttpStatusCode.NotFound),
        "/api/usertoken/exchange" => FakeChannel.Json(HttpStatusCode.BadRequest, """{"error":{"code":"ConsentRequired"}}"""),
        "/api/botsignin/GetSignInResource" => FakeChannel.Json(
            HttpStatusCode.OK,
            """{"signInLink":"https://signin.test/link","tokenExchangeResource":{"id":"x-1","uri":"api://botid-1","providerId":"p"}}"""),
        _ => null,
    };

    private static JsonElement Attachment(Call call) => call.Json.GetProperty("attachments")[0];

    /// <summary>A bot as one writes it: handlers that run the dialog and save the state.</summary>
    private sealed class Bot : TeamsActivityHandler
    {
        private readonly ConversationState _state = new(new MemoryStorage());

        private readonly Component _dialog = new(
            "main",
            new WaterfallDialog("renew",
            [
                (step, ct) => step.BeginDialogAsync("signIn", null, ct),
                async (step, ct) =>
                {
                    Assert.Equal("t", ((TokenResponse)step.Result!).Token);
                    await step.Context.SendActivityAsync(MessageFactory.Attachment(Card().ToAttachment()), ct);
                    return await step.EndDialogAsync(null, ct);
                },
            ]),
            new OAuthPrompt("signIn", new OAuthPromptSettings { ConnectionName = "HelpDeskRenewal" }));

        public static AdaptiveCard Card()
        {
            var card = CardCatalogue.Whole();
            card.AdditionalProperties["msteams"] = new Dictionary<string, object> { ["width"] = "full" };
            return card;
        }

        public override async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            await base.OnTurnAsync(turnContext, cancellationToken);
            await _state.SaveChangesAsync(turnContext, cancellationToken: cancellationToken);
        }

        protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
            RunAsync(turnContext, cancellationToken);

        protected override Task OnTeamsSigninVerifyStateAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) =>
            RunAsync(turnContext, cancellationToken);

        private Task<DialogTurnResult> RunAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
            _dialog.RunAsync(turnContext, _state.CreateProperty<DialogState>(nameof(DialogState)), cancellationToken);
    }
}
