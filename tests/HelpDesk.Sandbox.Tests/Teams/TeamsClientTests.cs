using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Teams;

namespace HelpDesk.Sandbox.Tests.Teams;

/// <summary>The driver: what a person does, and what the client makes of the bot's answers.</summary>
public sealed class TeamsClientTests(TeamsFixture fixture) : IClassFixture<TeamsFixture>
{
    private async Task<(TeamsClient Ada, ChatMessage Message)> WithCardAsync(JsonObject card)
    {
        var ada = fixture.StartOver();
        await ada.InstallAsync();
        fixture.Bot.Inbox.Clear();
        var path = $"teams/v3/conversations/{Uri.EscapeDataString(ada.Chat.ConversationId)}/activities";
        await fixture.CallAsync(HttpMethod.Post, path, TestCards.Message(card));
        return (ada, await ada.WaitForCardAsync(_ => true));
    }

    [Fact]
    public async Task Pressing_Execute_posts_the_verb_the_data_and_the_inputs()
    {
        var input = new JsonObject { ["type"] = "Input.Text", ["id"] = "reason", ["label"] = "Why", ["value"] = "holiday" };
        var empty = new JsonObject { ["type"] = "Input.Text", ["id"] = "note", ["label"] = "Note" };
        var (ada, message) = await WithCardAsync(TestCards.Card(input, empty).WithActions(TestCards.Execute("Renew now", "renew")));

        await ada.ClickAsync(message, "renew now");

        var received = Assert.Single(fixture.Bot.Inbox);
        Assert.Equal(("invoke", "adaptiveCard/action"), (received.Type, received.Name));
        Assert.Equal(message.Id, received.Activity["replyToId"]!.GetValue<string>());
        var value = received.Activity["value"]!;
        Assert.Equal("manual", value["trigger"]!.GetValue<string>());
        Assert.Equal("renew", value["action"]!["verb"]!.GetValue<string>());
        Assert.Equal("""{"seal":"abc","reason":"holiday"}""", value["action"]!["data"]!.ToJsonString());
    }

    [Fact]
    public async Task A_card_in_the_answer_takes_the_place_of_the_clicked_one()
    {
        var (ada, message) = await WithCardAsync(TestCards.Card(TestCards.Text("before")).WithActions(TestCards.Execute("Go", "go")));
        fixture.Bot.Answer = _ => (200, new JsonObject
        {
            ["statusCode"] = 200,
            ["type"] = "application/vnd.microsoft.card.adaptive",
            ["value"] = TestCards.Card(TestCards.Text("after")),
        });

        var result = await ada.ClickAsync(message, "go");

        Assert.Equal(200, result.CardStatus);
        Assert.Equal("after", ada.Chat.Find(message.Id)!.Card!.Text);
        Assert.Equal(2, ada.Chat.Find(message.Id)!.Versions.Count);
    }

    [Fact]
    public async Task A_text_in_the_answer_is_shown_below_the_card()
    {
        var (ada, message) = await WithCardAsync(TestCards.Card().WithActions(TestCards.Execute("Go", "go")));
        fixture.Bot.Answer = _ => (200, JsonNode.Parse("""{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"One moment"}"""));

        await ada.ClickAsync(message, "Go");

        Assert.Equal((Author.Teams, "One moment"), (ada.Chat.Messages[^1].Author, ada.Chat.Messages[^1].Text));
    }

    [Fact]
    public async Task An_error_in_the_answer_changes_nothing()
    {
        var (ada, message) = await WithCardAsync(TestCards.Card(TestCards.Text("before")).WithActions(TestCards.Execute("Go", "go")));
        fixture.Bot.Answer = _ => (200, JsonNode.Parse("""{"statusCode":400,"type":"application/vnd.microsoft.error","value":{"code":"BadRequest","message":"no"}}"""));

        var result = await ada.ClickAsync(message, "Go");

        Assert.Equal(400, result.CardStatus);
        Assert.Single(ada.Chat.Find(message.Id)!.Versions);
    }

