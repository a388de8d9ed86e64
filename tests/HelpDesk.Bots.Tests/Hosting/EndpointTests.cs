using System.Net;
using HelpDesk.Bots.Schema;
using HelpDesk.Bots.Tests.Support;
using Xunit;

namespace HelpDesk.Bots.Tests.Hosting;

public sealed class EndpointTests
{
    [Fact]
    public async Task A_message_is_answered_with_a_reply_at_the_service_url()
    {
        await using var host = await BotHost.StartAsync((turn, ct) => turn.SendActivityAsync($"You said {turn.Activity.Text}", cancellationToken: ct));

        using var response = await host.PostAsync(Wire.Message("hello", """{"id":"abc","locale":"de-DE"}"""));

        Assert.Equal((HttpStatusCode.OK, 0), (response.StatusCode, (await response.Content.ReadAsByteArrayAsync()).Length));
        var call = Assert.Single(host.Channel.ConnectorCalls);
        Assert.Equal("POST https://connector.test/emea/v3/conversations/a%3A1/activities/abc", call.Line);
        Assert.Equal(("Bearer the-bots-own-token", "application/json"), (call.Authorization, call.ContentType));
        Assert.Equal(JsonText.Normalize($$"""
            {"type":"message","channelId":"msteams","serviceUrl":"https://connector.test/emea/","replyToId":"abc","locale":"de-DE",
             "from":{"id":"28:{{BotHost.AppId}}","name":"HelpDesk"},"recipient":{"id":"29:megan","name":"Megan Bowen"},
             "conversation":{"id":"a:1","conversationType":"personal"},"text":"You said hello","inputHint":"acceptingInput"}
            """), JsonText.Normalize(call.Body));
    }

    [Fact]
    public async Task The_identifier_of_what_was_sent_comes_back_to_the_bot()
    {
        ResourceResponse? sent = null;
        await using var host = await BotHost.StartAsync(async (turn, ct) => sent = await turn.SendActivityAsync("hello", cancellationToken: ct));

        using var response = await host.PostAsync(Wire.Message("hello"));

        Assert.Equal("m-1", sent!.Id);
    }

