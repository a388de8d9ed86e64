using System.Net;
using HelpDesk.Bots.Tests.Support;
using Xunit;

namespace HelpDesk.Bots.Tests.Authentication;

/// <summary>Without a token only a client on the developer's own machine is let in.</summary>
public sealed class AnonymousRequestTests
{
    public static TheoryData<string, string> ForwardingHeaders => new()
    {
        { "Forwarded", "for=203.0.113.7" },
        { "X-Forwarded-For", "127.0.0.1" },
        { "X-Forwarded-Host", "localhost" },
        { "x-forwarded-proto", "https" },
        { "X-Forwarded-Anything", "" },
        { "X-Original-Host", "localhost" },
        { "X-Real-IP", "127.0.0.1" },
        { "Via", "1.1 tunnel" },
        { "Authorization", "" },
        { "Authorization", "Bearer" },
        { "Authorization", "Basic YTpi" },
    };

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:3978")]
    [InlineData("127.0.0.1:3978")]
    [InlineData("[::1]:3978")]
    public async Task The_developers_own_machine_needs_no_token_in_Development(string hostHeader)
    {
        string? authentication = null;
        await using var host = await BotHost.StartAsync((turn, ct) =>
        {
            var identity = turn.TurnState.Get<System.Security.Claims.ClaimsIdentity>(BotAdapter.BotIdentityKey);
            authentication = identity?.AuthenticationType;
            return turn.SendActivityAsync("hello", cancellationToken: ct);
        });

        using var response = await host.PostAsync(Wire.Playground("hello"), token: null, r => r.Headers.Host = hostHeader);

        Assert.Equal((HttpStatusCode.OK, "anonymous"), (response.StatusCode, authentication));
        Assert.Null(Assert.Single(host.Channel.ConnectorCalls).Authorization);
    }

    [Theory]
    [InlineData("Production", "localhost")]
    [InlineData("Staging", "localhost")]
    [InlineData("Development", "bot.example.com")]
    [InlineData("Development", "localhost.example.com")]
    [InlineData("Development", "10.0.0.1")]
    [InlineData("Development", "0.0.0.0")]
    public async Task Any_other_environment_or_host_name_needs_one(string environment, string hostHeader)
    {
        await using var host = await BotHost.StartAsync((_, _) => throw new InvalidOperationException("no turn is expected"), environment);

        using var response = await host.PostAsync(Wire.Playground("hello"), token: null, r => r.Headers.Host = hostHeader);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("NoToken", Assert.Single(host.Refusals), StringComparison.Ordinal);
        Assert.Empty(host.Log.Errors);
    }

    [Theory, MemberData(nameof(ForwardingHeaders))]
    public async Task A_request_that_came_through_something_or_brings_credentials_is_not_anonymous(string header, string value)
    {
        await using var host = await BotHost.StartAsync((_, _) => throw new InvalidOperationException("no turn is expected"));

        using var response = await host.PostAsync(Wire.Playground("hello"), token: null, r => r.Headers.TryAddWithoutValidation(header, value));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Empty(host.Log.Errors);
    }
}