    [Fact]
    public async Task Pressing_Submit_posts_a_message_with_a_value_and_without_text()
    {
        var submit = JsonNode.Parse("""{"type":"Action.Submit","title":"OK","data":{"verb":"ok"}}""")!;
        var (ada, message) = await WithCardAsync(TestCards.Card().WithActions(submit));

        await ada.ClickAsync(message, "OK");

        var activity = Assert.Single(fixture.Bot.Inbox).Activity;
        Assert.Equal("message", activity["type"]!.GetValue<string>());
        Assert.Null(activity["text"]);
        Assert.Equal("""{"verb":"ok"}""", activity["value"]!.ToJsonString());
        Assert.Equal(message.Id, activity["replyToId"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_link_is_opened_and_nothing_is_posted()
    {
        var link = JsonNode.Parse("""{"type":"Action.OpenUrl","title":"Docs","url":"https://example.com/docs"}""")!;
        var (ada, message) = await WithCardAsync(TestCards.Card().WithActions(link));

        var result = await ada.ClickAsync(message, "Docs");

        Assert.Equal(new Uri("https://example.com/docs"), result.Opened);
        Assert.Empty(fixture.Bot.Inbox);
    }

    [Fact]
    public async Task A_button_that_is_not_there_or_switched_off_cannot_be_pressed()
    {
        var off = TestCards.Execute("Off", "off");
        off["isEnabled"] = false;
        var (ada, message) = await WithCardAsync(TestCards.Card().WithActions(off));

        await Assert.ThrowsAsync<InvalidOperationException>(() => ada.ClickAsync(message, "Off"));
        var missing = await Assert.ThrowsAsync<InvalidOperationException>(() => ada.ClickAsync(message, "Nothing"));
        Assert.Contains("[Off (off)]", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_refreshes_by_itself_only_for_those_whom_it_names()
    {
        var card = TestCards.Card();
        card["refresh"] = new JsonObject
        {
            ["action"] = TestCards.Execute("Refresh", "refresh"),
            ["userIds"] = new JsonArray(fixture.Teams("ada").Person.TeamsId),
        };
        var (ada, message) = await WithCardAsync(card);

        Assert.NotNull(await ada.RefreshAsync(message));
        Assert.Null(await fixture.Teams("bruno").RefreshAsync(message));
        Assert.Equal("automatic", Assert.Single(fixture.Bot.Inbox).Activity["value"]!["trigger"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_wait_that_ends_in_vain_tells_what_the_chat_shows()
    {
        var (ada, _) = await WithCardAsync(TestCards.Card(TestCards.Text("something else")));

        var e = await Assert.ThrowsAsync<TimeoutException>(() =>
            ada.WaitForCardAsync(c => c.Text.Contains("proven", StringComparison.Ordinal), "the outcome", TimeSpan.FromMilliseconds(50)));
        Assert.Contains("Ada Lindqvist did not see the outcome", e.Message, StringComparison.Ordinal);
        Assert.Contains("something else", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chats_can_be_driven_over_HTTP()
    {
        fixture.StartOver();
        var (installed, chat) = await fixture.ControlAsync(HttpMethod.Post, "sandbox/chats/ada/install");
        var path = $"teams/v3/conversations/{Uri.EscapeDataString(chat!["conversationId"]!.GetValue<string>())}/activities";
        await fixture.CallAsync(HttpMethod.Post, path, TestCards.Message(TestCards.Card().WithActions(TestCards.Execute("Go", "go"))));
        fixture.Bot.Inbox.Clear();

        var (said, _) = await fixture.ControlAsync(HttpMethod.Post, "sandbox/chats/ada/say", """{"text":"status"}""");
        var (clicked, answer) = await fixture.ControlAsync(HttpMethod.Post, "sandbox/chats/ada/click", """{"button":"Go"}""");
        var (unknown, _) = await fixture.ControlAsync(HttpMethod.Post, "sandbox/chats/nobody/say", """{"text":"x"}""");
        var (wrong, error) = await fixture.ControlAsync(HttpMethod.Post, "sandbox/chats/ada/click", """{"button":"Stop"}""");

        Assert.Equal((200, 200, 200, 404, 400), (installed, said, clicked, unknown, wrong));
        Assert.Equal(200, answer!["status"]!.GetValue<int>());
        Assert.Equal("No message has the button 'Stop'.", error!["error"]!.GetValue<string>());
        Assert.Equal(["message", "invoke"], fixture.Bot.Inbox.Select(r => r.Type));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    public async Task A_wrong_control_call_is_a_bad_request(string body)
    {
        fixture.StartOver();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await fixture.Http.PostAsync(new Uri(fixture.Sandbox.Addresses.Pages, "sandbox/chats/ada/say"), content);
        Assert.Equal(400, (int)response.StatusCode);
    }
}
