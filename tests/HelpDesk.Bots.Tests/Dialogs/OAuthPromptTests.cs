using System.Text.Json.Nodes;
using HelpDesk.Bots.Dialogs;
using HelpDesk.Bots.Schema;
using HelpDesk.Bots.Tests.Support;
using Xunit;

namespace HelpDesk.Bots.Tests.Dialogs;

public sealed class OAuthPromptTests
{
    private const string TokenEvent =
        """{"name":"tokens/response","value":{"connectionName":"HelpDeskRenewal","token":"emulatedToken_1"}}""";

    [Fact]
    public async Task A_token_that_the_service_has_ends_the_prompt_silently()
    {
        var conversation = SignIn();
        conversation.Tokens.Token = "t-1";

        Assert.Empty(await conversation.PostAsync(Wire.Message("hi")));

        Assert.Equal("t-1", TokenOf(conversation));
        Assert.Equal(["get 29:megan HelpDeskRenewal msteams"], conversation.Tokens.Calls);
    }

    [Fact]
    public async Task Without_a_token_the_card_has_the_link_and_allows_single_sign_on()
    {
        var conversation = SignIn();

        var message = Assert.Single(await conversation.PostAsync(Wire.Message("hi")));

        Assert.Equal("29:megan", (string?)message["recipient"]!["id"]);
        Assert.Equal("Please sign in.", (string?)message["text"]);
        Assert.Equal(
            """
            [{"contentType":"application/vnd.microsoft.card.oauth","content":{"text":"As an admin","connectionName":"HelpDeskRenewal",
            "tokenExchangeResource":{"id":"x-1","uri":"api://botid-1","providerId":"p-1"},
            "buttons":[{"type":"signin","title":"Sign in as admin","value":"https://signin.test/link"}]}}]
            """.ReplaceLineEndings(""),
            message["attachments"]!.ToJsonString());
        Assert.Equal(DialogTurnStatus.Waiting, conversation.Last.Status);
    }

    [Theory]
    [InlineData("""{"conversation":{"id":"a:1","conversationType":"groupChat","isGroup":true}}""", true, true)]
    [InlineData("""{"conversation":{"id":"a:1","conversationType":"channel"}}""", true, true)]
    [InlineData("{}", false, true)]
    [InlineData("{}", true, false)]
    public async Task Single_sign_on_is_left_out_where_it_cannot_or_must_not_be(string overlay, bool enabled, bool offered)
    {
        var conversation = SignIn(settings => settings.EnableSso = enabled, overlay: overlay);
        conversation.Tokens.OffersExchange = offered;

        var card = CardOf(await conversation.PostAsync(Wire.Message("hi")));

        Assert.False(card.AsObject().ContainsKey("tokenExchangeResource"));
        Assert.Equal("https://signin.test/link", (string?)card["buttons"]![0]!["value"]);
    }

    [Fact]
    public async Task The_emulators_bare_conversation_gets_a_link_as_well()
    {
        var conversation = SignIn(channel: "emulator", overlay: """{"conversation":{"id":"a:1"}}""");

        var card = CardOf(await conversation.PostAsync(Wire.Message("hi")));

        Assert.Equal("https://signin.test/link", (string?)card["buttons"]![0]!["value"]);
    }

    [Fact]
    public async Task The_link_can_be_left_off()
    {
        var conversation = SignIn(settings => settings.ShowSignInLink = false);

        var button = CardOf(await conversation.PostAsync(Wire.Message("hi")))["buttons"]![0]!;

        Assert.Equal("""{"type":"signin","title":"Sign in as admin"}""", button.ToJsonString());
    }

    [Theory]
    [InlineData("123456")]
    [InlineData(" 123456 ")]
    public async Task A_typed_code_is_redeemed(string said)
    {
        var conversation = await WaitingAsync();
        conversation.Tokens.Codes["123456"] = "t-2";

        await conversation.SayAsync(said);

        Assert.Equal("t-2", TokenOf(conversation));
        Assert.Equal("get 29:megan HelpDeskRenewal msteams 123456", conversation.Tokens.Calls[^1]);
    }

