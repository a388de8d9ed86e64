using System.Net;
using System.Net.Http.Headers;
using HelpDesk.Bots.Tests.Support;
using Xunit;

namespace HelpDesk.Bots.Tests.Hosting;

/// <summary>What is not an activity is refused with a 4xx, an empty body and one log line, and no turn begins.</summary>
public sealed class BadInputTests(BadInputTests.Host fixture) : IClassFixture<BadInputTests.Host>
{
    private static readonly Dictionary<string, (int Status, string Reason, string Body)> Bodies = new()
    {
        ["empty"] = (400, "NotAnActivity", ""),
        ["not JSON"] = (400, "NotAnActivity", "hello"),
        ["cut off"] = (400, "NotAnActivity", Wire.Message("x")[..^5]),
        ["two documents"] = (400, "NotAnActivity", Wire.Message("x") + "{}"),
        ["a comment"] = (400, "NotAnActivity", "/* */" + Wire.Message("x")),
        ["an array"] = (400, "NotAnActivity", $"[{Wire.Message("x")}]"),
        ["null"] = (400, "FieldMissing", "null"),
        ["text"] = (400, "NotAnActivity", "\"message\""),
        ["too deep"] = (400, "NotAnActivity", Wire.Message("x", """{"x":1}""").Replace("\"x\":1", $"\"value\":{new string('[', 100)}{new string(']', 100)}", StringComparison.Ordinal)),
        ["number as type"] = (400, "NotAnActivity", Wire.Message("x", """{"type":1}""")),
        ["wrong shape of an account"] = (400, "NotAnActivity", Wire.Message("x", """{"from":"megan"}""")),
        ["wrong shape of a list"] = (400, "NotAnActivity", Wire.Message("x", """{"attachments":{}}""")),
        ["a time that is none"] = (400, "NotAnActivity", Wire.Message("x", """{"timestamp":"yesterday"}""")),
        ["half a surrogate pair in a member that nobody knows"] = (400, "NotAnActivity", Wire.Message("x", """{"conversation":{"id":"a:1","extra":"TEXT"}}""").Replace("TEXT", "\\ud800", StringComparison.Ordinal)),
        ["half a surrogate pair"] = (400, "NotAnActivity", Wire.Message("TEXT").Replace("TEXT", "\\ud800", StringComparison.Ordinal)),
        ["no type"] = (400, "FieldMissing", Wire.Message("x", """{"type":null}""")),
        ["an empty type"] = (400, "FieldMissing", Wire.Message("x", """{"type":""}""")),
        ["only a type"] = (400, "FieldMissing", """{"type":"event"}"""),
        ["no channel"] = (400, "FieldMissing", Wire.Message("x", """{"channelId":null}""")),
        ["no service URL"] = (400, "FieldMissing", Wire.Message("x", """{"serviceUrl":null}""")),
        ["no conversation"] = (400, "FieldMissing", Wire.Message("x", """{"conversation":null}""")),
        ["a conversation without id"] = (400, "FieldMissing", Wire.Message("x", """{"conversation":{}}""")),
        ["no sender"] = (400, "FieldMissing", Wire.Message("x", """{"from":null}""")),
        ["a sender without id"] = (400, "FieldMissing", Wire.Message("x", """{"from":{"name":"x"}}""")),
        ["a recipient without id"] = (400, "FieldMissing", Wire.Message("x", """{"recipient":{}}""")),
        ["the character NUL in an id"] = (400, "FieldMissing", Wire.Message("x", """{"id":"a\u0000b"}""")),
        ["an enormous id"] = (400, "FieldMissing", Wire.Message("x", """{"conversation":{"id":"LONG"}}""").Replace("LONG", new string('a', 3000), StringComparison.Ordinal)),
        ["a member that is null"] = (400, "FieldMissing", Wire.Activity("conversationUpdate", """{"membersAdded":[null]}""")),
        ["a member without id"] = (400, "FieldMissing", Wire.Activity("conversationUpdate", """{"membersRemoved":[{}]}""")),
        ["an attachment that is null"] = (400, "FieldMissing", Wire.Message("x", """{"attachments":[null]}""")),
        ["an entity that is null"] = (400, "FieldMissing", Wire.Message("x", """{"entities":[null]}""")),
        ["too large"] = (413, "BodyTooLarge", Wire.Message(new string('x', 300_000))),
    };

    public static TheoryData<string> Table => [.. Bodies.Keys];

    public static TheoryData<string> ServiceUrls =>
    [
        "http://connector.test/", "https://connector.test:8443/", "https://connector.test.evil.example/", "https://evil.example/connector.test",
        "https://user@connector.test/", "https://connector.test/?x=1", "ftp://connector.test/", "connector.test", "file:///etc/passwd", "https://10.0.0.1/",
    ];

    [Theory, MemberData(nameof(Table))]
    public async Task What_is_not_an_activity_is_refused(string name)
    {
        var (status, reason, body) = Bodies[name];

        await RefusedAsync(status, reason, () => fixture.Bot.PostAsync(body));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json-patch+json")]
    [InlineData("application/jsonp")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData(null)]
    public async Task Another_content_type_is_refused(string? contentType) =>
        await RefusedAsync(415, "ContentType", () => fixture.Bot.PostAsync(
            Wire.Message("x"), fixture.Bot.Token(), r => r.Content!.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType)));

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON")]
    public async Task A_json_content_type_in_any_notation_is_taken(string contentType)
    {
        var turns = fixture.Turns;

        using var response = await fixture.Bot.PostAsync(
            Wire.Message("x"), fixture.Bot.Token(), r => r.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType));

        Assert.Equal((HttpStatusCode.OK, turns + 1), (response.StatusCode, fixture.Turns));
    }

    [Fact]
    public async Task A_body_without_a_length_is_limited_as_well() =>
        await RefusedAsync(413, "BodyTooLarge", () => fixture.Bot.PostAsync(
            Wire.Message(new string('x', 300_000)), fixture.Bot.Token(), r => r.Headers.TransferEncodingChunked = true));

    [Theory, MemberData(nameof(ServiceUrls))]
    public async Task A_service_url_that_could_not_be_answered_is_refused(string serviceUrl) =>
        await RefusedAsync(403, "ServiceUrlNotAllowed", () => fixture.Bot.PostAsync(
            Wire.Message("x", $$"""{"serviceUrl":"{{serviceUrl}}"}"""), fixture.Bot.Token(t => t.ServiceUrl = serviceUrl)));

    [Fact]
    public async Task Other_methods_are_not_there()
    {
        using var response = await fixture.Bot.Client.GetAsync(new Uri("api/messages", UriKind.Relative));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    private async Task RefusedAsync(int status, string reason, Func<Task<HttpResponseMessage>> post)
    {
        var (turns, refusals) = (fixture.Turns, fixture.Bot.Refusals.Length);

        using var response = await post();

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(turns, fixture.Turns);
        Assert.Contains($": {reason} (", Assert.Single(fixture.Bot.Refusals[refusals..]), StringComparison.Ordinal);
        Assert.Empty(fixture.Bot.Log.Errors);
    }

    public sealed class Host : IAsyncLifetime
    {
        private int _turns;

        public int Turns => _turns;

        internal BotHost Bot { get; private set; } = null!;

        public async Task InitializeAsync() => Bot = await BotHost.StartAsync((_, _) =>
        {
            Interlocked.Increment(ref _turns);
            return Task.CompletedTask;
        });

        public async Task DisposeAsync() => await Bot.DisposeAsync();
    }
}
