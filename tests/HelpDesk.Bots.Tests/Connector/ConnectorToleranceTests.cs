using System.Net;
using HelpDesk.Bots.Connector;
using HelpDesk.Bots.Schema;
using HelpDesk.Bots.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HelpDesk.Bots.Tests.Connector;

/// <summary>How Teams, the Playground and the Emulator differ in what they answer, and that none of it disturbs.</summary>
public sealed class ConnectorToleranceTests(ConnectorToleranceTests.Host host) : IClassFixture<ConnectorToleranceTests.Host>
{
    public static TheoryData<int, string?, string?> Successes => new()
    {
        { 200, """{"id":"1795459227057"}""", "1795459227057" },
        { 201, """{"id":"1:abc|x;y=z"}""", "1:abc|x;y=z" },
        { 202, null, null },
        { 202, """{"id":"m"}""", "m" },
        { 200, "{}", null },
        { 200, "", null },
        { 200, "null", null },
        { 200, "ok", null },
        { 200, "[]", null },
        { 200, """{"other":{"id":"no"},"id":17}""", "17" },
        { 200, """{"id":null}""", null },
        { 200, """{"id":"cut""", null },
    };

    public static TheoryData<int, string, ConnectorFailure, string?> Refusals => new()
    {
        { 400, """{"error":{"code":"BadSyntax","message":"x"}}""", ConnectorFailure.Refused, "BadSyntax" },
        { 400, """{"error":{"code":"MessageSizeTooBig","message":"x"}}""", ConnectorFailure.TooBig, "MessageSizeTooBig" },
        { 400, "<html></html>", ConnectorFailure.Refused, null },
        { 400, """{"error":{"code":"Bad Argument"}}""", ConnectorFailure.Refused, "Bad Argument" },
        { 401, "Missing Authorization", ConnectorFailure.Unauthorized, null },
        { 401, """{"error":{"code":"BotNotRegistered"}}""", ConnectorFailure.Unauthorized, "BotNotRegistered" },
        { 403, """{"error":{"code":"NotEnoughPermissions"}}""", ConnectorFailure.Refused, "NotEnoughPermissions" },
        { 403, """{"error":{"code":"InvalidBotApiHost"}}""", ConnectorFailure.Refused, "InvalidBotApiHost" },
        { 403, """{"error":{"code":"BotDisabledByAdmin"}}""", ConnectorFailure.DisabledByAdmin, "BotDisabledByAdmin" },
        { 403, """{"code":"BotNotInConversationRoster","message":"x"}""", ConnectorFailure.NotInRoster, "BotNotInConversationRoster" },
        { 403, """{"error":{"code":"ForbiddenOperationException"}}""", ConnectorFailure.NotInRoster, "ForbiddenOperationException" },
        { 403, """{"error":{"code":"ConversationBlockedByUser"}}""", ConnectorFailure.BlockedByUser, "ConversationBlockedByUser" },
        { 403, """{"errorCode":209,"message":"{\r\n  \"subCode\": \"MessageWritesBlocked\",\r\n  \"details\": \"x\"\r\n}"}""", ConnectorFailure.BlockedByUser, "MessageWritesBlocked" },
        { 403, """{"errorCode":209,"message":"not JSON"}""", ConnectorFailure.BlockedByUser, "MessageWritesBlocked" },
        { 403, "", ConnectorFailure.Refused, null },
        { 404, """{"error":{"code":"ConversationNotFound"}}""", ConnectorFailure.Gone, "ConversationNotFound" },
        { 404, """{"error":{"code":"ActivityNotFoundInConversation"}}""", ConnectorFailure.Gone, "ActivityNotFoundInConversation" },
        { 404, """{"error":{"code":"BadArgument"}}""", ConnectorFailure.Gone, "BadArgument" },
        { 404, "", ConnectorFailure.Gone, null },
        { 404, "<!DOCTYPE html><pre>Cannot PUT</pre>", ConnectorFailure.NotSupported, null },
        { 404, """{"code":"ResourceNotFound","message":"x"}""", ConnectorFailure.NotSupported, "ResourceNotFound" },
        { 405, "", ConnectorFailure.NotSupported, null },
        { 413, """{"error":{"code":"MessageSizeTooBig"}}""", ConnectorFailure.TooBig, "MessageSizeTooBig" },
        { 500, """{"error":{"code":"ServiceError"}}""", ConnectorFailure.UnknownOutcome, "ServiceError" },
        { 501, """{"error":{"code":"DeleteActivityAPINotImplemented"}}""", ConnectorFailure.NotSupported, "DeleteActivityAPINotImplemented" },
        { 302, "", ConnectorFailure.Refused, null },
        { 418, """{"error":"text"}""", ConnectorFailure.Refused, null },
        { 400, "[1]", ConnectorFailure.Refused, null },
        { 400, "{", ConnectorFailure.Refused, null },
    };