    [Theory]
    [InlineData("654321", true)]
    [InlineData("12345", false)]
    [InlineData("1234567", false)]
    [InlineData("my code is 123456", false)]
    [InlineData("١٢٣٤٥٦", false)]
    [InlineData("what?", false)]
    public async Task What_is_no_valid_code_is_asked_for_again(string said, bool isTried)
    {
        var conversation = await WaitingAsync();
        conversation.Tokens.Codes["123456"] = "t-2";
        var calls = conversation.Tokens.Calls.Count;

        Assert.Equal(["Type the six digits."], await conversation.SayAsync(said));

        Assert.Equal(DialogTurnStatus.Waiting, conversation.Last.Status);
        Assert.Equal(calls + (isTried ? 1 : 0), conversation.Tokens.Calls.Count);
    }

    [Fact]
    public async Task An_invalid_message_may_end_the_prompt()
    {
        var conversation = await WaitingAsync(settings => settings.EndOnInvalidMessage = true);

        Assert.Empty(await conversation.SayAsync("help"));

        Assert.Equal((DialogTurnStatus.Complete, null), (conversation.Last.Status, conversation.Last.Result));
    }

    [Fact]
    public async Task Teams_passes_the_code_on_and_is_answered()
    {
        var conversation = await WaitingAsync();
        conversation.Tokens.Codes["123456"] = "t-3";

        await conversation.InvokeAsync("signin/verifyState", """{"state":"123456"}""");

        Assert.Equal(200, conversation.Answer!.Status);
        Assert.Equal("t-3", TokenOf(conversation));
    }

    [Theory]
    [InlineData("""{"state":"999999"}""", 404)]
    [InlineData("""{"state":""}""", 400)]
    [InlineData("""{"state":123456}""", 400)]
    [InlineData("""{}""", 400)]
    [InlineData("\"123456\"", 400)]
    [InlineData("null", 400)]
    public async Task A_wrong_state_is_answered_so_that_teams_does_not_repeat_it(string value, int status)
    {
        var conversation = await WaitingAsync();
        conversation.Tokens.Codes["123456"] = "t-3";

        Assert.Empty(await conversation.InvokeAsync("signin/verifyState", value));

        Assert.Equal((status, DialogTurnStatus.Waiting), (conversation.Answer!.Status, conversation.Last.Status));
    }

    [Fact]
    public async Task A_token_service_that_fails_fails_the_turn_so_that_teams_repeats_the_invoke()
    {
        var conversation = await WaitingAsync();
        conversation.Tokens.Failure = new TimeoutException();

        await Assert.ThrowsAsync<TimeoutException>(() => conversation.InvokeAsync("signin/verifyState", """{"state":"123456"}"""));
    }

    [Fact]
    public async Task Closing_the_sign_in_window_ends_the_prompt_without_a_token()
    {
        var conversation = await WaitingAsync();

        await conversation.InvokeAsync("signin/verifyState", """{"state":"CancelledByUser"}""");

        Assert.Equal(200, conversation.Answer!.Status);
        Assert.Equal((DialogTurnStatus.Complete, null), (conversation.Last.Status, conversation.Last.Result));
    }

    [Fact]
    public async Task A_token_is_exchanged_silently()
    {
        var conversation = await WaitingAsync();
        conversation.Tokens.Exchanges["sso"] = "t-4";

        await conversation.InvokeAsync("signin/tokenExchange", """{"id":"x-1","connectionName":"HelpDeskRenewal","token":"sso"}""");

        Assert.Equal("""{"id":"x-1","connectionName":"HelpDeskRenewal"}""", BodyOf(conversation, 200));
        Assert.Equal("t-4", TokenOf(conversation));
    }