    [Theory]
    [InlineData("ping")]
    [InlineData("somethingNew")]
    public async Task An_unknown_activity_type_reaches_its_handler_and_is_accepted(string type)
    {
        var bot = new UnknownTypes();
        await using var host = await BotHost.StartAsync(bot);

        using var response = await host.PostAsync(Wire.Activity(type));

        Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, bot.Seen));
    }

    [Fact]
    public async Task An_invoke_is_answered_with_the_bots_status_and_body()
    {
        await using var host = await BotHost.StartAsync((turn, ct) => turn.SendActivityAsync(
            new Activity(ActivityTypesEx.InvokeResponse)
            {
                Value = new InvokeResponse { Status = 412, Body = new TokenExchangeInvokeResponse { Id = "1", FailureDetail = "ä" } },
            },
            ct));

        using var response = await host.PostAsync(Wire.Invoke("signin/tokenExchange", "{}"));

        Assert.Equal(HttpStatusCode.PreconditionFailed, response.StatusCode);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("""{"id":"1","failureDetail":"ä"}""", await response.Content.ReadAsStringAsync());
        Assert.Empty(host.Channel.ConnectorCalls);
    }

    [Fact]
    public async Task An_invoke_that_nobody_handles_is_not_implemented()
    {
        await using var host = await BotHost.StartAsync(new ActivityHandler());

        using var response = await host.PostAsync(Wire.Invoke("composeExtension/query", "{}"));

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Empty(host.Log.Errors);
    }

    [Fact]
    public async Task Replies_go_into_the_response_when_the_channel_expects_them_there()
    {
        await using var host = await BotHost.StartAsync(async (turn, ct) =>
        {
            await turn.SendActivityAsync("one", cancellationToken: ct);
            await turn.SendActivityAsync("two", cancellationToken: ct);
        });

        using var response = await host.PostAsync(Wire.Message("hello", """{"deliveryMode":"expectReplies"}"""));

        using var body = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["one", "two"], body.RootElement.GetProperty("activities").EnumerateArray().Select(a => a.GetProperty("text").GetString()));
        Assert.Empty(host.Channel.ConnectorCalls);
    }

    [Fact]
    public async Task What_is_said_during_an_invoke_is_sent_even_when_replies_are_expected_in_the_response()
    {
        await using var host = await BotHost.StartAsync((turn, ct) => turn.SendActivityAsync("hello", cancellationToken: ct));

        using var response = await host.PostAsync(Wire.Invoke("x", "{}", """{"deliveryMode":"expectReplies"}"""));

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Single(host.Channel.ConnectorCalls);
    }

    [Fact]
    public async Task A_failing_turn_is_logged_once_and_the_person_is_told_politely()
    {
        await using var host = await BotHost.StartAsync((_, _) => throw new InvalidOperationException("the cause"));

        using var response = await host.PostAsync(Wire.Message("hello"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("the cause", Assert.Single(host.Log.Errors).Exception!.Message);
        Assert.DoesNotContain("the cause", Assert.Single(host.Channel.ConnectorCalls).Body, StringComparison.Ordinal);
        Assert.Contains("Sorry", host.Channel.ConnectorCalls.Single().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invoke_that_was_answered_by_a_turn_that_failed_afterwards_is_not_taken_for_done()
    {
        await using var host = await BotHost.StartAsync(async (turn, ct) =>
        {
            await turn.SendActivityAsync(new Activity(ActivityTypesEx.InvokeResponse) { Value = new InvokeResponse { Status = 200 } }, ct);
            throw new InvalidOperationException("the state could not be saved");
        });
        var invoke = Wire.Invoke("signin/verifyState", """{"state":"123456"}""");

        using var response = await host.PostAsync(invoke);
        using var again = await host.PostAsync(invoke);

        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.InternalServerError), (response.StatusCode, again.StatusCode));
        Assert.Equal(2, host.Log.Errors.Length);
    }

    [Fact]
    public async Task A_failing_card_action_is_answered_with_an_error_card()
    {
        await using var host = await BotHost.StartAsync((_, _) => throw new InvalidOperationException("the cause"));

        using var response = await host.PostAsync(Wire.Invoke("adaptiveCard/action", """{"action":{"type":"Action.Execute","verb":"x"}}"""));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            """{"statusCode":500,"type":"application/vnd.microsoft.error","value":{"code":"InternalError","message":"Sorry, something went wrong on my side. Please try again in a moment."}}""",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task When_even_the_apology_fails_the_channel_gets_a_500_without_detail()
    {
        await using var host = await BotHost.StartAsync((_, _) => throw new InvalidOperationException("the cause"));
        host.Channel.Answer = _ => FakeChannel.Empty(HttpStatusCode.BadRequest);

        using var response = await host.PostAsync(Wire.Message("hello"));

        Assert.Equal((HttpStatusCode.InternalServerError, ""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_turn_finds_its_services_and_the_callers_identity()
    {
        object?[] found = [];
        await using var host = await BotHost.StartAsync((turn, _) =>
        {
            found =
            [
                turn.TurnState.Get<Bots.Authentication.UserTokenClient>(),
                turn.TurnState.Get<Bots.Connector.ConnectorClient>(),
                turn.TurnState.Get<System.Security.Claims.ClaimsIdentity>(BotAdapter.BotIdentityKey)?.FindFirst("aud")?.Value,
            ];
            return Task.CompletedTask;
        });

        using var response = await host.PostAsync(Wire.Message("hello"));

        Assert.All(found, Assert.NotNull);
        Assert.Equal(BotHost.AppId, found[2]);
    }

    [Fact]
    public async Task A_sender_that_names_no_recipient_speaks_to_this_bot()
    {
        await using var host = await BotHost.StartAsync((turn, ct) => turn.SendActivityAsync("hello", cancellationToken: ct));

        using var response = await host.PostAsync(Wire.Message("hello", """{"recipient":null}"""));

        Assert.Equal(BotHost.AppId, Assert.Single(host.Channel.ConnectorCalls).Json.GetProperty("from").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Middleware_surrounds_the_turn_in_the_order_in_which_it_was_added()
    {
        var steps = new List<string>();
        await using var host = await BotHost.StartAsync((_, _) =>
        {
            steps.Add("bot");
            return Task.CompletedTask;
        });
        host.Adapter.Use(new Recorder("outer", steps)).Use(new Recorder("inner", steps));

        using var response = await host.PostAsync(Wire.Message("hello"));

        Assert.Equal(["outer>", "inner>", "bot", "inner<", "outer<"], steps);
    }

    private sealed class UnknownTypes : ActivityHandler
    {
        public string? Seen { get; private set; }

        protected override Task OnUnrecognizedActivityTypeAsync(ITurnContext turnContext, CancellationToken cancellationToken)
        {
            Seen = turnContext.Activity.Type;
            return Task.CompletedTask;
        }
    }

    private sealed class Recorder(string name, List<string> steps) : IMiddleware
    {
        public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            steps.Add($"{name}>");
            await next(cancellationToken);
            steps.Add($"{name}<");
        }
    }
}
