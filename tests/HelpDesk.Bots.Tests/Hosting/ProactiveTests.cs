using System.Net;
using HelpDesk.Bots.Connector;
using HelpDesk.Bots.Schema;
using HelpDesk.Bots.Tests.Support;
using Xunit;

namespace HelpDesk.Bots.Tests.Hosting;

public sealed class ProactiveTests
{
    private static readonly ConversationReference Reference = new(
        activityId: "old", user: new ChannelAccount("29:megan"), bot: new ChannelAccount("28:bot"), conversation: new ConversationAccount(id: "a:1"),
        channelId: "msteams", serviceUrl: FakeChannel.ServiceUrl);

    [Fact]
    public async Task A_continued_conversation_gets_a_message_that_replies_to_nothing()
    {
        await using var host = await BotHost.StartAsync(new ActivityHandler());

        await host.Adapter.ContinueConversationAsync(
            BotHost.AppId, Reference, (turn, ct) => turn.SendActivityAsync("news", cancellationToken: ct), default);

        var call = Assert.Single(host.Channel.ConnectorCalls);
        Assert.Equal("POST https://connector.test/emea/v3/conversations/a%3A1/activities", call.Line);
        Assert.Equal("Bearer the-bots-own-token", call.Authorization);
        Assert.Equal("28:bot", call.Json.GetProperty("from").GetProperty("id").GetString());
        Assert.False(call.Json.TryGetProperty("replyToId", out _));
    }

    [Fact]
    public async Task A_reference_without_the_bots_account_still_names_a_sender()
    {
        await using var host = await BotHost.StartAsync(new ActivityHandler());
        var reference = new ConversationReference(conversation: new ConversationAccount(id: "c"), channelId: "emulator", serviceUrl: "http://localhost:56200");

        await host.Adapter.ContinueConversationAsync(
            BotHost.AppId, reference, (turn, ct) => turn.SendActivityAsync("news", cancellationToken: ct), default);

        var call = Assert.Single(host.Channel.ConnectorCalls);
        Assert.Equal((BotHost.AppId, null), (call.Json.GetProperty("from").GetProperty("id").GetString(), call.Authorization));
    }

    [Fact]
    public async Task A_failure_goes_to_whoever_sends_unasked_and_nobody_is_told_in_the_chat()
    {
        await using var host = await BotHost.StartAsync(new ActivityHandler());
        host.Channel.Answer = _ => FakeChannel.Json(HttpStatusCode.Forbidden, """{"error":{"code":"ConversationBlockedByUser","message":"x"}}""");

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => host.Adapter.ContinueConversationAsync(
            BotHost.AppId, Reference, (turn, ct) => turn.SendActivityAsync("news", cancellationToken: ct), default));

        Assert.Equal(ConnectorFailure.BlockedByUser, failure.Reason);
        Assert.Single(host.Channel.ConnectorCalls);
    }

    [Fact]
    public async Task A_personal_conversation_is_created_and_the_turn_runs_in_it()
    {
        await using var host = await BotHost.StartAsync(new ActivityHandler());
        host.Channel.Answer = c => c.Url.AbsolutePath.EndsWith("/conversations", StringComparison.Ordinal)
            ? FakeChannel.Json(HttpStatusCode.Created, """{"id":"a:new"}""")
            : null;
        ConversationReference? reference = null;

        await host.Adapter.CreateConversationAsync(
            BotHost.AppId,
            Channels.Msteams,
            FakeChannel.ServiceUrl,
            audience: null,
            new ConversationParameters(isGroup: false, bot: new ChannelAccount("28:bot"), members: [new ChannelAccount("29:megan")], tenantId: "t"),
            async (turn, ct) =>
            {
                reference = turn.Activity.GetConversationReference();
                await turn.SendActivityAsync("hello", cancellationToken: ct);
            },
            default);

        var calls = host.Channel.ConnectorCalls.ToArray();
        Assert.Equal(
            ["POST https://connector.test/emea/v3/conversations", "POST https://connector.test/emea/v3/conversations/a%3Anew/activities"],
            calls.Select(c => c.Line));
        Assert.Equal(
            """{"isGroup":false,"bot":{"id":"28:bot"},"members":[{"id":"29:megan"}],"tenantId":"t"}""", calls[0].Body);
        Assert.Equal(("a:new", "29:megan"), (reference!.Conversation.Id, reference.User!.Id));
    }

    [Fact]
    public async Task A_sent_card_can_be_updated_and_deleted()
    {
        await using var host = await BotHost.StartAsync(async (turn, ct) =>
        {
            var sent = await turn.SendActivityAsync("card", cancellationToken: ct);
            var update = MessageFactory.Text("card, changed");
            update.Id = sent.Id;
            await turn.UpdateActivityAsync(update, ct);
            await turn.DeleteActivityAsync(sent.Id!, ct);
        });

        using var response = await host.PostAsync(Wire.Message("x", """{"id":"in"}"""));

        var calls = host.Channel.ConnectorCalls.ToArray();
        Assert.Equal(
            [
                "POST https://connector.test/emea/v3/conversations/a%3A1/activities/in",
                "PUT https://connector.test/emea/v3/conversations/a%3A1/activities/m-1",
                "DELETE https://connector.test/emea/v3/conversations/a%3A1/activities/m-1",
            ],
            calls.Select(c => c.Line));
        Assert.Equal("m-1", calls[1].Json.GetProperty("id").GetString());
        Assert.Equal($"28:{BotHost.AppId}", calls[1].Json.GetProperty("from").GetProperty("id").GetString());
    }
}
