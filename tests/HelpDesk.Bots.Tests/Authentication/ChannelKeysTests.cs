using System.Net;
using HelpDesk.Bots.Authentication;
using HelpDesk.Bots.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HelpDesk.Bots.Tests.Authentication;

public sealed class ChannelKeysTests
{
    private static readonly ChannelSigner Next = new("key-2", "msteams");

    [Fact]
    public async Task Keys_are_read_once_for_many_requests()
    {
        await using var host = await StartAsync();

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await PostAsync(host, host.Token()));
        }

        Assert.Equal(1, host.Channel.KeyReads);
    }

    [Fact]
    public async Task A_new_key_is_found_with_the_first_activity_that_is_signed_with_it()
    {
        await using var host = await StartAsync();
        await PostAsync(host, host.Token());
        host.Channel.Keys = () => Next.KeySet;
        host.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(HttpStatusCode.OK, await PostAsync(host, Next.Token(host.Clock.GetUtcNow())));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(host, host.Token()));
    }

    [Fact]
    public async Task A_token_that_was_good_is_refused_when_its_key_is_the_channels_no_longer()
    {
        await using var host = await StartAsync();
        var token = host.Token();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(host, token));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(host, token));
        host.Channel.Keys = () => Next.KeySet;
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(host, Next.Token(host.Clock.GetUtcNow())));

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(host, token));
        Assert.Contains("UnknownKey", host.Refusals[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_was_good_is_refused_when_its_key_has_become_another_one()
    {
        await using var host = await StartAsync();
        var token = host.Token();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(host, token));
        host.Channel.Keys = () => new ChannelSigner("key-1", "msteams").KeySet;
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await PostAsync(host, Next.Token(host.Clock.GetUtcNow()));

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(host, token));
        Assert.Contains("Signature", host.Refusals[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_was_good_is_refused_when_its_time_is_over()
    {
        await using var host = await StartAsync();
        var token = host.Token();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(host, token));

        host.Clock.Advance(TimeSpan.FromMinutes(64));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(host, token));
        host.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(host, token));
        Assert.Contains("Expired", host.Refusals[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_was_good_for_one_service_url_is_good_for_no_other()
    {
        await using var host = await StartAsync();
        var token = host.Token();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(host, token));

        using var response = await host.PostAsync(Wire.Message("hello", """{"serviceUrl":"https://connector.test/amer/"}"""), token);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Unknown_keys_do_not_make_the_bot_hammer_the_channel()
    {
        await using var host = await StartAsync();

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(host, Next.Token(host.Clock.GetUtcNow())));
        }

        Assert.Equal(1, host.Channel.KeyReads);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await PostAsync(host, Next.Token(host.Clock.GetUtcNow()));
        Assert.Equal(2, host.Channel.KeyReads);
    }

    [Fact]
    public async Task Keys_are_read_again_on_a_schedule()
    {
        await using var host = await StartAsync();
        await PostAsync(host, host.Token());
        host.Clock.Advance(TimeSpan.FromHours(13));

        await PostAsync(host, host.Token());

        await Until.TrueAsync(() => host.Channel.KeyReads == 2);
    }

    [Fact]
    public async Task Keys_that_are_slow_to_be_read_again_hold_up_no_activity_whose_key_is_known()
    {
        await using var host = await StartAsync();
        await PostAsync(host, host.Token());
        using var gate = new ManualResetEventSlim();
        host.Channel.Keys = () =>
        {
            gate.Wait(TimeSpan.FromMinutes(1));
            return Next.KeySet;
        };
        host.Clock.Advance(TimeSpan.FromHours(13));

        Assert.Equal(HttpStatusCode.OK, await PostAsync(host, host.Token()));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(host, host.Token()));
        await Until.TrueAsync(() => host.Channel.KeyReads == 2);

        gate.Set();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(host, Next.Token(host.Clock.GetUtcNow())));
        Assert.Equal(2, host.Channel.KeyReads);
    }

    [Fact]
    public async Task A_host_that_does_not_answer_is_given_up_soon()
    {
        await using var host = await StartAsync();
        var clients = host.Services.GetRequiredService<IHttpClientFactory>();

        foreach (var name in new[] { ChannelKeys.ClientName, PooledMsalHttpClients.ClientName })
        {
            using var client = clients.CreateClient(name);
            Assert.Equal(TimeSpan.FromSeconds(10), client.Timeout);
        }
    }

    [Fact]
    public async Task Known_keys_stay_good_while_the_document_cannot_be_read_but_not_for_ever()
    {
        await using var host = await StartAsync();
        await PostAsync(host, host.Token());
        host.Channel.Keys = () => "not JSON";
        host.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(host, host.Token()));

        host.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(host, host.Token()));
    }

    [Fact]
    public async Task Without_keys_nobody_is_let_in_and_the_document_is_not_asked_for_at_every_request()
    {
        await using var host = await StartAsync();
        host.Channel.Keys = () => "not JSON";

        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(host, host.Token()));
        }

        Assert.Equal(1, host.Channel.KeyReads);
    }

    [Fact]
    public async Task A_token_that_is_wrong_on_its_face_does_not_make_the_bot_read_keys()
    {
        await using var host = await StartAsync();

        await PostAsync(host, host.Token(t => t.Issuer = "https://evil.example"));

        Assert.Equal(0, host.Channel.KeyReads);
    }

    private static Task<BotHost> StartAsync() => BotHost.StartAsync((_, _) => Task.CompletedTask);

    private static async Task<HttpStatusCode> PostAsync(BotHost host, string token)
    {
        using var response = await host.PostAsync(Wire.Message("hello"), token);
        return response.StatusCode;
    }
}
