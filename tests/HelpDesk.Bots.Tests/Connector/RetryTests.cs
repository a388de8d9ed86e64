using System.Net;
using HelpDesk.Bots.Connector;
using HelpDesk.Bots.Hosting;
using HelpDesk.Bots.Schema;
using HelpDesk.Bots.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HelpDesk.Bots.Tests.Connector;

public sealed class RetryTests
{
    [Theory]
    [InlineData(412)]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_passing_failure_is_tried_again(int status)
    {
        await using var host = await BotHost.StartAsync(new ActivityHandler());
        var attempts = 0;
        host.Channel.Answer = _ => ++attempts < 3 ? FakeChannel.Empty((HttpStatusCode)status) : null;

        var response = await LetTimePassAsync(host, SendAsync(host));

        Assert.Equal(("m-1", 3), (response.Id, attempts));
        Assert.Single(host.Channel.ConnectorCalls.Select(c => c.Body).Distinct());
    }

    [Theory]
    [InlineData(412, ConnectorFailure.Unavailable)]
    [InlineData(429, ConnectorFailure.Throttled)]
    [InlineData(502, ConnectorFailure.UnknownOutcome)]
    [InlineData(503, ConnectorFailure.Unavailable)]
    [InlineData(504, ConnectorFailure.UnknownOutcome)]
    public async Task A_lasting_failure_is_given_up_after_four_attempts(int status, ConnectorFailure reason)
    {
        await using var host = await BotHost.StartAsync(new ActivityHandler());
        host.Channel.Answer = _ => FakeChannel.Empty((HttpStatusCode)status);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => LetTimePassAsync(host, SendAsync(host)));

        Assert.Equal((reason, 4), (failure.Reason, host.Channel.ConnectorCalls.Count()));
    }

    [Fact]
    public async Task Five_statuses_are_tried_again_and_no_other()
    {
        await using var host = await BotHost.StartAsync(new ActivityHandler());
        var retried = new List<int>();

        for (var status = 300; status <= 599; status++)
        {
            host.Channel.Calls.Clear();
            host.Channel.Answer = _ => FakeChannel.Empty((HttpStatusCode)status);
            await Assert.ThrowsAsync<ConnectorException>(() => LetTimePassAsync(host, SendAsync(host)));
            if (host.Channel.ConnectorCalls.Count() > 1)
            {
                retried.Add(status);
            }
        }

        Assert.Equal([412, 429, 502, 503, 504], retried);
    }

    [Fact]
    public async Task The_connection_itself_follows_no_redirect_and_keeps_no_cookie()
    {
        await using var services = new ServiceCollection().AddLogging().AddCloudAdapter().BuildServiceProvider();
        var handler = services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(ChannelHttp.ClientName);
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        var connection = Assert.IsType<SocketsHttpHandler>(handler);
        Assert.Equal((false, false), (connection.AllowAutoRedirect, connection.UseCookies));
    }

    [Theory]
    [InlineData("https://localhost:5443/teams/", "Bearer the-bots-own-token")]
    [InlineData("http://localhost:5443/teams/", null)]
    [InlineData("https://localhost:5444/teams/", null)]
    public async Task The_bots_token_goes_to_listed_hosts_by_https_alone(string serviceUrl, string? authorization)
    {
        await using var host = await BotHost.StartAsync(new ActivityHandler(), configure: o => o.ServiceHosts.Add("localhost:5443"));

        await SendAsync(host, serviceUrl);

        Assert.Equal(authorization, Assert.Single(host.Channel.ConnectorCalls).Authorization);
    }

    [Fact]
    public async Task The_wait_that_the_channel_asks_for_is_kept()
    {
        await using var host = await BotHost.StartAsync(new ActivityHandler());
        var attempts = 0;
        host.Channel.Answer = _ => ++attempts < 2 ? FakeChannel.Empty(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(20)) : null;

        var sending = SendAsync(host);
        await Until.TrueAsync(() => host.Log.All.Any(l => l.EventId == 1020));
        host.Clock.Advance(TimeSpan.FromSeconds(19));
        Assert.False(sending.IsCompleted);

        await LetTimePassAsync(host, sending);
        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task A_wait_that_is_too_long_is_left_to_the_caller()
    {
        await using var host = await BotHost.StartAsync(new ActivityHandler());
        host.Channel.Answer = _ => FakeChannel.Empty(HttpStatusCode.TooManyRequests, TimeSpan.FromMinutes(5));

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => SendAsync(host));

        Assert.Equal((ConnectorFailure.Throttled, TimeSpan.FromMinutes(5)), (failure.Reason, failure.RetryAfter));
        Assert.Single(host.Channel.ConnectorCalls);
    }

    [Fact]
    public async Task No_answer_in_time_is_an_unknown_outcome_and_is_not_tried_again()
    {
        await using var host = await BotHost.StartAsync(new ActivityHandler());
        host.Channel.Answer = _ => throw new TaskCanceledException("timed out", new TimeoutException());

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => SendAsync(host));

        Assert.Equal(ConnectorFailure.UnknownOutcome, failure.Reason);
        Assert.Single(host.Channel.ConnectorCalls);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, ConnectorFailure.Unavailable)]
    [InlineData(HttpRequestError.NameResolutionError, ConnectorFailure.Unavailable)]
    [InlineData(HttpRequestError.SecureConnectionError, ConnectorFailure.Unavailable)]
    [InlineData(HttpRequestError.ResponseEnded, ConnectorFailure.UnknownOutcome)]
    public async Task A_broken_connection_tells_whether_anything_was_sent(HttpRequestError error, ConnectorFailure reason)
    {
        await using var host = await BotHost.StartAsync(new ActivityHandler());
        host.Channel.Answer = _ => throw new HttpRequestException(error);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => SendAsync(host));

        Assert.Equal(reason, failure.Reason);
        Assert.Single(host.Channel.ConnectorCalls);
    }

    [Fact]
    public async Task The_bots_token_is_asked_for_once_for_many_sends()
    {
        await using var host = await BotHost.StartAsync(new ActivityHandler(), configure: o => o.AppId = Guid.NewGuid().ToString());

        for (var i = 0; i < 5; i++)
        {
            await SendAsync(host);
        }

        var login = Assert.Single(host.Channel.Calls, c => c.Url.Host == "login.test");
        Assert.Equal("/5f3b1c9e-7f0a-4d8e-9c51-2a6b7c8d9e10/oauth2/v2.0/token", login.Url.AbsolutePath);
        Assert.Contains("scope=https%3A%2F%2Fapi.botframework.com%2F.default", login.Body, StringComparison.Ordinal);
        Assert.Contains("grant_type=client_credentials", login.Body, StringComparison.Ordinal);
    }

    private static Task<ResourceResponse> SendAsync(BotHost host, string serviceUrl = FakeChannel.ServiceUrl) =>
        host.Services.GetRequiredService<ConnectorClient>().SendToConversationAsync(new Activity(ActivityTypes.Message)
        {
            ServiceUrl = serviceUrl,
            From = new ChannelAccount("28:bot"),
            Conversation = new ConversationAccount(id: "C"),
            Text = "hello",
        });

    private static async Task<ResourceResponse> LetTimePassAsync(BotHost host, Task<ResourceResponse> sending)
    {
        await Until.TrueAsync(() =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            return sending.IsCompleted;
        });
        return await sending;
    }
}