    [Fact]
    public async Task A_token_that_cannot_be_exchanged_makes_teams_show_the_button()
    {
        var conversation = await WaitingAsync();

        Assert.Empty(await conversation.InvokeAsync("signin/tokenExchange", """{"id":"x-1","connectionName":"HelpDeskRenewal","token":"sso"}"""));

        var body = JsonNode.Parse(BodyOf(conversation, 412))!;
        Assert.Equal(("x-1", "HelpDeskRenewal"), ((string?)body["id"], (string?)body["connectionName"]));
        Assert.NotNull(body["failureDetail"]);
        Assert.Equal(DialogTurnStatus.Waiting, conversation.Last.Status);
        conversation.Tokens.Codes["123456"] = "t-5";
        await conversation.InvokeAsync("signin/verifyState", """{"state":"123456"}""");
        Assert.Equal("t-5", TokenOf(conversation));
    }

    [Theory]
    [InlineData("""{"id":"x-1","connectionName":"Another","token":"sso"}""", true)]
    [InlineData("""{"id":"x-1","connectionName":"HelpDeskRenewal"}""", true)]
    [InlineData("""{"id":"x-1","connectionName":"HelpDeskRenewal","token":"sso"}""", false)]
    [InlineData("[]", true)]
    public async Task An_exchange_that_nobody_asked_for_is_refused(string value, bool enabled)
    {
        var conversation = await WaitingAsync(settings => settings.EnableSso = enabled);
        conversation.Tokens.Exchanges["sso"] = "t-4";

        await conversation.InvokeAsync("signin/tokenExchange", value);

        Assert.Contains("failureDetail", BodyOf(conversation, 400), StringComparison.Ordinal);
        Assert.Equal(DialogTurnStatus.Waiting, conversation.Last.Status);
        Assert.DoesNotContain(conversation.Tokens.Calls, call => call.StartsWith("exchange", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("installappfailed", "ask your Teams administrator to allow the app")]
    [InlineData("installedappnotfound", "ask your Teams administrator to allow the app")]
    [InlineData("authrequestfailed", "Please sign in with the button")]
    [InlineData("invokeerror", "Please sign in with the button")]
    [InlineData("tokenmissing", "Please sign in with the button")]
    [InlineData("resourcematchfailed", "its vendor has to fix that. The button still works")]
    [InlineData("OAuthCardNotValid", "its vendor has to fix that. The button still works")]
    [InlineData("userconsentrequired", "needs your consent first")]
    [InlineData("interactionrequired", "wants to see you sign in")]
    [InlineData("something else", "Please sign in with the button")]
    public async Task After_a_silent_failure_the_next_step_is_told_with_the_link(string code, string told)
    {
        var conversation = await WaitingAsync();

        var sent = await conversation.InvokeAsync("signin/failure", $$"""{"code":"{{code}}","message":"no"}""");

        Assert.Contains(told, (string?)Assert.Single(sent)["text"], StringComparison.Ordinal);
        Assert.Equal("https://signin.test/link", (string?)CardOf(sent)["buttons"]![0]!["value"]);
    }

    [Theory]
    [InlineData("""{"code":"interactionrequired"}""", "interactionrequired")]
    [InlineData("""{"code":"INVOKEERROR"}""", "invokeerror")]
    [InlineData("""{"code":"for megan@contoso.com\n"}""", "unknown")]
    [InlineData("""{"code":7}""", "unknown")]
    [InlineData("""{}""", "unknown")]
    [InlineData("[]", "unknown")]
    [InlineData("null", "unknown")]
    public async Task The_bot_gets_a_known_code_of_the_failure_and_finds_the_words(string value, string code)
    {
        var codes = new List<string>();
        var conversation = await WaitingAsync(settings => settings.OnSilentSignInFailed = (_, failed) =>
        {
            codes.Add(failed);
            return "Own words.";
        });

        var sent = await conversation.InvokeAsync("signin/failure", value);

        Assert.Equal([code], codes);
        Assert.Equal("Own words.", (string?)Assert.Single(sent)["text"]);
    }

    [Fact]
    public async Task What_has_failed_silently_is_not_tried_again_when_the_card_is_sent_again()
    {
        var conversation = new TestConversation(new Helping("main", new OAuthPrompt("signIn", new OAuthPromptSettings { ConnectionName = "graph" })));
        Assert.True(CardOf(await conversation.PostAsync(Wire.Message("hi"))).AsObject().ContainsKey("tokenExchangeResource"));
        Assert.True(CardOf(await conversation.PostAsync(Wire.Message("help"))).AsObject().ContainsKey("tokenExchangeResource"));

        await conversation.InvokeAsync("signin/failure", """{"code":"invokeerror"}""");

        Assert.False(CardOf(await conversation.PostAsync(Wire.Message("help"))).AsObject().ContainsKey("tokenExchangeResource"));
    }

    [Fact]
    public async Task After_a_silent_failure_the_link_is_offered_once()
    {
        var conversation = await WaitingAsync();

        var card = CardOf(await conversation.InvokeAsync("signin/failure", """{"code":"resourcematchfailed","message":"no"}"""));
        Assert.Equal(200, conversation.Answer!.Status);
        Assert.False(card.AsObject().ContainsKey("tokenExchangeResource"));
        Assert.Equal("https://signin.test/link", (string?)card["buttons"]![0]!["value"]);

        Assert.Empty(await conversation.InvokeAsync("signin/failure", """{"code":"resourcematchfailed","message":"no"}"""));
        Assert.Equal((200, DialogTurnStatus.Waiting), (conversation.Answer!.Status, conversation.Last.Status));
    }

    [Fact]
    public async Task The_token_of_an_event_is_taken_as_it_is()
    {
        var conversation = await WaitingAsync();

        await conversation.PostAsync(Wire.Activity("event", TokenEvent));

        Assert.Equal("emulatedToken_1", TokenOf(conversation));
    }

    [Fact]
    public async Task A_made_up_token_of_an_event_is_refused_and_the_code_still_works()
    {
        var conversation = await WaitingAsync(settings => settings.AcceptTokensFromEvents = false);

        await conversation.PostAsync(Wire.Activity("event", TokenEvent));
        Assert.Equal(DialogTurnStatus.Waiting, conversation.Last.Status);

        conversation.Tokens.Codes["123456"] = "t-6";
        await conversation.SayAsync("123456");
        Assert.Equal("t-6", TokenOf(conversation));
    }

    [Fact]
    public async Task An_event_whose_token_is_refused_still_says_that_the_service_has_one()
    {
        var conversation = await WaitingAsync(settings => settings.AcceptTokensFromEvents = false);
        conversation.Tokens.Token = "t-7";

        await conversation.PostAsync(Wire.Activity("event", TokenEvent));

        Assert.Equal("t-7", TokenOf(conversation));
    }

    [Theory]
    [InlineData("""{"name":"tokens/response","value":{"connectionName":"Another","token":"x"}}""")]
    [InlineData("""{"name":"tokens/response","value":{"connectionName":"HelpDeskRenewal"}}""")]
    [InlineData("""{"name":"tokens/response","value":"x"}""")]
    [InlineData("""{"name":"tokens/response"}""")]
    [InlineData("""{"name":"other","value":{"connectionName":"HelpDeskRenewal","token":"x"}}""")]
    public async Task An_event_without_a_token_for_this_connection_is_nothing(string overlay)
    {
        var conversation = await WaitingAsync();

        Assert.Empty(await conversation.PostAsync(Wire.Activity("event", overlay)));

        Assert.Equal(DialogTurnStatus.Waiting, conversation.Last.Status);
    }

    [Theory]
    [InlineData(null, 15 * 60)]
    [InlineData(60_000, 60)]
    public async Task Time_runs_out(int? timeout, int seconds)
    {
        var conversation = await WaitingAsync(settings => settings.Timeout = timeout);
        conversation.Tokens.Codes["123456"] = "t-8";
        conversation.Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        await conversation.SayAsync("not yet");
        Assert.Equal(DialogTurnStatus.Waiting, conversation.Last.Status);
        conversation.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(await conversation.SayAsync("123456"));

        Assert.Equal((DialogTurnStatus.Complete, null), (conversation.Last.Status, conversation.Last.Result));
    }

    [Theory]
    [InlineData("signin/verifyState", """{"state":"123456"}""", 404)]
    [InlineData("signin/tokenExchange", """{"id":"x-1","connectionName":"HelpDeskRenewal","token":"sso"}""", 400)]
    [InlineData("signin/failure", """{"code":"invokeerror"}""", 200)]
    public async Task A_late_invoke_is_answered_and_ends_the_prompt(string name, string value, int status)
    {
        var conversation = await WaitingAsync();
        conversation.Tokens.Codes["123456"] = "t-8";
        conversation.Tokens.Exchanges["sso"] = "t-8";
        conversation.Clock.Advance(TimeSpan.FromHours(1));

        await conversation.InvokeAsync(name, value);

        Assert.Equal((status, DialogTurnStatus.Complete, null), (conversation.Answer!.Status, conversation.Last.Status, conversation.Last.Result));
    }

    [Theory]
    [InlineData("signin/verifyState", """{"state":"123456"}""", 404)]
    [InlineData("signin/tokenExchange", """{"id":"x-1","connectionName":"HelpDeskRenewal","token":"sso"}""", 400)]
    [InlineData("signin/failure", """{"code":"invokeerror"}""", 200)]
    public async Task An_invoke_that_comes_after_the_end_begins_nothing(string name, string value, int status)
    {
        var conversation = await WaitingAsync();
        await conversation.InvokeAsync("signin/verifyState", """{"state":"CancelledByUser"}""");

        Assert.Empty(await conversation.InvokeAsync(name, value));

        Assert.Equal((status, DialogTurnStatus.Empty), (conversation.Answer!.Status, conversation.Last.Status));
    }

    [Fact]
    public async Task An_event_that_comes_after_the_end_begins_nothing()
    {
        var conversation = await WaitingAsync();
        await conversation.PostAsync(Wire.Activity("event", TokenEvent));

        Assert.Empty(await conversation.PostAsync(Wire.Activity("event", TokenEvent)));

        Assert.Equal(DialogTurnStatus.Empty, conversation.Last.Status);
    }

    [Fact]
    public async Task A_sign_in_invoke_is_refused_while_another_prompt_waits()
    {
        var conversation = new TestConversation(new TextPrompt("prompt"));
        await conversation.StoreAsync("""[{"id":"prompt","state":{"options":{"$prompt":{}},"state":{"$values":{}}}}]""");

        await conversation.InvokeAsync("signin/verifyState", """{"state":"123456"}""");

        Assert.Equal((404, DialogTurnStatus.Waiting), (conversation.Answer!.Status, conversation.Last.Status));
    }

    [Fact]
    public async Task Activities_that_have_nothing_to_do_with_it_leave_the_prompt_alone()
    {
        var conversation = await WaitingAsync();
        conversation.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Empty(await conversation.PostAsync(Wire.Activity("conversationUpdate")));
        Assert.Empty(await conversation.InvokeAsync("adaptiveCard/action", "{}"));

        Assert.Equal((DialogTurnStatus.Waiting, null), (conversation.Last.Status, conversation.Answer));
    }

    [Fact]
    public async Task A_validator_can_refuse_a_token_and_cannot_make_one_up()
    {
        var attempts = new List<int>();
        var conversation = await WaitingAsync(validator: (context, _) =>
        {
            attempts.Add(context.AttemptCount);
            return Task.FromResult(context.Recognized.Value?.Token != "wrong account");
        });
        conversation.Tokens.Codes["111111"] = "wrong account";
        conversation.Tokens.Codes["222222"] = "right account";

        await conversation.SayAsync("111111");
        Assert.Equal(DialogTurnStatus.Waiting, conversation.Last.Status);
        await conversation.SayAsync("hello");
        Assert.Equal(DialogTurnStatus.Waiting, conversation.Last.Status);
        await conversation.SayAsync("222222");

        Assert.Equal("right account", TokenOf(conversation));
        Assert.Equal([1, 2, 3], attempts);
    }

    [Fact]
    public async Task No_token_is_ever_stored()
    {
        var conversation = await WaitingAsync();
        conversation.Tokens.Codes["123456"] = "a-secret-token";

        await conversation.SayAsync("123456");

        Assert.DoesNotContain("a-secret-token", (await conversation.StoredAsync()).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_makes_the_service_forget()
    {
        var prompt = new OAuthPrompt("signIn", new OAuthPromptSettings { ConnectionName = "HelpDeskRenewal" });
        var conversation = new TestConversation(new WaterfallDialog("steps",
        [
            async (step, ct) =>
            {
                await prompt.SignOutUserAsync(step.Context, ct);
                return await step.EndDialogAsync((await prompt.GetUserTokenAsync(step.Context, ct))?.Token, ct);
            },
        ]));
        conversation.Tokens.Token = "t-9";

        await conversation.SayAsync("sign out");

        Assert.Equal(["out 29:megan HelpDeskRenewal msteams", "get 29:megan HelpDeskRenewal msteams"], conversation.Tokens.Calls);
        Assert.Equal("t-9", conversation.Last.Result);
    }

    [Fact]
    public async Task The_card_is_sent_again_when_the_question_is_repeated()
    {
        var conversation = new TestConversation(new Repeating("main", new OAuthPrompt("signIn", Settings())));
        await conversation.SayAsync("hi");

        var card = CardOf(await conversation.PostAsync(Wire.Message("again")));

        Assert.NotNull(card["tokenExchangeResource"]);
    }

    private static OAuthPromptSettings Settings() =>
        new() { ConnectionName = "HelpDeskRenewal", Title = "Sign in as admin", Text = "As an admin" };

    private static TestConversation SignIn(
        Action<OAuthPromptSettings>? change = null, PromptValidator<TokenResponse>? validator = null, string channel = "msteams", string? overlay = null)
    {
        var settings = Settings();
        change?.Invoke(settings);
        return new TestConversation(
            new Component(
                "main",
                new WaterfallDialog("steps",
                [
                    (step, ct) => step.BeginDialogAsync(
                        "signIn",
                        new PromptOptions { Prompt = MessageFactory.Text("Please sign in."), RetryPrompt = MessageFactory.Text("Type the six digits.") },
                        ct),
                    (step, ct) => step.EndDialogAsync((step.Result as TokenResponse)?.Token, ct),
                ]),
                new OAuthPrompt("signIn", settings, validator)),
            channel,
            overlay);
    }

    private static async Task<TestConversation> WaitingAsync(
        Action<OAuthPromptSettings>? change = null, PromptValidator<TokenResponse>? validator = null)
    {
        var conversation = SignIn(change, validator);
        await conversation.SayAsync("hi");
        Assert.Equal(DialogTurnStatus.Waiting, conversation.Last.Status);
        return conversation;
    }

    private static JsonNode CardOf(IReadOnlyList<JsonNode> sent) => Assert.Single(sent)["attachments"]![0]!["content"]!;

    private static string? TokenOf(TestConversation conversation)
    {
        Assert.Equal(DialogTurnStatus.Complete, conversation.Last.Status);
        return (string?)conversation.Last.Result;
    }

    private static string BodyOf(TestConversation conversation, int status)
    {
        Assert.Equal(status, conversation.Answer!.Status);
        return System.Text.Encoding.UTF8.GetString(BotJson.ToUtf8Bytes(conversation.Answer.Body!));
    }

    private sealed class Helping(string id, params Dialog[] dialogs) : Component(id, dialogs)
    {
        protected override async Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default)
        {
            if (innerDc.Context.Activity.Text != "help")
            {
                return await base.OnContinueDialogAsync(innerDc, cancellationToken);
            }

            await innerDc.RepromptDialogAsync(cancellationToken);
            return EndOfTurn;
        }
    }

    private sealed class Repeating(string id, params Dialog[] dialogs) : Component(id, dialogs)
    {
        protected override async Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default)
        {
            await innerDc.RepromptDialogAsync(cancellationToken);
            return EndOfTurn;
        }
    }
}
