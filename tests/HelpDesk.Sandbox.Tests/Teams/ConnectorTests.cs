using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Teams;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Tests.Teams;

/// <summary>The connector as the bot calls it.</summary>
public sealed class ConnectorTests(TeamsFixture fixture) : IClassFixture<TeamsFixture>
{
    private const string Conversations = "teams/v3/conversations";

    private static JsonObject Message(string text) => new() { ["type"] = "message", ["text"] = text };

    private static string Activities(TeamsClient teams) => $"{Conversations}/{Uri.EscapeDataString(teams.Chat.ConversationId)}/activities";

    private static JsonObject Members(TeamsClient teams) => new()
    {
        ["isGroup"] = false,
        ["tenantId"] = teams.Person.TenantId.ToString(),
        ["members"] = new JsonArray(new JsonObject { ["id"] = teams.Person.TeamsId }),
    };

    [Fact]
    public async Task Messages_updates_and_deletes_are_kept_as_the_person_saw_them()
    {
        var ada = fixture.StartOver();
        await ada.InstallAsync();

        var (created, sent) = await fixture.CallAsync(HttpMethod.Post, Activities(ada), Message("first"));
        var id = sent!["id"]!.GetValue<string>();
        var (updated, _) = await fixture.CallAsync(HttpMethod.Put, $"{Activities(ada)}/{id}", Message("second"));
        var (_, reply) = await fixture.CallAsync(HttpMethod.Post, $"{Activities(ada)}/{id}", Message("reply"));
        var (deleted, _) = await fixture.CallAsync(HttpMethod.Delete, $"{Activities(ada)}/{reply!["id"]}");

        Assert.Equal((201, 200, 200), (created, updated, deleted));
        var message = ada.Chat.Find(id)!;
        Assert.Equal(["first", "second"], message.Versions.Select(v => v.Activity["text"]!.GetValue<string>()));
        Assert.True(ada.Chat.Find(reply["id"]!.GetValue<string>())!.IsDeleted);

        var (_, seen) = await fixture.ControlAsync(HttpMethod.Get, "sandbox/chats/ada");
        Assert.Equal("second", seen!["messages"]![0]!["text"]!.GetValue<string>());
        Assert.Equal(2, seen["messages"]![0]!["version"]!.GetValue<int>());
        Assert.True(seen["messages"]![1]!["deleted"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_message_that_is_not_there_cannot_be_changed()
    {
        var ada = fixture.StartOver();
        await ada.InstallAsync();
        await ada.SayAsync("mine");
        var (_, sent) = await fixture.CallAsync(HttpMethod.Post, Activities(ada), Message("gone"));
        await fixture.CallAsync(HttpMethod.Delete, $"{Activities(ada)}/{sent!["id"]}");

        foreach (var id in new[] { "1", sent["id"]!.GetValue<string>(), ada.Chat.Messages[0].Id })
        {
            var (status, body) = await fixture.CallAsync(HttpMethod.Put, $"{Activities(ada)}/{id}", Message("new"));
            Assert.Equal((404, "ActivityNotFoundInConversation"), (status, body!["error"]!["code"]!.GetValue<string>()));
        }
    }

    [Fact]
    public async Task Creating_a_conversation_gives_the_same_one_again()
    {
        var ada = fixture.StartOver();
        await ada.InstallAsync();

        var (first, one) = await fixture.CallAsync(HttpMethod.Post, Conversations, Members(ada));
        var (second, two) = await fixture.CallAsync(HttpMethod.Post, Conversations, Members(ada));

        Assert.Equal((201, 201), (first, second));
        Assert.Equal(ada.Chat.ConversationId, one!["id"]!.GetValue<string>());
        Assert.Equal(one.ToJsonString(), two!.ToJsonString());
    }

    [Fact]
    public async Task Nothing_can_be_sent_before_the_installation_or_after_the_removal()
    {
        var ada = fixture.StartOver();
        var (before, refused) = await fixture.CallAsync(HttpMethod.Post, Conversations, Members(ada));
        await ada.InstallAsync();
        await ada.UninstallAsync();
        var (after, body) = await fixture.CallAsync(HttpMethod.Post, Activities(ada), Message("hello?"));

        Assert.Equal((403, "ForbiddenOperationException"), (before, refused!["error"]!["code"]!.GetValue<string>()));
        Assert.Equal((403, "BotNotInConversationRoster"), (after, body!["error"]!["code"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_person_of_another_tenant_cannot_be_addressed()
    {
        var ada = fixture.StartOver();
        await ada.InstallAsync();
        var body = Members(ada);
        body["tenantId"] = WorldIds.Fabrikam.Tenant.ToString();

        var (status, _) = await fixture.CallAsync(HttpMethod.Post, Conversations, body);
        Assert.Equal(400, status);
    }

    [Fact]
    public async Task Only_the_bot_is_let_in()
    {
        var ada = fixture.StartOver();
        await ada.InstallAsync();
        using var response = await fixture.Http.PostAsync(new Uri(fixture.Sandbox.Addresses.Https, Activities(ada)), null);
        var forService = await fixture.BotTokenAsync($"api://{WorldIds.Vendor.ServiceApp}/.default");
        var ofChannel = fixture.Sandbox.Signer.SignChannel(WorldIds.Vendor.BotApp.ToString(), fixture.Channel.ServiceUrl.ToString());

        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal(401, (await fixture.CallAsync(HttpMethod.Post, Activities(ada), Message("x"), forService)).Status);
        Assert.Equal(401, (await fixture.CallAsync(HttpMethod.Post, Activities(ada), Message("x"), ofChannel)).Status);
        Assert.Equal(401, (await fixture.CallAsync(HttpMethod.Post, Activities(ada), Message("x"), "not.a.token")).Status);
    }

    [Fact]
    public async Task A_block_has_the_body_of_Teams()
    {
        var ada = fixture.StartOver();
        await ada.InstallAsync();

        await fixture.ControlAsync(HttpMethod.Post, "sandbox/chats/ada/refuse", """{"code":"MessageWritesBlocked"}""");
        var (blocked, inner) = await fixture.CallAsync(HttpMethod.Post, Activities(ada), Message("x"));
        await fixture.ControlAsync(HttpMethod.Post, "sandbox/chats/ada/refuse", """{"code":"ConversationBlockedByUser"}""");
        var (byUser, error) = await fixture.CallAsync(HttpMethod.Post, Activities(ada), Message("x"));
        await fixture.ControlAsync(HttpMethod.Post, "sandbox/chats/ada/refuse", "{}");
        var (again, _) = await fixture.CallAsync(HttpMethod.Post, Activities(ada), Message("x"));

        Assert.Equal((403, 403, 201), (blocked, byUser, again));
        Assert.Equal(209, inner!["errorCode"]!.GetValue<int>());
        Assert.Equal("MessageWritesBlocked", JsonNode.Parse(inner["message"]!.GetValue<string>())!["subCode"]!.GetValue<string>());
        Assert.Equal("ConversationBlockedByUser", error!["error"]!["code"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(40_000, 201)]
    [InlineData(52_000, 413)]
    public async Task The_size_of_a_message_is_counted_as_UTF_16(int characters, int expected)
    {
        var ada = fixture.StartOver();
        await ada.InstallAsync();

        var (status, _) = await fixture.CallAsync(HttpMethod.Post, Activities(ada), Message(new string('x', characters)));
        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task Embedded_pictures_do_not_count()
    {
        var ada = fixture.StartOver();
        await ada.InstallAsync();
        var card = TestCards.Card(new JsonObject { ["type"] = "Image", ["url"] = $"data:image/png;base64,{new string('A', 60_000)}" });

        var (status, _) = await fixture.CallAsync(HttpMethod.Post, Activities(ada), TestCards.Message(card));
        Assert.Equal(201, status);
    }

    [Theory]
    [InlineData("""{"type":"message"}""", "BadSyntax")]
    [InlineData("""{"text":"no type"}""", "BadSyntax")]
    [InlineData("""{"type":"event","name":"x"}""", "BadArgument")]
    [InlineData("""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":"text"}]}""", "BadSyntax")]
    [InlineData("""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.oauth","content":{"tokenExchangeResource":null}}]}""", "BadSyntax")]
    public async Task What_Teams_does_not_take_is_refused(string activity, string code)
    {
        var ada = fixture.StartOver();
        await ada.InstallAsync();

        var (status, body) = await fixture.CallAsync(HttpMethod.Post, Activities(ada), JsonNode.Parse(activity));
        Assert.Equal((400, code), (status, body!["error"]!["code"]!.GetValue<string>()));
        Assert.Empty(ada.Chat.Messages);
    }

    [Fact]
    public async Task Text_and_card_of_one_activity_are_split_and_no_id_is_told()
    {
        var ada = fixture.StartOver();
        await ada.InstallAsync();
        var both = TestCards.Message(TestCards.Card());
        both["text"] = "look:";

        var (status, body) = await fixture.CallAsync(HttpMethod.Post, Activities(ada), both);
        Assert.Equal(201, status);
        Assert.Null(body!["id"]);
        Assert.Equal(["look:", ""], ada.Chat.Messages.Select(m => m.Text));
    }

    [Fact]
    public async Task Members_are_told_as_Teams_tells_them()
    {
        var ada = fixture.StartOver();
        await ada.InstallAsync();
        var chat = $"{Conversations}/{Uri.EscapeDataString(ada.Chat.ConversationId)}";

        var (_, members) = await fixture.CallAsync(HttpMethod.Get, $"{chat}/members");
        var (_, paged) = await fixture.CallAsync(HttpMethod.Get, $"{chat}/pagedmembers?pageSize=5");
        var (_, one) = await fixture.CallAsync(HttpMethod.Get, $"{chat}/members/{Uri.EscapeDataString(ada.Person.TeamsId)}");
        var (missing, _) = await fixture.CallAsync(HttpMethod.Get, $"{chat}/members/29:nobody");

        Assert.Equal(ada.Person.TeamsId, members![0]!["id"]!.GetValue<string>());
        Assert.Equal(ada.Person.UserPrincipalName, paged!["members"]![0]!["userPrincipalName"]!.GetValue<string>());
        Assert.Equal(ada.Person.Id.ToString(), one!["aadObjectId"]!.GetValue<string>());
        Assert.Equal(404, missing);
    }

    [Fact]
    public async Task The_budget_is_enforced_when_asked_for()
    {
        var ada = fixture.StartOver();
        await ada.InstallAsync();
        var token = await fixture.BotTokenAsync();
        try
        {
            await fixture.ControlAsync(HttpMethod.Post, "sandbox/teams/budgets", """{"enforce":true}""");
            var statuses = new List<int>();
            for (var i = 0; i < 9; i++)
            {
                statuses.Add((await fixture.CallAsync(HttpMethod.Post, Activities(ada), Message("x"), token)).Status);
            }

            Assert.Contains(429, statuses);
        }
        finally
        {
            await fixture.ControlAsync(HttpMethod.Post, "sandbox/teams/budgets", """{"enforce":false}""");
        }
    }
}