    public static TheoryData<string, string> Addresses => new()
    {
        { "https://connector.test", "https://connector.test/v3/conversations/C/activities" },
        { "https://connector.test/", "https://connector.test/v3/conversations/C/activities" },
        { "https://connector.test/emea/5f3b1c9e-7f0a-4d8e-9c51-2a6b7c8d9e10/", "https://connector.test/emea/5f3b1c9e-7f0a-4d8e-9c51-2a6b7c8d9e10/v3/conversations/C/activities" },
        { "https://CONNECTOR.test:443/teams", "https://connector.test/teams/v3/conversations/C/activities" },
        { "http://localhost:56150/_connector", "http://localhost:56150/_connector/v3/conversations/C/activities" },
        { "http://localhost:56200", "http://localhost:56200/v3/conversations/C/activities" },
        { "http://127.0.0.1:56200/", "http://127.0.0.1:56200/v3/conversations/C/activities" },
    };

    private ConnectorClient Connector => host.Bot.Services.GetRequiredService<ConnectorClient>();

    [Theory, MemberData(nameof(Successes))]
    public async Task Any_success_is_a_success_whatever_its_body(int status, string? body, string? id)
    {
        host.Answers(status, body);

        var response = await Connector.SendToConversationAsync(Message());

        Assert.Equal(id, response.Id);
    }

    [Theory, MemberData(nameof(Refusals))]
    public async Task A_refusal_of_any_shape_has_a_reason(int status, string body, ConnectorFailure reason, string? code)
    {
        host.Answers(status, body);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => Connector.SendToConversationAsync(Message()));

        Assert.Equal((reason, status, code), (failure.Reason, failure.Status, failure.Code));
        Assert.Single(host.Calls);
    }

    [Theory, MemberData(nameof(Addresses))]
    public async Task A_service_url_keeps_its_path_and_gets_no_double_slash(string serviceUrl, string expected)
    {
        host.Answers(200, null);
        var message = Message();
        message.ServiceUrl = serviceUrl;

        await Connector.SendToConversationAsync(message);

        Assert.Equal($"POST {expected}", Assert.Single(host.Calls).Line);
    }

    [Theory]
    [InlineData("5d0f5b40|livechat", "5d0f5b40%7Clivechat")]
    [InlineData("19:2a0c@thread.tacv2;messageid=1732446000000", "19%3A2a0c%40thread.tacv2%3Bmessageid%3D1732446000000")]
    [InlineData("a/../../admin?x=1#y", "a%2F..%2F..%2Fadmin%3Fx%3D1%23y")]
    [InlineData("ä €%", "%C3%A4%20%E2%82%AC%25")]
    public async Task Identifiers_are_one_percent_encoded_segment(string id, string encoded)
    {
        host.Answers(200, null);
        var message = Message();
        message.Conversation.Id = id;
        message.ReplyToId = id;

        await Connector.ReplyToActivityAsync(message);

        var call = Assert.Single(host.Calls);
        Assert.Equal($"/v3/conversations/{encoded}/activities/{encoded}", call.Url.AbsolutePath);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task An_identifier_of_dots_is_never_sent(string id)
    {
        host.Answers(200, null);
        var message = Message();
        message.Conversation.Id = id;

        await Assert.ThrowsAsync<ConnectorException>(() => Connector.SendToConversationAsync(message));

        Assert.Empty(host.Calls);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("http://connector.test/")]
    [InlineData("https://connector.test:8443/")]
    [InlineData("https://smba.trafficmanager.net/teams/")]
    [InlineData("https://x.connector.test/")]
    [InlineData("https://connector.test@evil.example/")]
    [InlineData("")]
    public async Task Nothing_is_sent_to_a_host_that_is_not_allowed(string serviceUrl)
    {
        host.Answers(200, null);
        var message = Message();
        message.ServiceUrl = serviceUrl;

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => Connector.SendToConversationAsync(message));

        Assert.Equal(ConnectorFailure.ServiceUrlNotAllowed, failure.Reason);
        Assert.Empty(host.Calls);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    [InlineData(204)]
    [InlineData(404)]
    public async Task A_deleted_activity_is_gone_however_the_channel_says_it(int status)
    {
        host.Answers(status, null);

        await Connector.DeleteActivityAsync(FakeChannel.ServiceUrl, "C", "A");

        Assert.Equal("DELETE https://connector.test/emea/v3/conversations/C/activities/A", Assert.Single(host.Calls).Line);
    }

    [Fact]
    public async Task A_channel_that_cannot_delete_says_so()
    {
        host.Answers(501, """{"error":{"code":"DeleteActivityAPINotImplemented"}}""");

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => Connector.DeleteActivityAsync(FakeChannel.ServiceUrl, "C", "A"));

        Assert.Equal(ConnectorFailure.NotSupported, failure.Reason);
    }

    [Theory]
    [InlineData("""{"id":"29:1","aadObjectId":"aad","userPrincipalName":"m@x.test","tenantId":"0001","userRole":"user","name":"Megan"}""")]
    [InlineData("""{"id":"29:1","objectId":"aad","userPrincipalName":"m@x.test","tenantId":"0001","userRole":"user","name":"Megan"}""")]
    public async Task A_member_has_its_directory_id_under_either_name(string body)
    {
        host.Answers(200, body);

        var member = await Connector.GetConversationMemberAsync(FakeChannel.ServiceUrl, "C", "29:1");

        Assert.Equal(("29:1", "aad", "m@x.test", "0001"), (member.Id, member.AadObjectId, member.UserPrincipalName, member.TenantId));
        Assert.Equal("GET https://connector.test/emea/v3/conversations/C/members/29%3A1", Assert.Single(host.Calls).Line);
    }

    [Fact]
    public async Task A_created_conversation_without_a_name_is_not_taken_for_one()
    {
        host.Answers(201, "{}");

        var failure = await Assert.ThrowsAsync<ConnectorException>(
            () => Connector.CreateConversationAsync(FakeChannel.ServiceUrl, new ConversationParameters()));

        Assert.Equal(ConnectorFailure.UnknownOutcome, failure.Reason);
    }

    private static Activity Message() => new(ActivityTypes.Message)
    {
        ServiceUrl = "https://connector.test/",
        ChannelId = "msteams",
        From = new ChannelAccount("28:bot"),
        Conversation = new ConversationAccount(id: "C"),
        Text = "hello",
    };

    public sealed class Host : IAsyncLifetime
    {
        internal BotHost Bot { get; private set; } = null!;

        internal Call[] Calls => [.. Bot.Channel.ConnectorCalls];

        public async Task InitializeAsync() => Bot = await BotHost.StartAsync(new ActivityHandler());

        public async Task DisposeAsync() => await Bot.DisposeAsync();

        public void Answers(int status, string? body)
        {
            // The cases share a conversation, and with it Teams' limits.
            Bot.Clock.Advance(TimeSpan.FromSeconds(10));
            Bot.Channel.Calls.Clear();
            Bot.Channel.Answer = _ => body switch
            {
                null => FakeChannel.Empty((HttpStatusCode)status),
                _ => FakeChannel.Json((HttpStatusCode)status, body),
            };
        }
    }
}
